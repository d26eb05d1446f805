"""A real cluster, from nothing to stopped; as root also with a clone that its account cannot reach."""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from launch.clone import Clone
from launch.postgres import cluster
from launch.postmaster import Postmaster, command_line
from launch.redis import Redis

pytestmark = pytest.mark.slow
ROLE_QUERY = (
    "SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls "
    "FROM pg_roles WHERE rolname LIKE 'insteg%' ORDER BY 1"
)


@pytest.fixture(params=[0o755, 0o700], ids=["open", "closed"])
def place(request):
    """A short folder that everybody may enter, or nobody else."""
    folder = Path(tempfile.mkdtemp(prefix="clone-"))
    folder.chmod(request.param)
    place = Clone(folder / "clone")
    place.root.mkdir()
    place.venv.symlink_to(sys.prefix)
    yield place
    shutil.rmtree(folder)
    shutil.rmtree(place.outside, ignore_errors=True)  # a neighbouring test may have found it lost already


@pytest.fixture
def server(place):
    made = cluster(place, "pg-test")
    yield made
    made.stop()


def ask(server, sql, *, role="postgres", database="insteg"):
    address = ["-h", str(server._sockets()), "-U", role, "-d", database]
    return server.tool("psql", "-X", "-A", "-t", *address, "-c", sql)


def test_roles_can_do_what_they_need_and_no_more(server):
    server.start()

    assert ask(server, ROLE_QUERY).stdout.split() == ["insteg_app|t|f|f|f|f|f", "insteg_owner|t|f|t|f|f|f"]
    assert ask(server, "SELECT current_user", role="insteg_app").stdout.strip() == "insteg_app"
    refused = ask(server, "CREATE TABLE public.x ()", role="insteg_app")
    assert "permission denied for schema public" in refused.stderr
    assert ask(server, "CREATE TABLE public.x ()", role="insteg_owner").returncode == 0
    assert ask(server, "CREATE DATABASE test_x", role="insteg_owner").returncode == 0


def test_server_listens_on_its_private_socket_only(server):
    server.start()

    settings = "SELECT string_agg(setting, '|' ORDER BY name) FROM pg_settings WHERE name IN "
    found = ask(server, settings + "('fsync', 'listen_addresses', 'unix_socket_permissions')")
    assert found.stdout.strip() == "off||0700"
    assert server._sockets().stat().st_mode & 0o777 == 0o700
    assert ask(server, "SELECT lower('ÅÄÖ')").stdout.strip() == "åäö"


def test_data_is_still_there_after_a_stop(server):
    server.start()
    ask(server, "CREATE TABLE kept ()")
    server.stop()
    assert Postmaster.alive(server.data) is None

    server.start()

    assert ask(server, "SELECT count(*) FROM kept").stdout.strip() == "0"


def test_killed_server_starts_again(server):
    server.start()
    pid = Postmaster.read(server.data).pid
    os.kill(pid, signal.SIGKILL)

    server.start()

    assert Postmaster.alive(server.data).pid != pid
    assert ask(server, "SELECT 1").returncode == 0


def test_server_whose_socket_was_cleared_away_is_started_again(server):
    server.start()
    pid = Postmaster.read(server.data).pid
    shutil.rmtree(server._sockets().parent)

    server.start()

    assert command_line(pid) == ""
    assert ask(server, "SELECT 1").returncode == 0


def test_broken_test_database_is_made_anew(server, capsys):
    server.start()
    server.stop()
    shutil.rmtree(server.data / "base")

    server.start()

    assert "Making a new one" in capsys.readouterr().err
    assert ask(server, "SELECT 1").returncode == 0


def test_redis_starts_keeps_nothing_and_stops(place):
    redis = Redis(place, "redis-test")
    redis.start()
    try:
        assert redis.serves()
        assert redis.url.startswith("redis+socket:///")
        assert redis.socket.parent.stat().st_mode & 0o777 == 0o700
    finally:
        redis.stop()

    assert not redis.serves()
    assert not redis.socket.parent.exists()
