"""Measuring the main pages on invented data of a known size (docs/bench.md).
Used by `manage.py bench` only."""
