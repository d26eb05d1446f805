"""That somebody under a contract does not count in what it requires: said, dated, taken back."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from matching.choices import FactKind
from matching.models import Placement
from matching.policies import why_not_say_counts
from organisations.permissions import Role
from suppliers.balances import balance
from tests.matching.factories import placement_in, representative_of
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 6, 30)


@pytest.fixture
def placement(db) -> Placement:
    return placement_in(CommitmentFactory())


@pytest.fixture
def manager(placement):
    authority = placement.commitment.authority
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


def figures(placement) -> tuple:
    told = balance(placement.commitment, on=DAY)
    return told.persons_all, told.persons_direct, told.done_ftm, told.credited_ftm


def test_it_stands_among_all_with_its_connection_and_in_no_fulfilment(placement, manager):
    placement.attribute(attribution="direct_requirement", by=manager, reason="Ny plats", judged_on=DAY)
    before, known = figures(placement), placement.facts.latest("pk").at
    placement.say_counts(counts=False, by=manager, reason="Rörelse utanför kravet", judged_on=DAY)
    outside = figures(placement)
    placement.say_counts(counts=True, by=manager, reason="Fel av mig")

    assert (before, outside) == ((1, 1, 3, 3), (1, 1, 0, 0))
    assert figures(placement) == before
    assert placement.standing_at(known_at=known).counts
    told = list(placement.facts.filter(kind=FactKind.COUNTS).values_list("valid_from", "value", "reason"))
    assert told == [
        (DAY, {"counts": False}, "Rörelse utanför kravet"),
        (clock.today(), {"counts": True}, "Fel av mig"),
    ]


def test_a_correction_of_what_was_agreed_leaves_it_as_it_was_said(placement, manager):
    placement.say_counts(counts=False, by=manager, reason="Utanför")
    value = placement.facts.first().value | {"starts_on": "2026-05-01"}
    placement.agree(value=value, by=manager, reason="Fel dag")

    assert (placement.counts, placement.standing_at().counts) == (False, False)


def test_what_cannot_be_is_refused_and_leaves_no_fact(placement, manager):
    beside = Placement.objects.get(pk=placement_in(placement.commitment).pk)
    beside.commitment = None
    for told, why in (
        ({"counts": False, "reason": " "}, "varför"),
        ({"counts": True, "reason": "x"}, "redan"),
        ({"counts": False, "reason": "x", "judged_on": clock.today() + dt.timedelta(days=1)}, "i dag eller"),
    ):
        with pytest.raises(RuleBroken, match=why):
            placement.say_counts(by=manager, **told)

    assert placement.facts.count() == 1
    assert "inget avtal" in str(why_not_say_counts(beside, manager))


def test_only_those_who_judge_say_it(placement, manager):
    organisation = placement.commitment.authority.organisation
    stranger = MembershipFactory(
        organisation=organisation,
        authority=AuthorityFactory(organisation=organisation),
        roles=[Role.CONTRACT_MANAGER],
    )

    assert why_not_say_counts(placement, manager) is None
    assert why_not_say_counts(placement, stranger)
    assert why_not_say_counts(placement, representative_of(placement.commitment))


def test_both_parties_read_on_the_contract_that_it_does_not_count(placement, manager, as_member):
    placement.say_counts(counts=False, by=manager, reason="Utanför")
    address = placement.commitment.get_absolute_url()
    supplier = as_member(representative_of(placement.commitment)).get(address).content.decode()
    buyer = as_member(manager).get(address).content.decode()
    own = as_member(manager).get(placement.get_absolute_url()).content.decode()

    way = reverse("matching:placement_counts", args=[placement.pk])
    assert all("Räknas inte: utanför åtagandet" in text for text in (supplier, buyer))
    assert (way in buyer, way in own, way in supplier) == (True, True, False)
    assert "Räknas inte i åtagandet, bedömt" in own
