"""Two who decide at once: one wins, whole; the other changes nothing."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from core import clock
from core.rules import RuleBroken
from strategy.models import BodyDecision, DelegatedDecision, LeadershipDecision, PolicyTable
from strategy.states import DecisionState
from strategy.table_examples import example_named
from strategy.tabling import begin_table, remove_row
from tests.strategy.factories import DecisionFactory, HeadFactory, head_of, made

pytestmark = pytest.mark.django_db(transaction=True)
S = DecisionState


def race(*acts: Callable[[], object]) -> list[str]:
    """Run the acts at the same moment on connections of their own; what each came to."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            act()
            outcomes.append("done")
        except RuleBroken:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return sorted(outcomes)


def fresh(decision: LeadershipDecision) -> LeadershipDecision:
    return LeadershipDecision.objects.get(pk=decision.pk)


def test_two_heads_decide_at_once():
    decision = DecisionFactory()
    heads = [head_of(decision), HeadFactory(organisation=decision.organisation, authority=decision.authority)]

    outcomes = race(
        *(
            lambda head=head: fresh(decision).decide_on_delegation(by=head, original_kept="Arkivet")
            for head in heads
        )
    )

    assert outcomes == ["done", "refused"]
    assert DelegatedDecision.objects.count() == 1
    assert decision.status_changes.filter(to_state=S.DECIDED).count() == 1


def test_registering_and_returning_at_once():
    decision = DecisionFactory()
    official = decision.prepared_by
    decision.send_to_body(body="KS", meeting_on=clock.today(), by=official)

    outcomes = race(
        lambda: fresh(decision).record_body_decision(
            body="KS", decided_on=clock.today(), paragraph="1", by=official
        ),
        lambda: fresh(decision).send_back(reason="Återremiss", by=official),
    )

    assert outcomes == ["done", "refused"]
    assert BodyDecision.objects.exists() == (fresh(decision).state == S.DECIDED)


def test_two_successors_are_made_at_once():
    old = made(DecisionFactory())
    official = old.prepared_by
    drafts = DecisionFactory.create_batch(2, prepared_by=official, supersedes=old)
    for draft in drafts:
        draft.send_to_body(body="KS", meeting_on=clock.today(), by=official)

    outcomes = race(
        *(
            lambda draft=draft: fresh(draft).record_body_decision(
                body="KS", decided_on=clock.today(), paragraph="1", by=official
            )
            for draft in drafts
        )
    )

    assert outcomes == ["done", "refused"]
    assert sorted(fresh(draft).state for draft in drafts) == [S.DECIDED, S.WAITING_FOR_BODY]
    assert fresh(old).state == S.SUPERSEDED


def tables_of(decision: LeadershipDecision, count: int) -> list[PolicyTable]:
    start = example_named("trafikverket", on=clock.today()).table
    by = decision.prepared_by
    return [begin_table(decision, title=f"Tabell {n}", start=start, by=by) for n in range(count)]


def test_two_tables_are_put_in_force_at_once():
    """Both may; one of them holds, and the other one never did."""
    decision = made(DecisionFactory())
    tables = tables_of(decision, 2)
    day = clock.today()

    outcomes = race(
        *(
            lambda pk=table.pk: PolicyTable.objects.get(pk=pk).put_in_force(
                first_day=day, by=decision.prepared_by
            )
            for table in tables
        )
    )

    assert outcomes == ["done", "done"]
    assert PolicyTable.objects.in_force().count() == 1
    assert sorted(PolicyTable.objects.values_list("state", flat=True)) == ["in_force", "replaced"]


def test_two_change_a_table_at_once():
    decision = made(DecisionFactory())
    (table,) = tables_of(decision, 1)

    outcomes = race(
        *(
            lambda number=number: remove_row(
                PolicyTable.objects.get(pk=table.pk), number, revision=1, by=decision.prepared_by
            )
            for number in (1, 2)
        )
    )

    assert outcomes == ["done", "refused"]
    assert len(PolicyTable.objects.get().rows) == 5
