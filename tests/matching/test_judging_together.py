"""Many people under one contract are judged on one page with one save."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from matching.choices import FactKind
from matching.models import Placement, PlacementFact
from organisations.permissions import Role
from procurements.models import Commitment
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

pytestmark = pytest.mark.django_db
DIRECT = "direct_requirement"


@pytest.fixture
def commitment() -> Commitment:
    return CommitmentFactory()


@pytest.fixture
def people(commitment) -> list[Placement]:
    return [placement_in(commitment, starts_on=dt.date(2026, 5, day)) for day in (1, 2, 3)]


def member_at(commitment, *roles: Role):
    authority = commitment.authority
    return MembershipFactory(organisation=authority.organisation, authority=authority, roles=list(roles))


@pytest.fixture
def manager(commitment):
    return member_at(commitment, Role.CONTRACT_MANAGER)


def page(commitment) -> str:
    return reverse("matching:judging", args=[commitment.pk])


def told(people, **more) -> dict:
    return {"person": [row.pk for row in people], "judged_on": clock.today().isoformat(), **more}


def test_what_is_chosen_is_kept_and_whoever_is_left_stays_as_she_was(commitment, people, manager, as_member):
    first, second, third = people
    chosen = {
        f"attribution_{first.pk}": DIRECT,
        f"attribution_{second.pk}": "would_have_been_hired",
        f"reason_{second.pk}": "Stod i bemanningsplanen redan",
        f"belongs_{second.pk}": "on",
        "common_reason": "Platserna kom till för kravet",
        "basis": "supplier",
    }

    answer = as_member(manager).post(page(commitment), told(people, **chosen))

    assert answer["Location"] == commitment.get_absolute_url()
    for row in people:
        row.refresh_from_db()
    assert [row.attribution for row in people] == [DIRECT, "would_have_been_hired", "unknown"]
    assert [row.group_confirmed_by for row in people] == [None, manager, None]
    facts = PlacementFact.objects.filter(kind=FactKind.ATTRIBUTION).order_by("placement")
    assert [fact.reason for fact in facts] == [
        "Platserna kom till för kravet", "Stod i bemanningsplanen redan",
    ]  # fmt: skip
    assert third.facts.filter(kind__in=[FactKind.ATTRIBUTION, FactKind.GROUP]).count() == 0


def test_a_fault_stands_beside_its_row_and_nothing_is_kept(commitment, people, manager, as_member):
    first, second, _third = people
    chosen = {f"attribution_{first.pk}": DIRECT, f"belongs_{second.pk}": "on"}

    answer = as_member(manager).post(page(commitment), told(people, **chosen))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {f"reason_{first.pk}", "basis"}
    text = answer.content.decode()
    assert f'id="id_reason_{first.pk}_error"' in text
    assert f'<option value="{DIRECT}" selected>' in text
    assert not PlacementFact.objects.filter(kind=FactKind.ATTRIBUTION).exists()


def test_nothing_chosen_says_so(commitment, people, manager, as_member):
    answer = as_member(manager).post(page(commitment), told(people))

    assert answer.status_code == 422
    assert "Välj något för minst en person." in answer.content.decode()


def test_a_colleague_who_was_faster_is_not_overwritten_by_a_row_left_as_it_was(
    commitment, people, manager, as_member
):
    first, second, _third = people
    first.attribute(attribution=DIRECT, reason="Av en kollega", by=manager)
    first.confirm_target_group(by=manager)
    chosen = {f"attribution_{second.pk}": DIRECT, "common_reason": "För kravet", f"belongs_{first.pk}": "on"}

    assert as_member(manager).post(page(commitment), told(people, **chosen)).status_code == 302

    assert first.facts.filter(kind=FactKind.ATTRIBUTION).count() == 1
    assert first.facts.filter(kind=FactKind.GROUP).count() == 1


def test_those_who_are_judged_are_not_asked_about_and_foreign_rows_are_left_alone(
    commitment, people, manager, as_member
):
    first, *rest = people
    first.attribute(attribution=DIRECT, reason="För kravet", by=manager)
    first.confirm_target_group(by=manager)
    client = as_member(manager)
    assert [row.placement for row in client.get(page(commitment)).context["form"].rows] == rest

    foreign = placement_in(CommitmentFactory())
    chosen = {f"attribution_{foreign.pk}": DIRECT, "common_reason": "För kravet"}
    assert client.post(page(commitment), told([foreign], **chosen)).status_code == 422
    foreign.refresh_from_db()
    assert foreign.attribution == "unknown"


def test_who_may_and_who_is_led_there(commitment, people, manager, as_member):
    orderer, stranger = member_at(commitment, Role.ORDERER), MembershipFactory(roles=[Role.CONTRACT_MANAGER])

    assert as_member(orderer).get(page(commitment)).status_code == 403
    assert as_member(stranger).get(page(commitment)).status_code == 404
    assert page(commitment) in as_member(manager).get(commitment.get_absolute_url()).content.decode()
    assert page(commitment) not in as_member(orderer).get(commitment.get_absolute_url()).content.decode()


def test_the_page_holds_fifty_and_says_how_many_wait(commitment, manager, as_member):
    for _number in range(52):
        placement_in(commitment)

    answer = as_member(manager).get(page(commitment))

    assert len(answer.context["form"].rows) == 50
    assert "52 personer väntar. De första 50 visas." in answer.content.decode()
