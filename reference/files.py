"""The shipped files of public data (provenance and licences: reference/data/README.md)."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one packed file, every value as text."""
    with gzip.open(path) as packed, io.TextIOWrapper(packed, encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def digest(path: Path) -> str:
    """SHA-256 of the packed file: what tells a changed file from one that is loaded already."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
