"""People who had begun when a running contract was entered."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from matching.models import Placement
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from suppliers.actions.earlier import entered_on, record_earlier_person
from suppliers.actions.takeover import AlreadyDone, record_opening_balance
from suppliers.balances import balance
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

TERMS = {"type": "employment", "form": "permanent", "starts_on": dt.date(2026, 2, 1), "scope": Fraction(1)}
TOLD = {
    "type": "employment",
    "form": "permanent",
    "starts_on": "1 februari 2026",
    "percent": "100",
    "route": "own",
}
JULY = dt.date(2026, 7, 31)


@pytest.fixture
def commitment(db) -> Commitment:
    """Entered on the first of June 2026; it had run since New Year."""
    row = CommitmentFactory(full_time_months=24)
    manager = MembershipFactory(
        organisation=row.authority.organisation, authority=row.authority, roles=[Role.CONTRACT_MANAGER]
    )
    with clock.frozen(dt.date(2026, 6, 1)):
        row.begin(by=manager)
    Procurement.objects.update(entered_running=True)
    row.contract.lot.procurement.refresh_from_db()
    row.contract_manager = manager
    row.save()
    return row


@pytest.fixture
def client(commitment, as_member):
    return as_member(commitment.contract_manager)


def page(name: str, row) -> str:
    return reverse(f"suppliers:{name}", args=[row.pk])


def test_somebody_is_told_and_counts_from_the_first_day(commitment, client):
    listed = client.get(commitment.get_absolute_url()).content.decode()
    answer = client.post(
        page("earlier_person", commitment), TOLD | {"ended_on": "30 april 2026", "because": "completed"}
    )

    row = Placement.objects.get()
    assert page("earlier_person", commitment) in listed
    assert answer.url == f"{commitment.get_absolute_url()}#people"
    assert (row.ended_on, row.ended_because, row.route) == (dt.date(2026, 4, 30), "completed", "own")
    assert (row.person.label, row.facts.first().member) == ("", commitment.contract_manager)
    assert balance(commitment, on=JULY).done_ftm == 3


def test_days_of_an_opening_balance_are_not_counted_twice(commitment):
    by = commitment.contract_manager
    done = AlreadyDone(on=dt.date(2026, 3, 31), full_time_months=Decimal(7))
    record_opening_balance(commitment, done, by=by)
    record_earlier_person(commitment, ended_on=dt.date(2026, 4, 30), because="completed", by=by, **TERMS)

    outcome = balance(commitment, on=JULY)
    assert (outcome.done_ftm, outcome.persons_all) == (7 + 1, 1)


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2026, 6, 2)])
def test_before_the_contract_and_after_its_entry_nobody_is_told_here(commitment, day):
    assert entered_on(commitment) == dt.date(2026, 6, 1)
    with pytest.raises(RuleBroken, match="rapporteras av leverantören"):
        record_earlier_person(commitment, by=commitment.contract_manager, **(TERMS | {"starts_on": day}))
    assert Placement.objects.count() == 0


def test_an_end_needs_its_reason(commitment, client):
    answer = client.post(page("earlier_person", commitment), TOLD | {"ended_on": "30 april 2026"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["because"])
    assert Placement.objects.count() == 0


def test_a_contract_followed_from_its_first_day_has_no_such_page(commitment, client):
    Procurement.objects.update(entered_running=False)

    assert client.get(page("earlier_person", commitment)).status_code == 403
    assert (
        page("earlier_person", commitment) not in client.get(commitment.get_absolute_url()).content.decode()
    )


def test_a_mistake_is_taken_out_with_a_reason_and_counts_nowhere(commitment, client):
    row = record_earlier_person(commitment, by=commitment.contract_manager, **TERMS)
    shown = client.get(row.get_absolute_url()).content.decode()

    empty = client.post(page("earlier_person_undoing", row), {"reason": ""})
    taken_out = client.post(page("earlier_person_undoing", row), {"reason": "Fel avtal"})

    row.refresh_from_db()
    assert page("earlier_person_undoing", row) in shown
    assert (empty.status_code, taken_out.status_code, row.is_withdrawn) == (422, 302, True)
    assert balance(commitment, on=JULY).done_ftm == 0


def test_what_the_supplier_reported_is_not_taken_out_here(commitment, client):
    row = placement_in(commitment)

    assert page("earlier_person_undoing", row) not in client.get(row.get_absolute_url()).content.decode()
    assert client.post(page("earlier_person_undoing", row), {"reason": "Fel"}).status_code == 403
    row.refresh_from_db()
    assert not row.is_withdrawn


def test_others_do_not_reach_the_pages(commitment, as_member):
    row = record_earlier_person(commitment, by=commitment.contract_manager, **TERMS)
    stranger = as_member(MembershipFactory(roles=[Role.CONTRACT_MANAGER]))
    supplier = as_member(
        MembershipFactory(organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])
    )

    for name, subject in (("earlier_person", commitment), ("earlier_person_undoing", row)):
        assert stranger.get(page(name, subject)).status_code == 404
        assert supplier.get(page(name, subject)).status_code == 403
