"""One world for each module of tests: built once, in a transaction that is taken back when the module
is done."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from procurements.models import Award
from tests.house.asking import Asker, askers, stranger
from tests.house.browsing import Reader, Seen
from tests.house.cases import build_world
from tests.house.cases_procurements import undecided_award
from tests.house.plants.browser import Planted, planted_site
from tests.house.serving import Gate, served
from tests.house.world import World, still

SUPERUSER = "postgres"


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Iterator[Path]:
    """Stored files of one's own."""
    folder = tmp_path_factory.mktemp("files")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, files) -> Iterator[World]:
    """Tests read it and undo what they write (`tests.house.asking.undone`): no other fixture of the database
    is needed, and none may be used beside it."""
    with django_db_blocker.unblock(), still(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def everyone(world: World) -> list[Asker]:
    return askers(world)


@pytest.fixture(scope="module")
def undecided(world: World) -> Award:
    """An award of the own corner that is in the record already, decided tomorrow. No verb makes one."""
    return undecided_award(world)


@pytest.fixture
def faulty_site() -> Iterator[None]:
    """The product with planted pages beside its own (plants/site.py)."""
    with override_settings(ROOT_URLCONF="tests.house.plants.site"):
        yield


@pytest.fixture
def read_planted(browser) -> Callable[[Planted], Seen]:
    """What comes of a planted page in the browser: a server of its own for each, and an empty cache."""

    def read(page: Planted) -> Seen:
        gate = Gate(planted_site(page))
        with served(gate) as address, gate.open():
            reader = Reader(browser, address, cookies={}, sizes={})
            try:
                return reader.judges(reader.opens("/", label="planted"), in_the_dark=True)
            finally:
                reader.close()

    return read


@pytest.fixture
def unguarded_stranger() -> Iterator[Asker]:
    """A stranger before a site that forgot to ask for the log-in."""
    without = [name for name in settings.MIDDLEWARE if not name.endswith(".login_required")]
    assert len(without) == len(settings.MIDDLEWARE) - 1
    with override_settings(MIDDLEWARE=without):
        yield stranger()


@pytest.fixture
def superuser(django_db_setup, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """The test database as the embedded server's superuser, in a transaction that is taken back."""
    connection = connections["default"].copy()
    connection.settings_dict = connection.settings_dict | {"USER": SUPERUSER}
    with django_db_blocker.unblock():
        try:
            connection.set_autocommit(False)
        except OperationalError as refusal:
            pytest.skip(f"only the embedded server lets tests be {SUPERUSER}: {refusal}")
        yield connection
        connection.rollback()
        connection.close()


@pytest.fixture(autouse=True, scope="module")
def quiet_refusals() -> Iterator[None]:
    """Thousands of refusals are asked for here: Django's log line for each of them tells nothing."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    yield
    logger.disabled = before
