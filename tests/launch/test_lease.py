"""A server shared by several runs."""

import subprocess
import sys

import pytest
from launch import lease as module
from launch.lease import in_use, lease, only_one


@pytest.fixture(autouse=True)
def signals_stay(monkeypatch):
    """Leaving a lease shuts signals out, as a run then ends; the test run goes on."""
    monkeypatch.setattr(module, "ignore_endings", lambda: None)


@pytest.fixture
def calls():
    return []


@pytest.fixture
def held(tmp_path, calls):
    def hold():
        return lease(
            tmp_path / "locks" / "pg-dev",
            start=lambda: calls.append("start"),
            stop=lambda: calls.append("stop"),
        )

    return hold


def test_last_user_stops_it(held, calls):
    with held():
        with held():
            pass
        assert calls == ["start", "start"]

    assert calls == ["start", "start", "stop"]


def test_in_use_only_while_held(held, tmp_path):
    lock = tmp_path / "locks" / "pg-dev"
    assert not in_use(lock)
    with held():
        assert in_use(lock)
    assert not in_use(lock)


def test_start_that_fails_half_way_is_stopped(tmp_path, calls):
    def fail():
        raise RuntimeError("half-way")

    with (
        pytest.raises(RuntimeError),
        lease(tmp_path / "locks" / "x", start=fail, stop=lambda: calls.append("stop")),
    ):
        pass

    assert calls == ["stop"]


def test_killed_user_does_not_count(held, tmp_path, calls):
    lock = tmp_path / "locks" / "pg-dev"
    code = (
        f"import fcntl, time; file = open({str(lock.with_suffix('.users'))!r}, 'a');"
        "fcntl.flock(file, fcntl.LOCK_SH); print('held', flush=True); time.sleep(60)"
    )
    with held():
        other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        other.stdout.readline()
        other.kill()
        other.wait()
        other.stdout.close()

    assert calls == ["start", "stop"]


def test_second_of_only_one_hears_what_the_first_noted(tmp_path):
    lock = tmp_path / "locks" / "dev"
    with only_one(lock) as other:
        assert other is None
        lock.write_text("http://localhost:8000")
        with only_one(lock) as noted:
            assert noted == "http://localhost:8000"
    with only_one(lock) as other:
        assert other is None
