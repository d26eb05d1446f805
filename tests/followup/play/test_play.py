"""What a play leaves behind, whom it names, and that a refused step leaves nothing."""

import datetime as dt

import pytest

from core.models import OutgoingMail, StatusChange
from followup.play import play
from followup.scenario import ScenarioError
from matching.models import PlacedPerson, Placement
from organisations.models import Membership, Organisation
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from procurements.states import CaseState, MeetingState
from suppliers.balances import balance
from tests.followup.play.acting import case, played

PLACED = """\
placements:
  - {id: p1, type: employment, start: 2026-02-01, end: 2026-04-30, ended_because: completed, person: a}
  - {id: p2, type: employment, start: 2026-05-01, replaces: p1, person: a, attribution: direct_requirement}
"""
REPORTED = """\
events:
  - {date: 2026-07-05, what: report_submitted, period: 1}
  - {date: 2026-07-12, what: report_returned, period: 1, reason: Datum saknas.}
"""


def test_the_case_goes_through_every_step(db):
    told = played()

    taken = told.case.status_changes.order_by("pk").values_list("to_state", flat=True)
    assert list(taken) == ["plan", "map", "analyse", "procure", "implement", "manage"]
    assert told.commitment.contract.ends_on == dt.date(2026, 12, 31)
    assert told.outcome.as_json()["commitment"] == "not_met"


def test_each_step_carries_its_day_and_the_role_that_takes_it(db):
    told = played()

    go = told.case.go_decisions.get().status_changes.latest("pk")
    assert go.at.date() == dt.date(2026, 1, 1) - dt.timedelta(180)
    assert go.member.roles == [Role.DECISION_MAKER]
    award = told.case.only_lot.awards.get()
    assert award.notified_on == dt.date(2026, 1, 1) - dt.timedelta(40)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2025-06-20", CaseState.MAP),
        ("2025-07-10", CaseState.PROCURE),
        ("2025-11-22", CaseState.PROCURE),
        ("2025-12-12", CaseState.IMPLEMENT),
        ("2026-01-15", CaseState.MANAGE),
    ],
)
def test_a_case_is_played_up_to_today_and_stays_there(db, today, state):
    assert played(today=today).case.state == state


def test_before_anything_has_begun_nothing_is_written(db):
    told = played(today="2025-01-01")

    assert (told.case, told.commitment) == (None, None)
    assert told.outcome.as_json()["first_start"] == "pending"
    assert not Organisation.objects.exists()


def test_without_a_contract_the_outcome_is_that_of_the_file(db):
    told = played(today="2025-12-11")

    assert told.commitment is None
    assert told.outcome.as_json()["commitment"] == "running"


def test_the_start_meeting_is_booked_until_it_is_held(db):
    meeting = played(today="2026-01-14").commitment.contract.start_meeting

    assert (meeting.state, meeting.booked_for) == (MeetingState.BOOKED, dt.date(2026, 1, 15))


def test_one_label_is_one_person_on_one_place(db):
    told = played(PLACED)

    assert PlacedPerson.objects.count() == 1
    assert Placement.objects.get(replaces__isnull=False).attribution == "direct_requirement"
    assert told.outcome.as_json()["places_filled"] == 1


def test_two_may_share_the_place_that_one_has_left(db):
    third = "  - {id: p3, type: employment, start: 2026-06-01, replaces: p1}\n"

    assert played(PLACED + third).outcome.as_json()["places_filled"] == 1


def test_a_report_covers_the_days_before_it_and_no_other_falls_due(db):
    told = played(PLACED + REPORTED)
    report = told.commitment.reports.get()

    assert (report.starts_on, report.ends_on) == (dt.date(2026, 1, 1), dt.date(2026, 7, 4))
    assert report.state == "returned"
    assert report.status_changes.latest("pk").reason == "Datum saknas."


def test_the_outcome_is_what_any_screen_reads(db):
    told = played(PLACED + REPORTED, today="2026-07-20")

    row = Commitment.objects.select_related("contract").get()
    assert balance(row, on=dt.date(2026, 7, 20)) == told.outcome
    assert told.outcome.as_json()["whose_turn"] == "supplier"


def test_what_is_dated_before_the_contract_is_recorded_when_it_is_signed(db):
    early = "placements:\n  - {id: p1, type: employment, start: 2025-10-01}\n"
    told = played(early, today="2025-12-12")

    assert Placement.objects.get().facts.earliest("pk").at.date() == dt.date(2025, 12, 12)
    assert told.outcome.as_json()["done_ftm"] == 0.0


def test_a_hearing_and_a_relief_are_read_by_the_ledger(db):
    asked = "events:\n  - {date: 2026-06-01, what: statement_requested}\n"
    told = played(asked + "  - {date: 2026-06-10, what: statement_given}\n", today="2026-06-11")
    assert told.outcome.as_json()["whose_turn"] == "buyer"

    relieved = asked + "  - {date: 2026-06-20, what: relief, reason: Ingen kandidat}\n"
    assert played(relieved).outcome.as_json()["commitment"] == "relieved"


def test_nobody_is_written_to_and_people_lead_nowhere(db):
    played(PLACED + REPORTED)

    assert not OutgoingMail.objects.exists()
    emails = Membership.objects.values_list("user__email", flat=True)
    assert all(email.endswith(".example") for email in emails)


def test_organisations_are_found_again_by_name(db):
    played()
    played()

    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Exempelstad", "Grönyta AB"]
    assert Procurement.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "line", "rule"),
    [
        (
            "events:\n  - {date: 2026-05-01, what: report_submitted, period: 1}\n"
            "  - {date: 2026-05-02, what: report_approved, period: 1}\n"
            "  - {date: 2026-05-03, what: report_submitted, period: 1}\n",
            12,
            "Godkän",
        ),
        (
            "events:\n  - {date: 2026-05-01, what: variation, full_time_months: 7.125}\n",
            10,
            "full_time_months",
        ),
    ],
)
def test_a_forbidden_step_names_file_line_and_rule_and_leaves_nothing(db, more, line, rule):
    with pytest.raises(ScenarioError, match=rule) as fault:
        played(more)

    assert (fault.value.file, fault.value.line) == ("case.yaml", line)
    assert not Procurement.objects.exists()
    assert not Organisation.objects.exists()
    assert not StatusChange.objects.exists()


def test_an_unknown_code_is_told_at_the_procurement(db):
    scenario = case()
    told = type(scenario.procurement)
    values = {name: getattr(scenario.procurement, name) for name in told.__slots__}
    wrong = type(scenario)(
        **{name: getattr(scenario, name) for name in type(scenario).__slots__}
        | {"procurement": told(**values | {"cpv": "12345678"})}
    )

    with pytest.raises(ScenarioError, match="12345678") as fault:
        play(wrong)
    assert fault.value.line == scenario.procurement.line
