"""Whether a PostgreSQL server really is behind the postmaster.pid in a data folder."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Postmaster:
    """What a server writes in postmaster.pid about itself."""

    pid: int
    sockets: Path

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """None when there is no such file or it is torn."""
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
            return cls(pid=int(lines[0]), sockets=Path(lines[4]))
        except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
            return None

    @classmethod
    def alive(cls, data: Path) -> Self | None:
        """None also when another process has the number, as happens after a kill or a reboot."""
        found = cls.read(data)
        return found if found and str(data) in command_line(found.pid) else None


def command_line(pid: int) -> str:
    """How a process was started, or nothing when there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    command = ["ps", "-p", str(pid), "-o", "command="]  # macOS
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
