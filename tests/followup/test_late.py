"""What is late and at whom: every kind is listed, counted alike everywhere, and gone when it is closed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.slots import LateChoice
from core.together import ask
from followup.actions.dialogue import record_dialogue
from followup.actions.following import record_step
from followup.actions.hearing import ask_for_statement, decide
from followup.homes import home_page
from followup.overdue import LateMattersAsked
from matching.models import CandidateRequest
from organisations.models import Membership, Part
from organisations.permissions import Role
from procurements.actions.entry import answer_entry_check, give_consent
from procurements.choices import RequirementKind
from procurements.models import Commitment, GoDecision, StartMeeting, Waiver
from procurements.states import CaseState
from strategy.choices import Delegable
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from suppliers.tallies import keep
from tests.followup.conftest import at
from tests.matching.factories import agreed_by, draft_by, officer_for, placement_in, proposal_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, CommitmentFactory, RequirementFactory
from tests.strategy.factories import HEAD, DecisionFactory, DelegationItemFactory

BY = SystemJob("test")
TODAY = dt.date(2026, 11, 23)
LONG_AGO = dt.date(2026, 9, 1)
ASKED = {"about": "first_start", "text": "Ingen har börjat.", "due_on": dt.date(2026, 9, 20)}


@pytest.fixture(autouse=True)
def monday(still_clock):
    """Monday 23 November 2026."""


@pytest.fixture
def commitment(db, files) -> Commitment:
    """Ninety-six months since New Year, in which somebody started in time."""
    row = CommitmentFactory(diary_number="SEN 2026/7", contract__lot__procurement__title="Parker")
    organisation = row.authority.organisation
    organisation.parts = list(Part.values)
    organisation.save()
    return row


@pytest.fixture
def started(commitment) -> Commitment:
    placement_in(commitment)
    return commitment


@pytest.fixture
def leader(commitment) -> Membership:
    with clock.frozen(dt.date(2026, 1, 1)):
        return MembershipFactory(
            roles=[Role.DECISION_MAKER], organisation=commitment.authority.organisation, title=HEAD
        )


def official(row, role: Role = Role.PROCURER, name: str = "Ulla Upphandlare") -> Membership:
    with clock.frozen(dt.date(2026, 1, 1)):
        return at(row, role, user__name=name)


def told(leader, **choice):
    asked = LateMattersAsked(leader, LateChoice(**choice))
    ask(*asked.inquiries)
    return asked.told()


def kinds(leader) -> dict[str, int]:
    return {kind.key: kind.count for kind in told(leader).kinds}


def a_report(row: Commitment, leader: Membership) -> Callable[[], object]:
    first, *_rest = open_reports(row)
    type(first).objects.exclude(pk=first.pk).update(due_on=dt.date(2027, 1, 30))
    return lambda: submit(first, attested_by="Hanna HR", by=BY)


def a_review(row: Commitment, leader: Membership) -> Callable[[], object]:
    undo = a_report(row, leader)
    with clock.frozen(LONG_AGO):
        undo()
    return lambda: row.reports.get(state="submitted").approve(by=official(row))


def a_request(row: Commitment, leader: Membership) -> Callable[[], object]:
    officer = officer_for(row, user__name="Mats Matchare")
    row.authority.organisation.parts = list(Part.values)
    row.authority.organisation.save()
    request = CandidateRequest.ask(
        commitment=row, authority=row.authority, wanted=1, by=officer, asked_on=TODAY - dt.timedelta(days=8)
    )
    return lambda: request.reply(answer="none_available", by=officer)


def a_yes_to_the_profile(row: Commitment, leader: Membership) -> Callable[[], object]:
    with clock.frozen(LONG_AGO):
        officer = officer_for(row)
        profile = draft_by(officer, row, wanted_by=dt.date(2026, 9, 5))
        profile.agree(for_supplier=False, by=officer)
    all_parts(row)
    return lambda: profile.agree(for_supplier=True, by=officer, told_by="Hanna HR")


def an_answer_about_candidates(row: Commitment, leader: Membership) -> Callable[[], object]:
    with clock.frozen(LONG_AGO):
        officer = officer_for(row)
        profile = agreed_by(officer, row, wanted_by=LONG_AGO, starts_on=dt.date(2026, 10, 1))
        proposal = proposal_in("disclosed", officer=officer, profile=profile)
    all_parts(row)
    return lambda: proposal.answer(choosing="declined", because="time", by=officer)


def all_parts(row: Commitment) -> None:
    organisation = row.authority.organisation
    organisation.refresh_from_db()
    organisation.parts = list(Part.values)
    organisation.save()


def a_meeting(row: Commitment, leader: Membership) -> Callable[[], object]:
    case = row.contract.lot.procurement
    case.handler, case.state = official(row), CaseState.IMPLEMENT
    case.save()
    meeting = StartMeeting.objects.create(
        contract=row.contract, authority=row.authority, due_on=dt.date(2026, 2, 1)
    )
    return lambda: meeting.hold(held_on=TODAY, participants="Alla", notes="Klart", by=BY)


def a_case(row: Commitment, state: CaseState):
    case = CaseFactory(authority=row.authority, title="Städning", state=state)
    case.handler = official(row)
    case.save()
    return case


def a_consent(row: Commitment, leader: Membership) -> Callable[[], object]:
    case = a_case(row, CaseState.PLAN)
    with clock.frozen(LONG_AGO):
        answer_entry_check(case, has_decision=False, has_decision_reason="Väntas", by=case.handler)
    return lambda: give_consent(case, note="", by=leader)


def a_delegate(row: Commitment, leader: Membership) -> Callable[[], object]:
    DelegationItemFactory(authority=row.authority, what=Delegable.GO)
    case = a_case(row, CaseState.ANALYSE)
    with clock.frozen(LONG_AGO):
        go = GoDecision.open_for(case, proposal="go", by=case.handler)
        go.ask_delegate(delegate=leader, by=case.handler)
    return lambda: go.decide_on_delegation(by=leader, original_kept="Arkivet")


def a_committee(row: Commitment, leader: Membership) -> Callable[[], object]:
    case = a_case(row, CaseState.ANALYSE)
    with clock.frozen(LONG_AGO):
        go = GoDecision.open_for(case, proposal="go", by=case.handler)
        go.send_to_body(body="Servicenämnden", meeting_on=dt.date(2026, 11, 20), by=case.handler)
    day = {"decided_on": dt.date(2026, 11, 20), "body": "Servicenämnden", "paragraph": "12"}
    return lambda: go.record_body_decision(outcome="go", by=case.handler, **day)


def an_approval(row: Commitment, leader: Membership) -> Callable[[], object]:
    case = a_case(row, CaseState.PROCURE)
    requirement = RequirementFactory(case=case, member=case.handler)
    with clock.frozen(LONG_AGO):
        requirement.submit(text="Krav", approver=leader, by=case.handler)
    return lambda: requirement.send_back(reason="Ändra", by=leader)


def a_leaderships_decision(row: Commitment, leader: Membership) -> Callable[[], object]:
    decision = DecisionFactory(prepared_by=official(row), authority=row.authority, title="Krav i alla inköp")
    by = decision.prepared_by
    with clock.frozen(LONG_AGO):
        decision.send_to_body(body="Kommunstyrelsen", meeting_on=dt.date(2026, 11, 20), by=by)
    day = {"decided_on": dt.date(2026, 11, 20), "body": "Kommunstyrelsen", "paragraph": "12"}
    return lambda: decision.record_body_decision(by=by, **day)


def a_dialogue(row: Commitment, leader: Membership) -> Callable[[], object]:
    Commitment.objects.filter(pk=row.pk).update(kind=RequirementKind.DIALOGUE, dialogue_called_by="supplier")
    return lambda: record_dialogue(
        row, held_on=TODAY, result="none", outcome="Inga platser i år.", by=BY, next_on=None
    )


def a_hearing(row: Commitment, leader: Membership) -> Callable[[], object]:
    with clock.frozen(LONG_AGO):
        ask_for_statement(row, by=official(row), **ASKED)
    return lambda: decide(row, verdict="no_claim", text="Klart.", by=official(row, name="Bo"))


OWN_PEOPLE = "Ulla Upphandlare, {authority}"
# What makes it late, which kind it is, what is missing, at whom in which role.
MATTERS = [
    (a_report, "suppliers.reports", "Rapport för kvartal 1 2026", "{supplier}", "Leverantör"),
    (a_review, "suppliers.reviews", "Granskning av rapporten för", "{authority}", "Avtalsansvarig"),
    (a_request, "matching.requests", "Svar på en förfrågan", "{authority}", "Matchningsansvarig"),
    (a_yes_to_the_profile, "matching.answers", "Ja till kravprofilen", "{supplier}", "Leverantör"),
    (an_answer_about_candidates, "matching.answers", "Svar om föreslagna", "{supplier}", "Leverantör"),
    (a_meeting, "procurements.meetings", "Startmöte", OWN_PEOPLE, "Handläggare"),
    (
        a_delegate,
        "procurements.decisions",
        "Besluta om att gå vidare",
        "{leader}, {authority}",
        "Beslutsfattare",
    ),
    (a_committee, "procurements.decisions", "För in nämndens beslut", OWN_PEOPLE, "Handläggare"),
    (a_consent, "procurements.consents", "Ta ställning till att gå vidare", "{authority}", "Beslutsfattare"),
    (an_approval, "procurements.approvals", "Godkänn kravet", "{leader}, {authority}", "Beslutsfattare"),
    (a_leaderships_decision, "strategy.decisions", "För in nämndens beslut", OWN_PEOPLE, "Handläggare"),
    (a_dialogue, "followup.dialogues", "Dialog med leverantören", "{supplier}", "Leverantör"),
    (a_hearing, "followup.hearings", "Beslut efter", "{authority}", "Avtalsansvarig"),
]
NAMES = [matter.__name__ for matter, *_rest in MATTERS]


@pytest.mark.parametrize(("make", "kind", "what", "at_whom", "role"), MATTERS, ids=NAMES)
def test_each_kind_says_what_and_at_whom_and_leads_somewhere(
    started, leader, as_member, make, kind, what, at_whom, role
):
    settle = make(started, leader)
    names = {
        "supplier": started.contract.supplier.name,
        "authority": started.authority.name,
        "leader": leader.user.name,
    }

    (row,) = told(leader).oldest()
    assert kinds(leader) == {kind: 1}
    assert (row.what[: len(what)], row.at_whom, row.role) == (what, at_whom.format(**names), role)
    assert row.due_on < TODAY
    assert as_member(leader).get(row.url).status_code == 200

    settle()
    assert kinds(leader) == {}


@pytest.mark.parametrize("make", [matter for matter, *_rest in MATTERS], ids=NAMES)
def test_nothing_is_late_any_more_once_the_matter_is_closed(started, leader, make):
    make(started, leader)
    assert told(leader).count() == 1

    Commitment.objects.update(state="closed")
    type(started.contract.lot.procurement).objects.update(state=CaseState.CANCELLED)
    for row in leader.organisation.authorities.get().leadership_decisions.all():
        row.send_back(reason="Dras tillbaka", by=row.prepared_by)

    assert told(leader).count() == 0


def test_a_first_start_is_late_at_the_supplier_until_somebody_starts(commitment, leader):
    (row,) = told(leader).oldest()
    assert (row.due_on, row.at_whom) == (dt.date(2026, 7, 1), commitment.contract.supplier.name)
    keep([commitment.pk])
    assert told(leader).oldest() == [row]  # the same from what is kept

    placement_in(commitment, starts_on=LONG_AGO)
    assert kinds(leader) == {}


def test_a_first_start_is_late_at_the_matching_side_while_it_has_not_answered(commitment, leader):
    a_request(commitment, leader)

    found = {row.what: (row.at_whom, row.role) for row in told(leader).oldest()}
    assert found["Första start"] == (commitment.authority.name, "Matchningsansvarig")


def test_a_decision_is_not_late_while_the_matching_side_has_not_answered(started, leader):
    a_hearing(started, leader)
    a_request(started, leader)

    assert kinds(leader) == {"matching.requests": 1}


def test_nobody_is_late_with_a_start_that_was_relieved(commitment, leader):
    record_step(commitment, "relief", on=LONG_AGO, reason="Ingen kandidat", by=BY)

    assert kinds(leader) == {}


@pytest.mark.parametrize("what", ["start_meeting", "step:implement"])
def test_a_meeting_that_is_not_needed_is_not_late(started, leader, what):
    a_meeting(started, leader)
    Waiver.give(started.contract.lot.procurement, what, reason="Känd leverantör", by=BY)

    assert kinds(leader) == {}


def test_the_day_itself_is_in_time(started, leader):
    a_meeting(started, leader)
    StartMeeting.objects.update(due_on=TODAY)
    assert kinds(leader) == {}

    StartMeeting.objects.update(due_on=TODAY - dt.timedelta(days=1))
    assert kinds(leader) == {"procurements.meetings": 1}


def everything(row: Commitment, leader: Membership) -> int:
    """Some of each sort; how many there are."""
    for make in (a_report, a_request, a_meeting, a_committee, a_leaderships_decision):
        make(row, leader)
    return 5


def test_the_count_is_the_same_on_the_dashboard_the_list_the_home_and_in_the_file(started, leader, as_member):
    count, client = everything(started, leader), as_member(leader)

    board = client.get(reverse("followup:dashboard")).context["page"].late
    listed = client.get(board.url).context
    home = [row for row in home_page(leader, whose="").counts if row.url == reverse("followup:late_list")]
    lines = client.get(reverse("followup:late_list"), {"format": "csv"}).content.decode("utf-8-sig")

    assert (board.count, len(board.rows)) == (count, count)
    assert (listed["page"].paginator.count, len(listed["page"].object_list)) == (count, count)
    assert [row.value for row in home] == [str(count)]
    assert len(lines.splitlines()) == count + 1
    days = [row.days for row in board.rows]
    assert days == sorted(days, reverse=True)


def test_the_list_can_be_limited_to_a_kind_and_to_an_authority(started, leader, as_member):
    everything(started, leader)
    url, client = reverse("followup:late_list"), as_member(leader)
    other = CommitmentFactory(authority__organisation=leader.organisation, authority__name="Skolnämnden")

    meetings = client.get(url, {"kind": "procurements.meetings"}).context["page"]
    school = client.get(url, {"authority": other.authority.pk}).context["page"]
    nonsense = client.get(url, {"kind": "x", "authority": "y", "page": "z"}).context["page"]

    assert [row.late.what for row in meetings] == ["Startmöte"]
    assert [row.late.subject for row in school] == [other.title]
    assert nonsense.paginator.count == 6


def test_a_long_list_has_pages_that_hold_each_row_once(leader, commitment, as_member, monkeypatch):
    monkeypatch.setattr("followup.views.figures.PER_PAGE", 2)
    for number in range(4):
        CommitmentFactory(authority=commitment.authority, title=f"Avtal {number}")
    client, url = as_member(leader), reverse("followup:late_list")

    pages = [client.get(url, {"page": page}).context["page"] for page in (1, 2, 3, 9)]
    titles = [row.late.subject for page in pages[:3] for row in page.object_list]

    assert len(titles) == len(set(titles)) == 5
    assert [page.number for page in pages] == [1, 2, 3, 3]
    assert len(pages[3].object_list) == 1


def test_nothing_of_others_is_told_and_no_person_to_other_organisations(started, leader):
    a_meeting(started, leader)
    stranger = MembershipFactory(roles=[Role.DECISION_MAKER], organisation__parts=list(Part.values))
    economist = MembershipFactory(roles=[Role.ECONOMIST], organisation=leader.organisation)
    communicator = MembershipFactory(roles=[Role.COMMUNICATOR], organisation=leader.organisation)

    assert kinds(stranger) == kinds(communicator) == {}
    assert kinds(economist) == {}  # does not see cases


def test_the_page_is_not_there_when_its_part_is_off(leader, as_member):
    leader.organisation.parts = []
    leader.organisation.save()

    assert as_member(leader).get(reverse("followup:late_list")).status_code == 404
    assert reverse("followup:late_list") not in {row.url for row in home_page(leader, whose="").counts}
