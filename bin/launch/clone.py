"""Where this clone keeps things, and the check that it may."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from launch.messages import Stop


@dataclass(frozen=True)
class Clone:
    """One copy of the repository on this machine."""

    root: Path

    @classmethod
    def here(cls) -> Self:
        return cls(Path(__file__).resolve().parents[2])

    @property
    def state(self) -> Path:
        """Everything that bin/dev and bin/test leave behind, apart from the virtual environment."""
        return self.root / ".local"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def key(self) -> str:
        """Eight letters that tell this clone, used by this user, from every other on the machine."""
        return hashlib.sha256(f"{self.root}:{os.geteuid()}".encode()).hexdigest()[:8]

    @property
    def outside(self) -> Path:
        """Where root keeps database servers when their account cannot reach the clone."""
        return Path("/var/lib") / f"insteg-{self.key}"

    def open_state(self) -> Path:
        """Make the state folder if need be. Root opens it for passing through, as servers run as another."""
        if self.state.is_symlink() or (self.state.exists() and not self.state.is_dir()):
            raise Stop(f"{self.state} is not a folder. Move it away; Insteg makes a folder of that name.")
        try:
            self.state.mkdir(mode=0o700, exist_ok=True)
            self.state.chmod(0o711 if os.geteuid() == 0 else 0o700)
        except PermissionError:
            raise Stop(_not_ours(self.state)) from None
        return self.state

    def forget(self, *names: str) -> None:
        """Remove parts of the state folder; what is not there is no matter."""
        for name in names:
            discard(self.state / name)


def discard(path: Path) -> None:
    """Remove a file or a whole folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _not_ours(folder: Path) -> str:
    if not folder.exists():
        return f"You may not write in {folder.parent}. Clone the repository to a folder of your own."
    return (
        f"{folder} belongs to another user, probably from a run as root. "
        f"Remove it (sudo rm -rf {folder}) or run as that user."
    )
