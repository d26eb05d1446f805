"""The databases of the bench: its own, beside the product's on the same server."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from psycopg import sql

PREFIX = "insteg_bench"
SETTINGS = "config.settings.bench"


def name_for(scale: float) -> str:
    """insteg_bench, and for a part of it insteg_bench_100 (thousandths)."""
    return PREFIX if scale == 1 else f"{PREFIX}_{round(scale * 1000)}"


def may_be_filled(name: str) -> bool:
    """Only a database made for it takes in invented rows."""
    return name.startswith((PREFIX, "test_"))


def prepare(scale: float, *, is_fresh: bool) -> None:
    """Make sure that the database is there, migrated and filled. `is_fresh` builds it anew."""
    name = name_for(scale)
    with _server() as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known and is_fresh:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        if not known or is_fresh:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    run(["migrate", "--verbosity", "0"], name, as_owner=True)
    run(["bench", "--here", "--only", "build", "--scale", str(scale)], name, as_owner=True)


def _server() -> psycopg.Connection:
    return psycopg.connect(_owner_address(), autocommit=True)


def run(arguments: list[str], name: str, *, as_owner: bool) -> str:
    """Run manage.py in that database with production's settings; what it writes to standard output."""
    address = _owner_address() if as_owner else os.environ.get("DATABASE_URL", _owner_address())
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": _with_name(address, name),
        "DATABASE_OWNER_URL": _with_name(_owner_address(), name),
        "INSTEG_KEY_RING": str(key_ring()),
    }
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"{' '.join(arguments)} failed in the database {name}.")
    return done.stdout


def key_ring() -> Path:
    """The ring of the bench's invented persons: never that of the installation."""
    return Path(settings.STATE_DIR) / "bench-keyring.json"


def _owner_address() -> str:
    address = settings.DATABASE_OWNER_URL or os.environ.get("DATABASE_URL", "")
    if not address:
        raise CommandError("Set DATABASE_URL and DATABASE_OWNER_URL, or use bin/bench, which does.")
    return str(address)


def _with_name(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
