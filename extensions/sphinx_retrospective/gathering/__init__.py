"""Phase 2: what all documents say becomes one whole, with an address for each object and a list of what is wrong."""
