"""Children: they share a log, end together and leave nobody behind."""

import os
import subprocess
import sys
import time

import pytest
from launch.postmaster import command_line
from launch.processes import Crew, end_leftovers, foreground, label

FAMILY = """
import pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
pathlib.Path(sys.argv[2]).write_text(str(child.pid))
child.wait()
"""
SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def crew(tmp_path):
    made = Crew(environment=os.environ, folder=tmp_path, note=tmp_path / "processes")
    yield made
    made.stop()


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def test_lines_carry_the_name_of_who_said_them(crew, capsys):
    crew.start("web", [sys.executable, "-c", "print('hello')"])

    assert until(lambda: crew.first_ended() == "web")
    assert until(lambda: "web    | hello\n" in capsys.readouterr().out)


def test_no_colour_outside_a_terminal():
    assert label("beat") == "beat   |"


def test_stopping_ends_grandchildren_too(crew, tmp_path):
    note = tmp_path / "grandchild"
    crew.start("web", [sys.executable, "-c", FAMILY, SLEEP, str(note)])
    assert until(lambda: note.exists() and note.read_text())
    family = [crew.members["web"].pid, int(note.read_text())]

    crew.stop()

    assert until(lambda: [command_line(pid) for pid in family] == ["", ""])
    assert not crew.note.exists()


def test_leftovers_of_a_killed_run_end(crew):
    crew.start("worker", [sys.executable, "-c", SLEEP])
    child = crew.members["worker"]

    assert end_leftovers(crew.note) == 1
    assert child.wait(5) == -9


def test_number_that_now_is_another_program_is_spared(tmp_path):
    bystander = subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True)
    note = tmp_path / "processes"
    note.write_text(f"{bystander.pid} /elsewhere/.venv/bin/python\n")

    assert end_leftovers(note) == 0
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


@pytest.mark.parametrize(("script", "code"), [("exit 0", 0), ("exit 5", 5), ("kill -TERM $$", 143)])
def test_exit_code_is_handed_on(script, code):
    assert foreground(["/bin/sh", "-c", script], environment=os.environ) == code
