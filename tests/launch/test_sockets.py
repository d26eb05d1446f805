"""Short private folders for sockets."""

import os
from pathlib import Path

import pytest
from launch import sockets
from launch.account import Account
from launch.messages import Stop


@pytest.fixture
def me():
    return Account.of(os.geteuid())


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    """A short runtime folder, as pytest's own may be too long already."""
    monkeypatch.setattr(sockets, "PATH_LIMIT", 500)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_longest_path_that_fits_is_exactly_the_limit():
    filler = sockets.PATH_LIMIT - len(os.fsencode(Path("/x") / sockets.LONGEST_NAME))

    assert sockets.fits(Path("/x" + "y" * filler))
    assert not sockets.fits(Path("/x" + "y" * (filler + 1)))


def test_limit_counts_bytes_not_letters():
    assert not sockets.fits(Path("/" + "å" * 50))


def test_runtime_folder_of_the_session_comes_first(runtime, clone, me):
    folder = sockets.socket_folder(clone, "pg-dev", account=me)

    assert folder == runtime / f"insteg-{clone.key}" / "pg-dev"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_too_long_a_runtime_folder_is_passed_over(clone, me, tmp_path, monkeypatch):
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setattr(sockets.tempfile, "gettempdir", lambda: str(long))

    folder = sockets.socket_folder(clone, "pg-dev", account=me)

    assert folder.is_relative_to("/tmp")
    sockets.remove_socket_folder(folder)
    assert not folder.parent.exists()


def test_folder_that_somebody_else_laid_out_is_refused(runtime, clone, me, tmp_path):
    (tmp_path / "trap").mkdir()
    (runtime / f"insteg-{clone.key}").symlink_to(tmp_path / "trap")

    with pytest.raises(Stop, match="should be a folder of yours"):
        sockets.socket_folder(clone, "pg-dev", account=me)


def test_tidying_up_leaves_the_neighbour(runtime, clone, me):
    ours = sockets.socket_folder(clone, "pg-dev", account=me)
    neighbour = sockets.socket_folder(clone, "redis-dev", account=me)
    (ours / ".s.PGSQL.5432.lock").write_text("")

    sockets.remove_socket_folder(ours)

    assert not ours.exists()
    assert neighbour.exists()
