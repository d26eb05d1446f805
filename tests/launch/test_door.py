"""The shell part: which Python runs the launcher."""

import os
import subprocess

import pytest

from .conftest import ROOT

DOOR = ROOT / "bin" / "launch" / "door"


@pytest.fixture
def launch(tmp_path):
    """The door of a launcher that tells which Python it got, on a machine where only `path` has any."""
    folder = tmp_path / "launch"
    folder.mkdir()
    absolute = "/usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3"
    (folder / "door").write_text(DOOR.read_text().replace(absolute, ""))

    def run(**pythons):
        for name, version in pythons.items():
            fake(tmp_path / name, version)
        environment = {"PATH": f"{tmp_path}:/nowhere"}
        if "named" in pythons:
            environment["INSTEG_PYTHON"] = str(tmp_path / "named")
        command = ["/bin/sh", str(folder / "door"), "dev"]
        (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def fake(path, version):
    """A Python of that version: fails the version check if too old, and tells its name when started."""
    is_old = version < (3, 11)
    path.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && exit {int(is_old)}\n'
        f'[ "$1" = --version ] && echo "Python {version[0]}.{version[1]}" && exit\n'
        f'echo "{path.name} $2"\n'
    )
    path.chmod(0o755)


def test_new_enough_python_is_used(launch):
    assert launch(python3=(3, 12)).stdout == "python3 dev\n"


def test_old_python_is_passed_over_for_a_newer_one(launch):
    assert launch(python3=(3, 9), **{"python3.12": (3, 12)}).stdout == "python3.12 dev\n"


def test_named_python_wins(launch):
    assert launch(python3=(3, 12), named=(3, 13)).stdout == "named dev\n"


@pytest.mark.parametrize(("pythons", "found"), [({"python3": (3, 9)}, "Python 3.9"), ({}, "no Python")])
def test_old_or_no_python_gets_a_sentence(launch, pythons, found):
    result = launch(**pythons)

    assert result.returncode == 1
    assert result.stderr.startswith(f"Insteg needs Python 3.11 or newer, but found {found}.")
    assert "apt-get install" in result.stderr


@pytest.mark.parametrize("name", ["dev", "test", "manage", "check", "bench", "lock"])
def test_every_door_is_executable_and_named_in_the_launcher(name):
    from launch.commands import DOORS

    assert os.access(ROOT / "bin" / name, os.X_OK)
    assert f'door" {name} ' in (ROOT / "bin" / name).read_text()
    assert name in DOORS
