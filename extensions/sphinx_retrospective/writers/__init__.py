"""Phase 4, second half: how our nodes look in each format, where the docutils nodes under them do not say it."""
