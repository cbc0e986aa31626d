"""A new Sphinx site of a person's own data: events in, the texts of its files out, and nothing written."""
