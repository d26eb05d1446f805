"""bin/dev: its arguments, its port, its preparations."""

import socket
import subprocess
import sys
import threading

import pytest
from launch import dev
from launch.messages import Stop


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind((dev.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_defaults():
    options = dev.parse([])

    assert (options.port, options.fresh) == (8000, False)


def test_taken_port_is_refused_with_a_free_one(taken_port):
    with pytest.raises(Stop) as refusal:
        dev.check_port(taken_port)

    advised = int(str(refusal.value).rsplit(" ", 1)[1])
    assert str(refusal.value).startswith(f"Port {taken_port} is taken by another program.")
    assert dev.is_free(advised)


def test_port_of_a_process_just_ended_is_waited_for():
    """kill -9 of bin/dev leaves a web process; the next start ends it and takes its port."""
    listen = "import socket, time; s = socket.create_server(('127.0.0.1', 0)); "
    listen += "print(s.getsockname()[1], flush=True); time.sleep(60)"
    left = subprocess.Popen([sys.executable, "-c", listen], stdout=subprocess.PIPE, text=True)
    port = int(left.stdout.readline())
    threading.Timer(0.3, left.kill).start()

    dev._until_free(port)

    assert dev.is_free(port)
    left.communicate()


@pytest.mark.parametrize("port", [0, 80, 65536, -1])
def test_impossible_port_is_refused(port):
    with pytest.raises(Stop, match="from 1024 to 65535"):
        dev.check_port(port)


def test_key_ring_is_made_once(clone):
    clone.open_state()
    names = [arguments[0] for _, arguments in dev.preparations(clone)]
    (clone.state / "keyring.json").write_text("{}")
    names_later = [arguments[0] for _, arguments in dev.preparations(clone)]

    assert "make_keyring" in names
    assert "make_keyring" not in names_later
    assert names.index("make_keyring") < names.index("migrate") < names.index("prepare_dev")


def test_welcome_names_site_personas_and_mail():
    text = dev.welcome(8123)

    for address in (
        "http://localhost:8123/",
        "http://localhost:8123/personas/",
        "http://localhost:8123/_mail/",
    ):
        assert f" {address}" in text


def test_second_bin_dev_of_a_clone_hears_where_the_first_is(clone):
    clone.open_state()
    with (
        dev._alone(clone, 8123),
        pytest.raises(Stop, match=r"already runs in this clone: http://localhost:8123"),
        dev._alone(clone, 8124),
    ):
        pass
