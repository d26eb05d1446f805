"""Child processes: one in the foreground, or a crew that shares one readable log and ends together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from launch.postmaster import command_line
from launch.signals import handed_on_to

COLOURS = {"web": "36", "worker": "33", "beat": "35"}
PATIENCE = 10  # seconds a child gets to finish what it does


def foreground(command: Sequence[str], *, environment: Mapping[str, str], folder: Path | None = None) -> int:
    """Run a command at this terminal and answer with its exit code, as a shell would."""
    child = subprocess.Popen(command, env=environment, cwd=folder)
    with handed_on_to(child.pid):
        code = child.wait()
    return code if code >= 0 else 128 - code


@dataclass
class Crew:
    """Processes that work together: when one ends, all end."""

    environment: Mapping[str, str]
    folder: Path
    note: Path
    members: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    _readers: list[threading.Thread] = field(default_factory=list)
    _pen: threading.Lock = field(default_factory=threading.Lock)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one member, in a session of its own so that the terminal's Ctrl-C reaches only us."""
        child = subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.members[name] = child
        with open(self.note, "a") as note:
            note.write(f"{child.pid} {command[0]}\n")
        reader = threading.Thread(target=self._copy_lines, args=(name, child), daemon=True)
        reader.start()
        self._readers.append(reader)

    def first_ended(self) -> str | None:
        """The name of a member that has ended, if any has."""
        return next((name for name, child in self.members.items() if child.poll() is not None), None)

    def stop(self) -> None:
        """Ask every member to finish, then end what is left of it, children included."""
        for child in reversed(self.members.values()):
            child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.members.values():
            with suppress(subprocess.TimeoutExpired):  # the next line ends it
                child.wait(max(0.1, deadline - time.monotonic()))
            end_group(child.pid)
        for reader in self._readers:
            reader.join(1)  # so that last words are still shown
        self.note.unlink(missing_ok=True)

    def _copy_lines(self, name: str, child: subprocess.Popen[str]) -> None:
        if child.stdout is None:
            return
        with child.stdout as lines:
            for line in lines:
                with self._pen:
                    sys.stdout.write(f"{label(name)} {line.rstrip()}\n")
                    sys.stdout.flush()


def label(name: str) -> str:
    """Who says a line of the common log; in colour at a terminal unless NO_COLOR asks for none."""
    text = f"{name:<6} |"
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return f"\x1b[{COLOURS.get(name, '0')}m{text}\x1b[0m"
    return text


def end_group(leader: int) -> None:
    """End a whole session at once; nothing happens when it is gone."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def end_leftovers(note: Path) -> int:
    """End what a killed run left behind. A number that meanwhile belongs to another program is spared."""
    if not note.exists():
        return 0
    ended = 0
    for line in note.read_text().splitlines():
        pid, _, program = line.partition(" ")
        if program and command_line(int(pid)).startswith(program):
            end_group(int(pid))
            ended += 1
    note.unlink()
    return ended
