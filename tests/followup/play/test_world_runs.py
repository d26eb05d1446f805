"""The demo world, built once through the verbs: it is whole, each home has work, and time goes by in it."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from core import clock
from core.models import OutgoingMail, Reminder
from core.reminders import queue_due_reminders
from core.slots import ToDo, todo
from core.together import ask, asked_of, told_of
from followup.play.director import Played
from followup.play.world import build_world
from followup.results import commitments_of, result_for, rows_of
from followup.selection import Selection
from organisations.models import Membership, Organisation
from organisations.permissions import Home, Permission
from procurements.models import Procurement
from procurements.states import STEPS
from suppliers.tasks import open_due_reports
from tests.followup.play.acting import DEMO, known_codes

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("world")]  # one process builds it
EXPECTED = Path(__file__).parents[1] / "scenario" / "expected"
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
SEASON = [MORNING + dt.timedelta(days=day) for day in range(75)]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[dict[str, Played]]:
    """Tests read it and undo what they write: no other fixture of the database may be used beside it."""
    with django_db_blocker.unblock(), time_machine.travel(MORNING, tick=False), transaction.atomic():
        known_codes()
        yield build_world()
        transaction.set_rollback(True)


def test_the_world_is_whole(played):
    for file in DEMO.glob("*.yaml"):
        told = played[file.stem].outcome.as_json()
        told.pop("detail")
        expected = json.loads((EXPECTED / f"{file.stem}.json").read_text(encoding="utf-8"))
        assert (file.stem, told) == (file.stem, expected)
    assert set(Procurement.objects.values_list("state", flat=True)) >= set(STEPS)
    assert homes_with_work() == set(Home)
    assert not OutgoingMail.objects.exists()


def test_every_headline_of_months_is_the_sum_of_its_rows(played):
    for house in Organisation.objects.filter(kind="contracting"):
        member = next(one for one in house.memberships.all() if one.may(Permission.COMMITMENT_SEE))
        selection = Selection(member)
        rows = rows_of(commitments_of(selection))
        told = result_for(selection)

        required = [row.standing.months for row in rows if row.standing.outcome.required_ftm is not None]
        assert (told.done, told.count) == (sum(required), len(rows))
        assert told.done + told.besides == sum(row.standing.months for row in rows)
        assert told.behind == sum(row.standing.status_label == "Efter plan" for row in rows) + sum(
            row.standing.is_behind and row.standing.status_label == "Inte uppfyllt" for row in rows
        )


def homes_with_work() -> set[Home]:
    """Homes of which at least one member has something that is hers to do."""
    members = Membership.objects.select_related("user", "organisation")
    return {member.home for member in members if any(row.is_mine for row in waiting_for(member))}


def waiting_for(member: Membership) -> list[ToDo]:
    asked = asked_of(todo, member)
    ask(*asked)
    return told_of(asked)


def reminded(mornings: Iterable[dt.datetime]) -> set[tuple]:
    """What anybody was reminded of when beat ran on these mornings, at whichever offset. Nothing stays."""
    with transaction.atomic():
        for morning in mornings:
            with clock.frozen(morning):
                open_due_reports()
                queue_due_reminders()
        found = Reminder.objects.filter(offset__isnull=False)
        rows = set(found.values_list("kind", "content_type", "object_id", "due_on"))
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def every_day(played) -> set[tuple]:
    return reminded(SEASON)


@pytest.mark.parametrize(
    "mornings",
    [
        [morning for morning in SEASON if morning.day % 2],
        SEASON[::7] + SEASON[-1:],
        SEASON[-1:],
    ],
    ids=["every other day missed", "once a week", "a whole season missed"],
)
def test_a_missed_day_loses_no_reminder(every_day, mornings):
    """A day without beat, or with the clock a day late: whoever should have been reminded is reminded."""
    assert len({kind for kind, *_matter in every_day}) >= 3
    assert every_day - reminded(mornings) == set()
