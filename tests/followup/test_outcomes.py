"""How it went after a placement: asked at the end and after three, six and twelve months. No names."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.rules import RuleBroken
from core.slots import todo
from core.together import ask, asked_of, told_of
from followup.actions.outcomes import record_outcome
from followup.models import PlacementOutcome
from followup.outcome_page import PER_PAGE
from followup.outcomes import latest_mark, without_word
from organisations.models import Cooperation
from organisations.models.cooperation import Opens
from organisations.permissions import Role
from tests.followup.conftest import at
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
START, END = dt.date(2026, 4, 1), dt.date(2026, 8, 31)
TYPED = {"result": "other_job", "on": "20 november 2026"}


@pytest.fixture(autouse=True)
def new_year():
    """Everybody is in office before the days that are asked about."""
    with clock.frozen(dt.date(2026, 1, 1)):
        yield


def ended(commitment, *, on: dt.date = END):
    with clock.frozen(on):
        row = placement_in(commitment, starts_on=START)
        row.end(ended_on=on, because="completed", by=BY)
    return row


def note(placement, *, on: dt.date, result: str = "study") -> PlacementOutcome:
    with clock.frozen(max(on, END)):
        return record_outcome(placement, on=on, result=result, by=BY)


def waits(day: dt.date) -> bool:
    with clock.frozen(day):
        return without_word().exists()


def things_to_do(member) -> list[tuple]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    found = [item for item in told_of(inquiries) if item.kind == "outcome"]
    return [(item.action, item.due_on) for item in found]


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        (END - dt.timedelta(1), None),
        (END, 0),
        (dt.date(2026, 11, 29), 0),
        (dt.date(2026, 11, 30), 3),  # three months from the last of August
        (dt.date(2027, 2, 28), 6),
        (dt.date(2027, 8, 31), 12),
        (dt.date(2027, 11, 29), 12),
        (dt.date(2027, 11, 30), None),  # nobody asks for ever
    ],
)
def test_the_mark_that_came_last(commitment, day, mark):
    ended(commitment)

    assert latest_mark(END, on=day) == mark
    assert waits(day) is (mark is not None)


def test_a_word_answers_until_the_next_mark(commitment):
    placement = ended(commitment)

    note(placement, on=dt.date(2026, 9, 10))

    assert not waits(dt.date(2026, 11, 29))
    assert waits(dt.date(2026, 11, 30))


def test_a_word_from_before_the_end_does_not_answer(commitment):
    note(ended(commitment), on=dt.date(2026, 6, 1), result="same_employer")

    assert waits(END)


def test_who_goes_on_or_was_entered_by_mistake_is_not_asked_about(commitment):
    placement_in(commitment, starts_on=START)
    ended(commitment).withdraw(by=BY, reason="Fel avtal.")

    assert not waits(dt.date(2026, 12, 1))


def test_a_second_word_about_the_same_day_corrects_the_first(commitment):
    placement = ended(commitment)
    first = note(placement, on=END, result="unknown")

    second = note(placement, on=END, result="study")
    note(placement, on=END, result="study")

    assert second.corrects == first
    assert list(PlacementOutcome.objects.standing()) == [second]


@pytest.mark.parametrize("day", [START - dt.timedelta(1), END + dt.timedelta(1)])
def test_it_is_noted_after_it_has_happened(commitment, day):
    placement = ended(commitment)

    with clock.frozen(END), pytest.raises(RuleBroken):
        record_outcome(placement, on=day, result="study", by=BY)


def test_the_officer_is_asked_and_the_manager_where_there_is_none(commitment, manager):
    ended(commitment)
    ended(commitment)
    with clock.frozen(dt.date(2026, 9, 15)):
        assert things_to_do(manager) == [("Fråga hur det gick för 2 personer", None)]

        officer = at(commitment, Role.MATCHING_OFFICER)
        assert things_to_do(officer) == [("Fråga hur det gick för 2 personer", None)]
        assert things_to_do(manager) == []


def test_the_unit_that_serves_by_a_co_operation_asks_instead_of_the_manager(commitment, manager):
    ended(commitment)
    unit = AuthorityFactory(organisation=manager.organisation)
    officer = MembershipFactory(
        roles=[Role.MATCHING_OFFICER], organisation=manager.organisation, authority=unit
    )
    with clock.frozen(dt.date(2026, 9, 15)):
        assert things_to_do(officer) == []
        Cooperation.give(
            giver=commitment.authority,
            receiver=manager.organisation,
            receiving_authority=unit,
            opens=[Opens.CASES],
            purpose="Matchning",
            legal_ground="Avtal mellan nämnderna",
            starts_on=dt.date(2026, 1, 1),
            ends_on=None,
            by=manager,
        )
        officer, asked = type(officer).objects.get(pk=officer.pk), "Fråga hur det gick för 1 person"
        assert [action for action, _day in things_to_do(officer)] == [asked]
        assert things_to_do(manager) == []


def test_from_the_contract_to_the_note_and_back(commitment, as_member):
    placement, other = ended(commitment), ended(commitment)
    officer = at(commitment, Role.MATCHING_OFFICER)
    client, page = as_member(officer), reverse("followup:outcome", args=[placement.pk])
    listed = reverse("followup:outcome_list", args=[commitment.pk])
    with clock.frozen(dt.date(2026, 11, 20)):
        assert page in client.get(listed).content.decode()
        assert client.post(page, TYPED | {"result": ""}).status_code == 422
        answer = client.post(page, TYPED)
        assert (answer.status_code, answer["Location"]) == (302, listed)
        text = client.get(listed).content.decode()

    assert "I ett annat arbete" in text
    assert page not in text
    assert reverse("followup:outcome", args=[other.pk]) in text


def test_long_lists_are_divided_and_begin_with_what_waits(commitment, manager, as_member):
    told = ended(commitment)
    note(told, on=END)
    for _number in range(PER_PAGE):
        ended(commitment)
    listed, client = reverse("followup:outcome_list", args=[commitment.pk]), as_member(manager)

    with clock.frozen(dt.date(2026, 9, 15)):
        first, last = client.get(listed).content.decode(), client.get(listed + "?page=2").content.decode()

    assert [told.get_absolute_url() in page for page in (first, last)] == [False, True]
    assert [re.findall(rf"<dd>\s*{PER_PAGE}\s*</dd>", page) != [] for page in (first, last)] == [True, True]


def test_it_stands_on_the_placement_and_not_on_the_contract(commitment, manager, supplier, as_member):
    placement = ended(commitment)
    note(placement, on=END, result="unemployed")

    client = as_member(manager)
    with clock.frozen(END):
        on_placement = client.get(placement.get_absolute_url()).content.decode()
        assert "Utan arbete" in on_placement
        assert reverse("followup:outcome", args=[placement.pk]) in on_placement
        on_contract = client.get(commitment.get_absolute_url()).content.decode()
        assert placement.get_absolute_url() in on_contract
        sellers = as_member(supplier).get(commitment.get_absolute_url()).content.decode()
    assert "Utan arbete" not in sellers
    assert placement.get_absolute_url() not in sellers


def test_a_supplier_does_not_see_where_people_went(commitment, supplier, as_member):
    placement = ended(commitment)
    note(placement, on=END)

    assert not PlacementOutcome.objects.visible_to(supplier).exists()
    client = as_member(supplier)
    assert client.get(reverse("followup:outcome_list", args=[commitment.pk])).status_code == 403
    assert client.get(reverse("followup:outcome", args=[placement.pk])).status_code == 403


def test_others_do_not_note_it(commitment, manager, as_member):
    placement = ended(commitment)
    page = reverse("followup:outcome", args=[placement.pk])
    orderer = at(commitment, Role.ORDERER)
    elsewhere = MembershipFactory(
        roles=[Role.CONTRACT_MANAGER],
        organisation=manager.organisation,
        authority=AuthorityFactory(organisation=manager.organisation),
    )
    stranger = at(CommitmentFactory(), Role.MATCHING_OFFICER)

    found = [as_member(member).post(page, TYPED).status_code for member in (orderer, elsewhere, stranger)]
    assert found == [403, 404, 404]
    assert not PlacementOutcome.objects.exists()
