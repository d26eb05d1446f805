"""Two at once, in real transactions."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from core import clock
from core.documents import rendering, sign
from core.models import IssuedDocument, Signature
from core.rules import RuleBroken
from tests.core.documents.conftest import MANDATE, order_specimen
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return MembershipFactory()


def race(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Let each act in a thread of its own at the same moment; the answers or RuleBroken refusals."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        except RuleBroken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def approval(document: IssuedDocument, by: Any) -> Callable[[], Signature]:
    return lambda: sign(document, by=by, mandate=MANDATE, method="totp", authenticated_at=clock.now())


def refusals(answers: list[Any]) -> int:
    return sum(isinstance(answer, RuleBroken) for answer in answers)


def test_one_of_several_workers_claims_a_document(ordered):
    claims = race([lambda: rendering._claim(ordered.pk)] * 4)

    assert sum(claim is not None for claim in claims) == 1
    assert IssuedDocument.objects.get().attempts == 1


def test_several_records_of_one_file_issue_it_once(ordered):
    document = rendering._claim(ordered.pk)
    file = rendering._make_file(document)

    race([lambda: rendering._record(IssuedDocument.objects.get(pk=ordered.pk), file)] * 3)

    assert [change.to_state for change in ordered.status_changes.all()] == ["ordered", "issued"]


def test_orders_at_once_get_versions_of_their_own(kind, member):
    race([lambda title=title: order_specimen(member, title=title) for title in ("Ett", "Två", "Tre")])

    assert sorted(IssuedDocument.objects.values_list("version", flat=True)) == [1, 2, 3]


def test_a_double_click_orders_one_document(kind, member):
    race([lambda: order_specimen(member)] * 3)

    assert IssuedDocument.objects.get().version == 1


def test_a_double_click_approves_once(issued, signer):
    answers = race([approval(issued, signer)] * 3)

    assert refusals(answers) == 2
    assert Signature.objects.count() == issued.editions.count() == 1


def test_two_members_approve_at_once_and_the_last_edition_shows_both(issued, member, signer):
    answers = race([approval(issued, member), approval(issued, signer)])

    assert refusals(answers) == 0
    assert sorted(len(row.frame["endorsements"]) for row in issued.editions.all()) == [1, 2]
