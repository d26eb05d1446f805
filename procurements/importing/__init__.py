"""Planned purchases from a file: every cell is asked as on the one page."""
