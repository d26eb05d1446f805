"""The virtual environment: when it is renewed, and what a process in it sees."""

import pytest
from launch import environment
from launch.messages import Stop


@pytest.fixture
def locked(clone):
    (clone.root / environment.LOCK).write_text("django==5.2 --hash=sha256:00\n")
    return clone


def test_another_lock_asks_for_another_environment(locked):
    before = environment._fingerprint(locked)
    (locked.root / environment.LOCK).write_text("django==5.3 --hash=sha256:11\n")

    assert environment._fingerprint(locked) != before


def test_stamped_environment_is_left_alone(locked, monkeypatch):
    def refuse(*_):
        raise AssertionError("nothing was to be made")

    monkeypatch.setattr(environment, "_make", refuse)
    locked.python.parent.mkdir(parents=True)
    locked.python.write_text("")
    (locked.venv / "insteg-stamp").write_text(environment._fingerprint(locked))

    assert environment.ensure_environment(locked)["VIRTUAL_ENV"] == str(locked.venv)


def test_environment_of_another_place_is_not_used(locked):
    """A copied folder: its scripts would run the original's Python."""
    locked.python.parent.mkdir(parents=True)
    locked.python.symlink_to("/usr/bin/env")

    assert not environment._is_usable(locked)


def test_processes_find_the_environment_first_and_no_foreign_database(locked, monkeypatch):
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PATH", "/usr/bin")

    seen = environment.variables(locked)

    assert seen["PATH"] == f"{locked.venv}/bin:/usr/bin"
    assert "PGPORT" not in seen


def test_python_without_ensurepip_gets_the_exact_line(monkeypatch):
    monkeypatch.setattr(environment, "_has_ensurepip", lambda: False)
    monkeypatch.setattr(environment.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)

    with pytest.raises(Stop, match=r"sudo apt-get install -y python3[.0-9]*-venv"):
        environment._venv_command()
