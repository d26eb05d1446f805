"""The harness: two database roles, a still clock on request, no silent leniency."""

import datetime as dt
import warnings
from collections.abc import Iterator

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from core import keys
from core.memory import keep_what_is_loaded
from tests.harness import CHANCE, harness

pytest_plugins = ["tests.fixtures", "tests.chromium"]

# How fast the machine is must not decide whether a property holds.
property_settings.register_profile("insteg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("insteg")


def pytest_collection_finish() -> None:
    """Collect garbage as a web process does: going through every module again took a sixth of the time."""
    keep_what_is_loaded()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_modify_db_settings,
    django_db_blocker,
    django_db_keepdb,
    django_db_createdb,
):
    """The owner creates and migrates the database; from then on everything runs as the application role."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0,
            interactive=False,
            keepdb=django_db_keepdb and not django_db_createdb,
            serialized_aliases=[],
        )
        owner = dict(connections["default"].settings_dict)
        become(owner | {"USER": settings.DATABASE_APP_ROLE})
    yield
    with django_db_blocker.unblock():
        become(owner)
        if not django_db_keepdb:
            end_other_sessions()
            teardown_databases(made, verbosity=0)


def end_other_sessions() -> None:
    """End what still reads the test database, and say who it was: a database in use cannot be dropped.

    The server's own workers, such as those that vacuum, stop by themselves; they are not ours to end.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT usename, state, query, pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        for user, state, query, _ in cursor.fetchall():
            warnings.warn(f"{user} was still connected ({state}): {query[:200]}", stacklevel=1)


def become(settings_dict: dict) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(USER=settings_dict["USER"])


def flush_as_owner(self: DatabaseOperations, sql_list: list[str]) -> None:
    """TRUNCATE between transactional tests is the owner's right, not the application's."""
    parameters = {
        k: v for k, v in self.connection.get_connection_params().items() if k in {"dbname", "host", "port"}
    }
    owner = connections["default"].settings_dict["TEST"].get("OWNER") or OWNER_ROLE
    with psycopg.connect(**parameters, user=owner) as connection:
        for sql in sql_list:
            connection.execute(sql)


OWNER_ROLE = settings.DATABASES["default"]["USER"]
DatabaseOperations.execute_sql_flush = flush_as_owner


@pytest.fixture(scope="session", autouse=True)
def key_ring() -> None:
    """A key ring of the test run's own."""
    if not settings.KEY_RING_PATH.exists():
        keys.make_ring(settings.KEY_RING_PATH)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The clock is stopped before any row is made: a membership of today has not begun on that Monday."""
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "still_clock" in names:
            names.sort(key=lambda name: name != "still_clock")


@pytest.fixture
def still_clock() -> Iterator[time_machine.Traveller]:
    """Monday 23 November 2026, 09.00 in Sweden."""
    with time_machine.travel(dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """Pages are tested in Swedish, as they are read."""
    call_command("messages", "--compile-only")


@pytest.fixture(scope="session", autouse=True)
def strictness() -> Iterator[None]:
    """What every test runs under (tests/harness.py)."""
    with harness():
        yield


@pytest.fixture(autouse=True)
def repeatable_chance(request: pytest.FixtureRequest) -> None:
    """The same order of unordered rows each time the same test runs."""
    CHANCE.seed(request.node.nodeid)
