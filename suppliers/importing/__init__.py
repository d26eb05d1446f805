"""Contracts from a file: plain cells, columns recognised, rows checked by the form of the one page."""
