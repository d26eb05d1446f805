"""Whom servers run as: oneself, or for root a system account, as PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from launch.messages import Stop

SYSTEM_ACCOUNTS = ("postgres", "_postgres", "daemon", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of this machine. Nothing here creates one."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, uid: int) -> Self:
        entry = pwd.getpwuid(uid)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], *, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a server tool as this account and wait. It keeps out of reach of the terminal's Ctrl-C."""
        identity: dict[str, Any] = {}
        if not self.is_me:
            identity = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            [str(part) for part in command],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=server_environment(),
            start_new_session=True,
            **identity,
        )

    def can_enter(self, folder: Path) -> bool:
        """Tried, not computed: what decides may also be an ACL or a mount."""
        return self.is_me or self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def own(self, folder: Path) -> Path:
        """Make a folder, below one that we made, that only this account and root may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if not self.is_me:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder


def server_account(data_folders: Sequence[Path]) -> Account:
    """Oneself; as root the account that owns the data already, else the best there is."""
    if os.geteuid() != 0:
        return Account.of(os.geteuid())
    owners = [folder.stat().st_uid for folder in data_folders if folder.is_dir()]
    for uid in filter(None, owners):
        return Account.of(uid)
    for name in SYSTEM_ACCOUNTS:
        try:
            return Account.of(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise Stop(
        "PostgreSQL does not run as root and there is no account named postgres: adduser --system postgres"
    )


def server_environment() -> dict[str, str]:
    """Our environment without what would lead PostgreSQL's tools to another server or language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}
