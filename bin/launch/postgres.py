"""An embedded PostgreSQL cluster: the wheel's binaries, our data folder, a Unix socket, nothing else."""

import os
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launch.account import Account
from launch.clone import Clone, discard
from launch.lease import lease
from launch.messages import Stop, say
from launch.postmaster import Postmaster
from launch.roles import APP_ROLE, DATABASE, OWNER_ROLE, ROLES_AND_DATABASE, SUPERUSER, VARIABLES
from launch.server_home import server_home
from launch.sockets import remove_socket_folder, socket_folder

LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
FOREVER_ON = ["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"]
UNSAFE_BUT_FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
REJECTING = 1  # pg_isready's answer while a server starts up or recovers
RECOVERY_SECONDS = 60
START_PAUSES = (0, 1, 3)  # seconds; after a kill the old server's children need a moment to let go


@dataclass(frozen=True)
class Cluster:
    """One cluster of this clone: pg-dev, or pg-test, which may lose all in a crash and is faster for it."""

    clone: Clone
    name: str
    binaries: Path
    data: Path
    account: Account

    @property
    def is_throwaway(self) -> bool:
        return self.name == "pg-test"

    @property
    def lock(self) -> Path:
        return self.clone.state / "locks" / self.name

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def tool(self, name: str, *arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's own programs as the cluster's account."""
        return self.account.run([self.binaries / name, *arguments], stdin=stdin)

    def variables(self) -> dict[str, str]:
        """What leads a process to the project's database; PGHOST and the path are for psql and its like."""
        sockets = self._sockets()
        address = f"@/{DATABASE}?host={quote(str(sockets), safe='/')}"
        return {
            "DATABASE_URL": f"postgresql://{APP_ROLE}{address}",
            "DATABASE_OWNER_URL": f"postgresql://{OWNER_ROLE}{address}",
            "PGHOST": str(sockets),
            "INSTEG_POSTGRES_BIN": str(self.binaries),
        }

    def start(self) -> None:
        """Bring it up from any state: missing, stopped, killed, running; a throwaway one also when broken."""
        try:
            self._bring_up()
        except Stop as reason:
            if not self.is_throwaway:
                raise
            say(f"{reason}\nMaking a new one.")
            self.remove()
            self._bring_up()

    def stop(self) -> None:
        postmaster = Postmaster.alive(self.data)
        if postmaster is None:
            return
        result = self.tool("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60")
        if result.returncode != 0 and Postmaster.alive(self.data):
            say(f"PostgreSQL did not stop: {result.stderr.strip()}")
            return
        remove_socket_folder(postmaster.sockets)

    def remove(self) -> None:
        """Throw the data away."""
        self.stop()
        discard(self.data)

    def _bring_up(self) -> None:
        if Postmaster.alive(self.data) and not self._answers():
            self.stop()  # its socket is gone, for example because somebody cleared /tmp
        if not Postmaster.alive(self.data):
            self._create_if_missing()
            self._check_version()
            self._start_stopped()
        self._ensure_roles()

    def _create_if_missing(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        if self.data.exists() and (not self.data.is_dir() or any(self.data.iterdir())):
            raise Stop(self._broken("it is no database"))
        half_made = self.data.with_name(f"{self.data.name}.new")
        discard(half_made)
        self.account.own(half_made)
        options = [f"--username={SUPERUSER}", "--auth-local=trust", "--auth-host=reject", *LOCALE]
        options += ["--no-sync"] if self.is_throwaway else []
        result = self.tool("initdb", "-D", half_made, *options)
        if result.returncode != 0:
            raise Stop(f"PostgreSQL could not make its data folder {self.data}: {last_lines(result.stderr)}")
        half_made.replace(self.data)

    def _check_version(self) -> None:
        """Refuse data of another major version, which PostgreSQL would refuse with less help."""
        made_by = (self.data / "PG_VERSION").read_text().strip()
        here = self.tool("postgres", "--version").stdout.split()[-1].split(".")[0]
        if made_by != here:
            raise Stop(self._broken(f"it was made by PostgreSQL {made_by} and this is {here}"))

    def _start_stopped(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # nobody is behind it, as was just seen
        sockets = socket_folder(self.clone, self.name, account=self.account)
        options = [*FOREVER_ON, "-c", f"unix_socket_directories={sockets}"]
        options += UNSAFE_BUT_FAST if self.is_throwaway else []
        for pause in START_PAUSES:
            time.sleep(pause)
            self.log.unlink(missing_ok=True)
            command: list[str | Path] = [
                "start",
                "-D",
                self.data,
                "-w",
                "-t",
                "120",
                "-l",
                self.log,
                "-o",
                shlex.join(options),
            ]
            if self.tool("pg_ctl", *command).returncode == 0:
                return
        raise Stop(self._broken(f"PostgreSQL says: {last_lines(self._read_log())}"))

    def _read_log(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else "nothing"

    def _ensure_roles(self) -> None:
        """At every start, as a kill may have fallen between initdb and this."""
        address = ["-h", str(self._sockets()), "-U", SUPERUSER, "-d", "postgres"]
        quiet = ["-X", "-q", *VARIABLES, "-f", "-"]
        result = self.tool("psql", *address, *quiet, stdin=ROLES_AND_DATABASE)
        if result.returncode != 0:
            raise Stop(self._broken(f"the roles could not be made: {last_lines(result.stderr)}"))

    def _answers(self) -> bool:
        """Whether a live server lets us in; one that still recovers from a crash is waited for."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while (code := self.tool("pg_isready", "-q", "-h", str(self._sockets())).returncode) == REJECTING:
            if time.monotonic() > deadline:
                break
            time.sleep(0.2)
        return code == 0

    def _sockets(self) -> Path:
        """Of the running server, whose TMPDIR may have been another than ours."""
        postmaster = Postmaster.read(self.data)
        if postmaster is None:
            raise Stop(f"The database server of {self.data} has stopped. Its log: {self.log}")
        return postmaster.sockets

    def _broken(self, why: str) -> str:
        return f"The database in {self.data} cannot be used: {why}. Start over with: bin/dev --fresh"


def cluster(clone: Clone, name: str) -> Cluster:
    """Describe a cluster of this clone without touching it. `name` is pg-dev or pg-test."""
    binaries, data, account = server_home(clone, name)
    return Cluster(clone=clone, name=name, binaries=binaries, data=data, account=account)


@contextmanager
def database(clone: Clone, name: str) -> Iterator[dict[str, str]]:
    """Keep a database up for the body; yields the variables that lead to it. A given DATABASE_URL wins."""
    if os.environ.get("DATABASE_URL"):
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise Stop(
                "DATABASE_URL is set, so DATABASE_OWNER_URL must be too: "
                "the role that owns the tables and runs migrations is another one than the application's."
            )
        yield {}
        return
    ours = cluster(clone, name)
    with lease(ours.lock, start=ours.start, stop=ours.stop):
        yield ours.variables()


def last_lines(text: str, count: int = 3) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines()[-count:])
