"""A proposal: every state against every state, and what each step asks for."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.rules import RuleBroken
from matching.models import Candidate, Disclosure, Placement, Proposal, SecrecyTest
from matching.states import PROPOSAL_TRANSITIONS, ProposalState
from tests.matching.factories import (
    START,
    TEST,
    agreed_by,
    candidate_of,
    draft_by,
    officer_for,
    proposal_in,
    say,
)
from tests.procurements.factories import CommitmentFactory

S = ProposalState


def step(proposal: Proposal, target: str) -> None:
    """The verb that leads to the state."""
    by = proposal.profile.officer
    verbs = {
        S.WILLING: lambda: say(proposal, True, by=by),
        S.UNWILLING: lambda: say(proposal, False, by=by),
        S.DISCLOSED: lambda: proposal.disclose(**TEST, by=by),
        S.CHOSEN: lambda: proposal.answer(choosing="chosen", by=by),
        S.DECLINED: lambda: proposal.answer(choosing="declined", because="time", by=by),
        S.STARTED: lambda: proposal.start(**START, by=by),
        S.WITHDRAWN: lambda: proposal.withdraw(because="mistake", by=by),
    }
    verbs[S(target)]()


@pytest.mark.parametrize("source", S.values)
@pytest.mark.parametrize("target", [state for state in S.values if state != S.ASKED])
def test_every_state_against_every_state(db, source, target):
    proposal = proposal_in(source)
    changes = proposal.status_changes.count()

    if target in PROPOSAL_TRANSITIONS[source]:
        step(proposal, target)
        assert (proposal.state, proposal.status_changes.count()) == (target, changes + 1)
    else:
        with pytest.raises(RuleBroken):
            step(proposal, target)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.status_changes.count()) == (source, changes)


@pytest.fixture
def officer(db):
    return officer_for(CommitmentFactory())


@pytest.fixture
def profile(officer):
    return agreed_by(officer, officer.authorities.get().commitments.get())


def test_nobody_is_asked_before_the_profile_is_agreed_upon(officer):
    draft = draft_by(officer, officer.authorities.get().commitments.get())

    with pytest.raises(RuleBroken, match="Kom överens"):
        Proposal.ask(draft, candidate_of(officer), by=officer)


def test_a_candidate_of_another_authority_cannot_be_asked(officer, profile):
    foreign = candidate_of(officer_for(CommitmentFactory()))

    with pytest.raises(RuleBroken, match="egna"):
        Proposal.ask(profile, foreign, by=officer)


def test_nobody_is_asked_twice_but_again_after_a_mistake(officer, profile):
    candidate = candidate_of(officer)
    first = Proposal.ask(profile, candidate, by=officer)

    with pytest.raises(RuleBroken, match=candidate.reference):
        Proposal.ask(profile, candidate, by=officer)
    first.withdraw(because="mistake", by=officer)
    assert Proposal.ask(profile, candidate, by=officer).state == S.ASKED


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"fields": []}, "lämnas ut"),
        ({"fields": ["name"]}, "lämnas ut"),
        ({"why_no_harm": " "}, "inte skadar"),
    ],
)
def test_nothing_is_disclosed_without_a_whole_secrecy_test(db, change, match):
    proposal = proposal_in(S.WILLING)

    with pytest.raises(RuleBroken, match=match):
        proposal.disclose(**(TEST | change), by=proposal.profile.officer)

    proposal.refresh_from_db()
    assert (proposal.state, SecrecyTest.objects.count(), Disclosure.objects.count()) == (S.WILLING, 0, 0)


def test_what_is_disclosed_is_what_was_ticked_and_stays_as_it_was(db):
    proposal = proposal_in(S.WILLING)
    officer = proposal.profile.officer
    proposal.candidate.edit(by=officer, availability="Inte torsdagar")
    disclosure = proposal.disclose(**TEST, by=officer)
    proposal.candidate.edit(by=officer, competences=["annat"])

    disclosure = Disclosure.objects.get(pk=disclosure.pk)
    assert disclosure.content == {"competences": "röjsåg, trädgård", "licences": "B"}
    assert disclosure.recipient == proposal.profile.commitment.contract.supplier
    assert "trädg".encode() not in bytes(disclosure.content_sealed)


@pytest.mark.parametrize("model", [Disclosure, SecrecyTest])
def test_the_database_refuses_to_change_what_was_disclosed(db, model):
    proposal_in(S.DISCLOSED)

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(legal_ground="consent")
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()


def test_a_no_of_the_supplier_needs_a_coded_reason(db):
    proposal = proposal_in(S.DISCLOSED)

    with pytest.raises(RuleBroken, match="varför"):
        proposal.answer(choosing="declined", because="", by=proposal.profile.officer)


def test_an_answer_before_the_question_or_tomorrow_is_refused(db):
    proposal = proposal_in(S.ASKED)

    for day in (proposal.asked_on - dt.timedelta(days=1), clock.today() + dt.timedelta(days=1)):
        with pytest.raises(RuleBroken):
            proposal.record_answer(
                is_willing=True, through="phone", answered_on=day, by=proposal.profile.officer
            )


def test_a_start_carries_the_confirmation_and_the_attribution(db):
    proposal = proposal_in(S.CHOSEN)
    officer = proposal.profile.officer

    placement = proposal.start(
        **START, attribution="direct_requirement", attribution_reason="Platsen skapades", by=officer
    )

    assert (placement.group_confirmed_by, placement.attribution) == (officer, "direct_requirement")
    assert placement.commitment == proposal.profile.commitment
    assert placement.supplier == proposal.profile.commitment.contract.supplier


def test_nobody_starts_whose_target_group_is_not_confirmed(db):
    proposal = proposal_in(S.CHOSEN)
    proposal.candidate.confirm_target_group(belongs=False, by=proposal.profile.officer)

    with pytest.raises(RuleBroken, match="målgruppen"):
        proposal.start(**START, by=proposal.profile.officer)
    assert Placement.objects.count() == 0


def test_an_attribution_needs_its_reason_or_nobody_starts(db):
    proposal = proposal_in(S.CHOSEN)

    with pytest.raises(RuleBroken):
        proposal.start(**START, attribution="direct_requirement", by=proposal.profile.officer)
    assert Placement.objects.count() == 0


def test_the_same_candidate_at_the_same_supplier_is_one_person(db):
    first = proposal_in(S.STARTED)
    officer, commitment = first.profile.officer, first.profile.commitment
    again = Proposal.ask(agreed_by(officer, commitment), first.candidate, by=officer)
    for target in (S.WILLING, S.DISCLOSED, S.CHOSEN, S.STARTED):
        step(again, target)

    assert again.placement.person == first.placement.person


def race(*acts) -> list[str]:
    """Run the acts at the same moment, each on a connection of its own; gives the refusals."""
    refused: list[str] = []
    together = threading.Barrier(len(acts))

    def run(act) -> None:
        together.wait()
        try:
            act()
        except RuleBroken as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_disclose_at_once_one_is_refused():
    proposal = proposal_in(S.WILLING)
    two = [Proposal.objects.get(pk=proposal.pk) for _ in range(2)]

    refused = race(*[lambda own=own: own.disclose(**TEST, by=own.profile.officer) for own in two])

    assert (len(refused), Disclosure.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_a_yes_and_a_no_at_once_one_is_refused():
    proposal = proposal_in(S.CHOSEN)
    two = [Proposal.objects.get(pk=proposal.pk) for _ in range(2)]

    refused = race(
        lambda: two[0].start(**START, by=two[0].profile.officer),
        lambda: two[1].start(**START, by=two[1].profile.officer),
    )

    assert (len(refused), Placement.objects.count(), Candidate.objects.count()) == (1, 1, 1)
