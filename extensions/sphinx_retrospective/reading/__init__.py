"""Phase 1: directives and roles turn each document into records, and leave placeholders for what others declare."""
