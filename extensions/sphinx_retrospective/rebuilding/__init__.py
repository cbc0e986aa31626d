"""Phase 3: which pages are written again, decided by digests of records and by what is recorded beside the output."""
