"""Production on this machine: its settings, and the static files as they are collected for it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

HOST = "insteg.example.org"


@pytest.fixture(scope="package")
def static_root(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("production") / "static"


@pytest.fixture(scope="package")
def production(static_root, key_ring) -> dict[str, str]:
    """The environment of a process in production, with only what the README asks for."""
    around = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return around | {
        "DJANGO_SETTINGS_MODULE": "tests.production_settings",
        "SECRET_KEY": "long and known to nobody but this test " * 2,
        "INSTEG_HOSTS": HOST,
        "INSTEG_KEY_RING": str(settings.KEY_RING_PATH),
        "INSTEG_TEST_STATIC_ROOT": str(static_root),
    }


@dataclass(frozen=True)
class Manage:
    """manage.py in production; `without` takes variables away."""

    environment: dict[str, str]

    def __call__(
        self, *arguments: str, without: tuple[str, ...] = (), **more: str
    ) -> subprocess.CompletedProcess:
        kept = {name: value for name, value in self.environment.items() if name not in without}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=kept | more,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="package")
def manage(production) -> Manage:
    return Manage(production)


@pytest.fixture(scope="package")
def collected(manage, static_root) -> Path:
    """The static files with a hash in every name."""
    run = manage("collectstatic", "--no-input")
    assert run.returncode == 0, run.stdout + run.stderr
    return static_root
