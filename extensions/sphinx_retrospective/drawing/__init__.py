"""Phase 4, first half: events, views and indices as nodes of docutils, which every builder can write."""
