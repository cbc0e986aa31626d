"""Dates, events, eras, taxonomies and queries. Imports neither Sphinx nor docutils."""
