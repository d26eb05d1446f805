"""A request for candidates is asked once and answered once."""

import datetime as dt

import pytest

from core import clock
from core.letters import render
from core.models import AuditRow, OutgoingMail
from core.rules import RuleBroken
from matching.mails import REQUEST_ASKED, request_letter
from matching.models import CandidateRequest
from matching.models.serving import officers_of
from organisations.models import Cooperation, Membership
from organisations.permissions import Role
from tests.matching.factories import officer_for, representative_of
from tests.matching.test_proposal import race
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory


def asked(**told) -> CandidateRequest:
    commitment = CommitmentFactory()
    officer_for(commitment)
    values = {"wanted": 2, "by": representative_of(commitment)} | told
    return CandidateRequest.ask(commitment=commitment, authority=commitment.authority, **values)


@pytest.fixture
def request_(db):
    return asked()


def test_an_answer_says_how_many_and_whether_they_are_confirmed(request_):
    request_.reply(answer="candidates", number=2, group_confirmed=True, by=request_.asked_by)

    assert (request_.number, request_.group_confirmed, request_.answered_on) == (2, True, clock.today())
    actions = AuditRow.objects.filter(object_label="matching.candidaterequest").values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["candidate_request.answered", "candidate_request.asked"]


def test_none_available_is_an_answer_without_a_number(request_):
    request_.reply(answer="none_available", number=3, group_confirmed=True, by=request_.asked_by)

    assert (request_.number, request_.group_confirmed) == (0, False)


def test_an_answer_without_a_number_is_refused(request_):
    with pytest.raises(RuleBroken, match="hur många"):
        request_.reply(answer="candidates", by=request_.asked_by)


def test_an_answer_before_the_question_or_tomorrow_is_refused(request_):
    for days in (-1, 1):
        day = clock.today() + dt.timedelta(days=days)
        with pytest.raises(RuleBroken):
            request_.reply(answer="none_available", answered_on=day, by=request_.asked_by)


def test_a_request_under_a_closed_contract_is_refused(db):
    commitment = CommitmentFactory(state="closed")

    with pytest.raises(RuleBroken, match="avslutat"):
        CandidateRequest.ask(
            commitment=commitment, authority=commitment.authority, wanted=1, by=representative_of(commitment)
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_refused():
    request = asked()
    two = [CandidateRequest.objects.get(pk=request.pk) for _ in range(2)]

    refused = race(*[lambda own=own: own.reply(answer="none_available", by=own.asked_by) for own in two])

    assert len(refused) == 1


def test_who_sees_a_request(request_):
    commitment = request_.commitment
    buyer = MembershipFactory(
        organisation=commitment.authority.organisation,
        authority=commitment.authority,
        roles=[Role.CONTRACT_MANAGER],
    )
    seeing = [request_.asked_by, buyer]
    blind = [representative_of(CommitmentFactory()), MembershipFactory(roles=[Role.PROCURER])]

    assert [list(CandidateRequest.objects.visible_to(m)) for m in seeing] == [[request_], [request_]]
    assert [list(CandidateRequest.objects.visible_to(m)) for m in blind] == [[], []]


def test_the_matching_side_is_found_through_the_co_operation(db):
    from matching.models.serving import matching_sides, served_by

    commitment = CommitmentFactory()
    unit = AuthorityFactory(organisation=commitment.authority.organisation)
    officer = officer_for(commitment, authority=unit)
    assert list(served_by(officer)) == []

    Cooperation.objects.create(
        giver=commitment.authority,
        receiver=unit.organisation,
        receiving_authority=unit,
        opens=["requests"],
        purpose="Matchning",
        legal_ground="Samverkan",
    )

    assert matching_sides(commitment)[0] == unit
    asking_again = Membership.objects.get(pk=officer.pk)
    assert list(served_by(asking_again)) == [commitment]


def test_the_contract_manager_is_told_that_the_unit_has_not_answered(request_):
    place = request_.commitment.authority
    manager = MembershipFactory(
        organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER]
    )
    type(request_.commitment).objects.update(contract_manager=manager)
    request_.commitment.refresh_from_db()
    told = {}
    for person in (*officers_of(request_.authority), manager):
        mail = OutgoingMail(to_member=person)
        told[person] = render(REQUEST_ASKED, request_letter(request_, mail), language="sv").text

    *officers, last = told.values()
    assert officers
    assert all("Svara senast" in text for text in officers)
    assert "har inte svarat på förfrågan" in last
    assert "din tur" not in last
