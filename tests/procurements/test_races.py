"""Two at once: the slower of two racers is refused, and nothing is written twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from core import clock
from core.rules import RuleBroken
from procurements.actions.signing import record_award
from procurements.choices import GoOutcome
from procurements.models import Award, GoDecision, Requirement, Waiver
from procurements.models.requirement import Conflict
from procurements.states import CaseState
from tests.organisations.factories import organisation_number
from tests.procurements.factories import CaseFactory, RequirementFactory, procurer_of

pytestmark = pytest.mark.django_db(transaction=True)


def race(*acts: Callable[[], object]) -> list[str]:
    """Start all at once; what became of each."""
    gate, results = threading.Barrier(len(acts)), []

    def run(act):
        gate.wait()
        try:
            act()
            results.append("done")
        except (RuleBroken, Conflict) as refusal:
            results.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_two_saves_from_the_same_revision():
    row = RequirementFactory()
    by = row.prepared_by
    found = race(lambda: row.edit(revision=1, places=1, by=by), lambda: row.edit(revision=1, places=2, by=by))
    assert found == ["Conflict", "done"]
    assert Requirement.objects.get().revision == 2


def test_two_saves_of_the_same_page_leave_what_was_typed_last():
    row = RequirementFactory()
    by = row.prepared_by

    def save(typing: int):
        return lambda: row.edit(revision=1, page="a", typing=typing, places=typing, by=by)

    found = race(save(1), save(2))
    assert Requirement.objects.get().places == 2
    assert found in (["done", "done"], ["Conflict", "done"])  # the older one came first, or came too late


def test_two_awards():
    case = CaseFactory(state=CaseState.PROCURE)
    by = procurer_of(case)

    def award(n: int):
        number = organisation_number(900_010 + n)
        record_award(case, supplier_name="A", supplier_number=number, decided_on=clock.today(), by=by)

    assert race(lambda: award(1), lambda: award(2)) == ["RuleBroken", "done"]
    assert Award.objects.count() == 1


def test_two_proposals_become_one():
    case = CaseFactory(state=CaseState.ANALYSE)
    by = procurer_of(case)

    def open_():
        from django.db import transaction

        with transaction.atomic():
            GoDecision.open_for(case, proposal=GoOutcome.GO, by=by)

    assert race(open_, open_) == ["done", "done"]
    assert GoDecision.objects.count() == 1


def test_two_approvals():
    row = RequirementFactory()
    by = row.prepared_by
    row.submit(text="Text", by=by)
    assert race(lambda: row.approve(by=by), lambda: row.approve(by=by)) == ["RuleBroken", "done"]
    assert row.approvals.count() == 1


def test_two_waivers():
    from django.db import transaction

    case = CaseFactory()
    by = procurer_of(case)

    def give():
        with transaction.atomic():
            Waiver.give(case, "plan", reason="Nej", by=by)

    assert race(give, give) == ["RuleBroken", "done"]
