"""Contracts from a file: read as plain cells, columns recognised, rows checked by the form of the one page."""
