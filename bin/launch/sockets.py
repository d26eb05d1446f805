"""Short private folders for Unix sockets, whose paths may hold about 100 characters only."""

import os
import stat
import tempfile
from pathlib import Path

from launch.account import Account
from launch.clone import Clone
from launch.messages import Stop

PATH_LIMIT = 100
LONGEST_NAME = "redis-test/.s.PGSQL.5432"


def socket_folder(clone: Clone, name: str, *, account: Account) -> Path:
    """The folder for one server's socket, which nobody but its account (and root) can enter."""
    return account.own(_private(_base(clone, account)) / name)


def remove_socket_folder(folder: Path) -> None:
    """Tidy up behind a stopped server; its neighbour's folder keeps the common one alive."""
    for path in [*folder.glob(".s.PGSQL*"), *folder.glob("redis.sock")]:
        path.unlink(missing_ok=True)
    for path in (folder, folder.parent):
        try:
            path.rmdir()
        except OSError:  # in use by another server, or gone already
            return


def candidates() -> list[Path]:
    """Places for short paths, the most private first."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return [Path(place) for place in (runtime, tempfile.gettempdir(), "/tmp") if place]  # noqa: S108


def fits(base: Path) -> bool:
    """Whether the longest socket path below still is allowed."""
    return len(os.fsencode(base / LONGEST_NAME)) <= PATH_LIMIT


def _base(clone: Clone, account: Account) -> Path:
    for place in candidates():
        base = place / f"insteg-{clone.key}"
        if fits(base) and os.access(place, os.W_OK | os.X_OK) and account.can_enter(place):
            return base
    tried = ", ".join(map(str, candidates()))
    raise Stop(
        f"No folder for the database's socket: {tried} are too long, closed or missing. Set TMPDIR to one."
    )


def _private(folder: Path) -> Path:
    """Make or check the folder: in a place open to all, somebody else may have made it to listen in."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Stop(f"{folder} should be a folder of yours but is not. Remove it and try again.")
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)  # root's servers pass through as another account
    return folder
