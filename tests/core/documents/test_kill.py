"""kill -9 of a real worker at every point of a document."""

import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from core import clock
from core.documents import order
from core.documents.frame import Frame
from core.documents.pages import compose, thaw
from core.models import IssuedDocument
from core.states import DocumentState
from organisations.models import Membership
from tests.core.documents.conftest import SHORT
from tests.core.documents.gated_kinds import GATED
from tests.core.workers import Crew
from tests.organisations.factories import MembershipFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
APP = "tests.core.documents.worker_app.DocumentWorker"
POINTS = ["claimed", "rendered", "stored"]
START = 60  # seconds that a worker may take to come up on a busy machine
MINUTE = 60


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    with Crew(tmp_path, apps=[APP], concurrency=4) as crew:
        yield crew


@pytest.fixture
def member() -> Membership:
    return MembershipFactory()


def ordered(name: str, *, by: Membership) -> IssuedDocument:
    context = GATED.context(**{**vars(SHORT), "closing": name})
    return order(
        GATED, by, context=context, title="Beslut", authority=by.organisation.authorities.get(), by=by
    )


def is_settled() -> bool:
    return not IssuedDocument.objects.exclude(state=DocumentState.ISSUED).exists()


def check_all(documents: list[IssuedDocument], crew: Crew) -> None:
    """Each is issued once, with a whole file, of the very bytes that this process makes from the row."""
    for document in documents:
        document.refresh_from_db()
        here = compose(
            GATED, thaw(GATED.context, document.context), thaw(Frame, document.frame), document=document
        )
        assert hashlib.sha256(document.read()).hexdigest() == document.sha256
        assert document.read() == here.content
        assert document.status_changes.count() == 2
    stored = {path.name for path in (crew.workshop / "files").rglob("*.pdf")}
    assert stored == {f"{document.sha256}.pdf" for document in documents}


def is_waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_killed_at_any_point_of_a_document(crew, member):
    documents = {name: ordered(name, by=member) for name in [*POINTS, "untouched"]}
    for point in POINTS:
        crew.gates.hold(point, point)
    crew.start()
    crew.wait_for(lambda: all(crew.gates.is_reached(point, point) for point in POINTS), seconds=START)

    crew.kill_worker()
    crew.gates.open_all()
    crew.start_worker()
    seconds = crew.wait_for(is_settled, seconds=MINUTE)

    print(f"all documents issued {seconds:.0f} s after the kill")  # noqa: T201
    check_all(list(documents.values()), crew)


def in_hand() -> int:
    return IssuedDocument.objects.filter(claimed_until__gt=clock.now()).count()


def test_a_worker_killed_again_and_again(crew, member):
    """At moments that nobody chose, while documents are in its hands."""
    chance = random.Random(2026)
    documents = [ordered(f"document{number}", by=member) for number in range(12)]
    crew.start()
    for _kill in range(3):
        crew.wait_for(lambda: is_settled() or in_hand() > 0, seconds=MINUTE)
        time.sleep(chance.uniform(0, 1.5))
        crew.kill_worker()
        crew.start_worker()
    crew.wait_for(is_settled, seconds=MINUTE)

    check_all(documents, crew)


def test_a_worker_killed_while_it_records_the_file(crew, member):
    """The row lock stops the status change, which refers to it: the kill falls inside the transaction."""
    document = ordered("record", by=member)
    crew.gates.hold("stored", "record")
    crew.start()
    crew.wait_for(lambda: crew.gates.is_reached("stored", "record"), seconds=START)
    with transaction.atomic():
        ContentType.objects.select_for_update().get(model="issueddocument")
        crew.gates.open_all()
        crew.wait_for(is_waiting_for_a_lock, seconds=START)
        crew.kill_worker()
    crew.start_worker()
    crew.wait_for(is_settled, seconds=MINUTE)

    check_all([document], crew)
