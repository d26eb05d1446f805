""".ci/run: checks, tests and slow tests decide; all are run whatever the first ones say."""

import re
import shutil
import subprocess

import pytest

from .conftest import ROOT

STEPS = ["bin/check", "bin/test", "bin/test --slow"]
STUB = """#!/bin/sh
echo "bin/$(basename "$0")${1:+ $1}" >> ran
[ "bin/$(basename "$0")${1:+ $1}" != "$FAILING" ]
"""


@pytest.fixture
def repository(tmp_path):
    """The script beside steps that do nothing."""
    for folder in (".ci", "bin"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    for name in ("check", "test"):
        (tmp_path / "bin" / name).write_text(STUB)
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def run(repository, failing):
    verdict = subprocess.run(
        [repository / ".ci" / "run"],
        env={"PATH": "/usr/bin:/bin", "FAILING": failing},
        capture_output=True,
        check=False,
    )
    ran = (repository / "ran").read_text().splitlines()
    return verdict.returncode, ran


@pytest.mark.parametrize("failing", ["", *STEPS])
def test_every_step_is_run_and_decides(repository, failing):
    assert run(repository, failing) == (1 if failing else 0, STEPS)


def test_the_limits_together_stay_well_under_ninety_minutes():
    limits = [int(found) for found in re.findall(r"^step (\d+) ", (ROOT / ".ci" / "run").read_text(), re.M)]

    assert len(limits) == len(STEPS)
    assert sum(limits) <= 80 * 60
