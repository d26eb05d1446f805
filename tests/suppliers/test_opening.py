"""What was done before: said on a page of its own, and corrected there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.models import Procurement
from suppliers.actions.takeover import AlreadyDone, record_opening_balance
from suppliers.balances import balance
from suppliers.policies import why_not_say_opening
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

TOLD = {
    "done_months": "4,5",
    "done_places": "2",
    "done_on": "31 mars 2026",
    "done_source": "Leverantörens lista",
}


@pytest.fixture
def commitment(db):
    row = CommitmentFactory(full_time_months=24)
    Procurement.objects.update(entered_running=True)
    row.contract.lot.procurement.refresh_from_db()
    return row


@pytest.fixture
def manager(commitment):
    authority = commitment.authority
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


@pytest.fixture
def client(manager, as_member):
    return as_member(manager)


def page(commitment) -> str:
    return reverse("suppliers:opening", args=[commitment.pk])


def test_it_is_said_and_then_corrected_with_a_reason(commitment, client, still_clock):
    contract = commitment.get_absolute_url()
    before = client.get(contract).content.decode()
    said = client.post(page(commitment), TOLD)
    done = balance(commitment, on=clock.today()).done_ftm
    wrong = client.post(page(commitment), TOLD | {"done_months": "3"})
    put_right = client.post(page(commitment), TOLD | {"done_months": "3", "reason": "Fel kolumn"})

    first, second = commitment.opening_balances.order_by("pk")
    assert "Ange vad som gjorts före" in before
    assert (said.url, done, wrong.status_code, put_right.url) == (contract, Decimal("4.5"), 422, contract)
    assert (second.corrects, second.reason, second.source) == (first, "Fel kolumn", "Leverantörens lista")
    assert balance(commitment, on=clock.today()).done_ftm == 3
    assert "3,0 heltidsmånader gjordes" in client.get(contract).content.decode()


def test_the_form_begins_with_what_was_said(commitment, client):
    client.post(page(commitment), TOLD)

    form = client.get(page(commitment)).context["form"]

    assert (form.initial["done_months"], form.initial["done_on"]) == (Decimal("4.5"), dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"done_on": "31 december 2025"}, "__all__", "från och med avtalets första dag"),
        ({"done_on": "1 januari 2030"}, "__all__", "Välj en dag som har varit"),
        ({"done_source": ""}, "done_source", ""),
        ({"done_source": "Lista för 19560406-2595"}, "done_source", "personnumret"),
        ({"done_months": "-1"}, "done_months", ""),
    ],
)
def test_what_cannot_be_is_refused(commitment, client, change, field, words):
    answer = client.post(page(commitment), TOLD | change)

    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert words in str(errors[field])
    assert commitment.opening_balances.count() == 0


def test_only_those_who_manage_a_contract_that_ran_before_say_it(commitment, manager):
    orderer = MembershipFactory(organisation=manager.organisation, roles=[Role.PROCURER])
    orderer.authorities.clear()
    stranger = MembershipFactory(roles=[Role.CONTRACT_MANAGER])
    assert why_not_say_opening(commitment, manager) is None
    assert why_not_say_opening(commitment, stranger)
    assert why_not_say_opening(commitment, orderer)

    commitment.close(by=manager)
    assert "avslutad" in why_not_say_opening(commitment, manager)
    Procurement.objects.update(entered_running=False)
    commitment.contract.lot.procurement.refresh_from_db()
    assert "första dag" in why_not_say_opening(commitment, manager)


def test_a_day_to_come_is_refused_also_without_the_page(commitment, manager):
    done = AlreadyDone(on=clock.today(), full_time_months=Decimal(1))
    with pytest.raises(RuleBroken, match="har varit"):
        record_opening_balance(commitment, done, by=manager)
