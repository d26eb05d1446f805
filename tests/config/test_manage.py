"""manage.py over a database that lacks what the code asks for."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

import manage


def test_a_command_says_what_the_database_needs():
    """Every server has a database named postgres, and nobody migrates it."""
    empty = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()

    run = subprocess.run(
        [sys.executable, "manage.py", "play", "demo/park-care.yaml"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": empty},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr.strip() == (
        "The database is older than this version of the code. First: bin/manage migrate"
    )


def test_a_setting_that_lacks_says_what_to_do(monkeypatch):
    def fail(argv):
        raise ImproperlyConfigured("There is no key ring. Make one.")

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)

    with pytest.raises(SystemExit, match="There is no key ring"):
        manage.main()


def test_a_fault_of_our_own_is_shown_whole(monkeypatch):
    """A table that no migration makes is not the database's fault, and the traceback tells whose."""

    def fail(argv):
        raise ProgrammingError("no such table") from UndefinedTable("no such table")

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)
    monkeypatch.setattr(manage, "is_behind", lambda: False)

    with pytest.raises(ProgrammingError):
        manage.main()
