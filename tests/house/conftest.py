"""One world for each module of tests: built once, in a transaction that is taken back when the module
is done."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.house.asking import Asker, askers
from tests.house.cases import build_world
from tests.house.world import World, still


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Iterator[Path]:
    """Stored files of one's own."""
    from django.test import override_settings

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


@pytest.fixture(autouse=True, scope="module")
def quiet_refusals() -> Iterator[None]:
    """Thousands of refusals are asked for here: Django's log line for each of them tells nothing."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    yield
    logger.disabled = before
