"""Matters that are late, one of each kind, and those who read of them."""

import datetime as dt
from collections.abc import Callable

from core import clock
from core.actors import SystemJob
from core.slots import LateChoice
from core.together import ask
from followup.actions.dialogue import record_dialogue
from followup.actions.hearing import ask_for_statement, decide
from followup.overdue import LateMattersAsked
from matching.models import CandidateRequest
from organisations.models import Membership, Part
from organisations.permissions import Role
from procurements.actions.entry import answer_entry_check, give_consent
from procurements.choices import RequirementKind
from procurements.models import Commitment, GoDecision, StartMeeting
from procurements.states import CaseState
from strategy.choices import Delegable
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from tests.followup.conftest import at
from tests.matching.factories import agreed_by, draft_by, officer_for, proposal_in
from tests.procurements.factories import CaseFactory, RequirementFactory
from tests.strategy.factories import DecisionFactory, DelegationItemFactory

BY = SystemJob("test")
TODAY = dt.date(2026, 11, 23)
LONG_AGO = dt.date(2026, 9, 1)
ASKED = {"about": "first_start", "text": "Ingen har börjat.", "due_on": dt.date(2026, 9, 20)}


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
