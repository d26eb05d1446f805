"""The shipped files are what their manifest and their list of licences say."""

import csv
import gzip
import hashlib

import pytest
from stdnum.se import orgnr

from reference.files import DATA, rows
from reference.sources import SOURCES

with (DATA / "MANIFEST.csv").open(encoding="utf-8") as file:
    MANIFEST = {row["file"]: row for row in csv.DictReader(file)}


def test_every_file_is_in_the_manifest():
    assert sorted(path.name for path in DATA.glob("*.gz")) == sorted(MANIFEST)


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_file_is_as_listed(name):
    packed = (DATA / name).read_bytes()
    listed = MANIFEST[name]

    assert len(packed) == int(listed["bytes"])
    assert packed[4:8] == bytes(4)  # gzip's own time stamp: none
    assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == listed["sha256_of_content"]
    assert sum(1 for _ in rows(DATA / name)) == int(listed["rows"])


WRITTEN_HERE = ("legal_figures.csv", "calculation_parameters.csv", "policy_examples.csv")


@pytest.mark.parametrize("name", [*sorted(MANIFEST), *WRITTEN_HERE])
def test_every_file_has_its_licence_line(name):
    table = [
        line
        for line in (DATA / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]

    assert [line for line in table if name in line.split("|")[1]]


def test_what_is_loaded_is_shipped():
    assert {source.file for source in SOURCES} <= set(MANIFEST)


def test_cpv_parents_exist_and_codes_have_eight_digits():
    codes = {row["code"]: row["parent"] for row in rows(DATA / "cpv_2008.csv.gz")}

    assert {parent for parent in codes.values() if parent} <= set(codes)
    assert all(len(code) == 8 and code.isdecimal() for code in codes)


def test_buyers_organisation_numbers_are_right_except_ten_in_the_source():
    numbers = [row["orgnr"] for row in rows(DATA / "buyers_se.csv.gz")]

    assert sum(not orgnr.is_valid(number) for number in numbers) == 10
