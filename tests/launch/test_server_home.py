"""Where a cluster lives, and what is left behind by clones that are gone."""

import os

from launch.account import Account, server_account
from launch.server_home import forget_lost_clones


def left_behind(parent, name, *, clone, clusters):
    home = parent / f"insteg-{name}"
    home.mkdir()
    (home / "clone").write_text(str(clone))
    for cluster in clusters:
        (home / cluster).mkdir()
    return home


def test_only_tests_of_lost_clones_are_forgotten(tmp_path):
    lost = left_behind(tmp_path, "aaaaaaaa", clone=tmp_path / "gone", clusters=["pg-test"])
    alive = left_behind(tmp_path, "bbbbbbbb", clone=tmp_path, clusters=["pg-test"])
    dev = left_behind(tmp_path, "cccccccc", clone=tmp_path / "gone", clusters=["pg-test", "pg-dev"])

    forget_lost_clones(tmp_path)

    assert (lost.exists(), alive.exists(), dev.exists()) == (False, True, True)


def test_ordinary_user_runs_servers_as_herself(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1)

    assert server_account([]) == Account.of(1)


def test_root_never_runs_a_server_as_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert server_account([]).uid != 0


def test_root_keeps_to_the_account_that_owns_the_data(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if tmp_path.stat().st_uid == 0:
        os.chown(tmp_path, 1, 1)

    assert server_account([tmp_path / "missing", tmp_path]).uid == tmp_path.stat().st_uid
