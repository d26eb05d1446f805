"""Whether a server is behind a postmaster.pid."""

import subprocess
import sys
import time

import pytest
from launch.postmaster import Postmaster, command_line


@pytest.fixture
def sleeper():
    """A process that names its last argument on its command line, as a server names its data folder."""
    started = []

    def start(argument):
        command = [sys.executable, "-c", "import time; time.sleep(60)", str(argument)]
        started.append(subprocess.Popen(command))
        for _moment in range(500):  # a busy machine shows the command line a little later than the process
            if str(argument) in command_line(started[-1].pid):
                break
            time.sleep(0.01)
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def note(data, pid):
    (data / "postmaster.pid").write_text(f"{pid}\n{data}\n1700000000\n5432\n/run/sockets\n\n1 2\nready\n")


def test_no_file_means_no_server(tmp_path):
    assert Postmaster.alive(tmp_path) is None


@pytest.mark.parametrize("torn", ["", "12", "12\n/data\n", "words\n/data\n1\n5432\n/run\n"])
def test_torn_file_means_no_server(tmp_path, torn):
    (tmp_path / "postmaster.pid").write_text(torn)

    assert Postmaster.read(tmp_path) is None


def test_running_server_tells_where_its_sockets_are(tmp_path, sleeper):
    process = sleeper(tmp_path)
    note(tmp_path, process.pid)

    found = Postmaster.alive(tmp_path)

    assert (found.pid, str(found.sockets)) == (process.pid, "/run/sockets")


def test_number_given_to_another_program_means_no_server(tmp_path, sleeper):
    note(tmp_path, sleeper("something else").pid)

    assert Postmaster.read(tmp_path) is not None
    assert Postmaster.alive(tmp_path) is None


def test_dead_process_has_no_command_line(sleeper):
    process = sleeper("x")
    process.kill()
    process.wait()

    assert command_line(process.pid) == ""
