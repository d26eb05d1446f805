"""The connection to the requirement and the target group: who says what of whom, and how it is taken back."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from matching.choices import FactKind, GroupBasis
from matching.models import CandidateRequest, Placement, PlacementFact
from matching.policies import why_not_judge
from organisations.models import Cooperation, Kind
from organisations.models.cooperation import Opens
from organisations.permissions import Permission, Role
from tests.matching.factories import placement_in, representative_of
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CommitmentFactory

TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def placement(db) -> Placement:
    """Somebody whom the supplier found itself, in an organisation with the core only."""
    row = placement_in(CommitmentFactory())
    assert row.commitment.authority.organisation.parts == []
    return row


def member_at(placement: Placement, role: Role, **more):
    authority = placement.commitment.authority
    return MembershipFactory(
        **({"organisation": authority.organisation, "authority": authority, "roles": [role]} | more)
    )


@pytest.fixture
def manager(placement):
    return member_at(placement, Role.CONTRACT_MANAGER)


def page(name: str, row: Placement) -> str:
    return reverse(f"matching:{name}", args=[row.pk])


def test_a_confirmation_is_a_fact_with_its_basis_and_can_be_taken_back(placement, manager):
    seen_on = clock.today() - TOMORROW
    placement.confirm_target_group(by=manager, on=seen_on, basis=GroupBasis.SUPPLIER)
    before = placement.facts.latest("pk").at
    confirmed = (placement.group_confirmed_on, placement.group_confirmed_by)
    placement.unconfirm_target_group(by=manager, reason="Fel person")

    assert confirmed == (seen_on, manager)
    assert (placement.group_confirmed_on, placement.group_confirmed_by) == (None, None)
    told = list(placement.facts.filter(kind=FactKind.GROUP).values_list("valid_from", "value", "reason"))
    assert told == [
        (seen_on, {"belongs": True, "basis": "supplier"}, ""),
        (clock.today(), {"belongs": False}, "Fel person"),
    ]
    assert placement.standing_at(known_at=before).group_confirmed_on == seen_on
    assert placement.standing_at().group_confirmed_on is None


def test_the_columns_repeat_the_confirmation_after_a_correction(placement, manager):
    placement.confirm_target_group(by=manager)
    value = placement.facts.first().value | {"starts_on": "2026-05-01"}
    placement.agree(value=value, by=manager, reason="Fel dag")

    standing = placement.standing_at()
    assert (placement.group_confirmed_on, placement.group_confirmed_by_id) == (
        standing.group_confirmed_on,
        standing.group_confirmed_by,
    )
    assert placement.group_confirmed_by == manager


def test_what_cannot_be_is_refused_and_leaves_no_fact(placement, manager):
    with pytest.raises(RuleBroken, match="ingen bekräftelse"):
        placement.unconfirm_target_group(by=manager, reason="Fel")
    with pytest.raises(RuleBroken, match="i dag eller en tidigare"):
        placement.confirm_target_group(by=manager, on=clock.today() + TOMORROW)
    with pytest.raises(RuleBroken, match="i dag eller en tidigare"):
        placement.attribute(attribution="unknown", by=manager, reason="x", judged_on=clock.today() + TOMORROW)
    placement.confirm_target_group(by=manager)
    with pytest.raises(RuleBroken, match="redan bekräftat"):
        placement.confirm_target_group(by=manager)
    with pytest.raises(RuleBroken, match="varför"):
        placement.unconfirm_target_group(by=manager, reason=" ")

    assert [fact.kind for fact in placement.facts.all()] == ["agreed", "group"]


def test_a_judgement_is_dated_and_a_later_one_takes_its_place(placement, manager):
    judged_on = clock.today() - TOMORROW
    placement.attribute(attribution="direct_requirement", by=manager, reason="Ny plats", judged_on=judged_on)
    placement.attribute(attribution="unknown", by=manager, reason="För tidigt")

    first, second = placement.facts.filter(kind=FactKind.ATTRIBUTION)
    assert (first.valid_from, first.reason, first.member) == (judged_on, "Ny plats", manager)
    assert (second.valid_from, placement.attribution) == (clock.today(), "unknown")


def test_confirmations_of_before_are_told_as_facts_once(placement, manager):
    day = dt.date(2026, 4, 2)
    Placement.objects.filter(pk=placement.pk).update(group_confirmed_on=day, group_confirmed_by=manager)
    tell = import_module("matching.migrations.0009_group_facts_told").tell

    tell(apps, None)
    tell(apps, None)

    placement.refresh_from_db()
    fact = PlacementFact.objects.get(kind=FactKind.GROUP)
    assert (fact.placement, fact.valid_from, fact.member) == (placement, day, manager)
    assert placement.standing_at().group_confirmed_on == day


JUDGES = {Role.PROCURER, Role.CONTRACT_MANAGER, Role.MATCHING_OFFICER}
ASKERS = [role for role in Role if role not in {Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY}]


@pytest.mark.parametrize("role", ASKERS)
def test_who_judges_at_the_buyer(placement, role):
    until = clock.today() + TOMORROW if role == Role.AUDITOR else None
    member = member_at(placement, role, valid_until=until)

    assert (why_not_judge(placement, member) is None) == (role in JUDGES)
    assert member.may(Permission.PLACEMENT_JUDGE) == (role in JUDGES)


def test_another_authority_and_another_organisation_do_not_judge(placement):
    organisation = placement.commitment.authority.organisation
    beside = AuthorityFactory(organisation=organisation)
    neighbours = [member_at(placement, role, authority=beside) for role in JUDGES]
    # Sees the whole organisation, and is officer of her own authority only.
    wide = member_at(
        placement, Role.MATCHING_OFFICER, authority=beside, roles=[Role.MATCHING_OFFICER, Role.COORDINATOR]
    )
    strangers = [MembershipFactory(roles=[role]) for role in JUDGES]

    refused = [why_not_judge(placement, member) for member in (*neighbours, wide, *strangers)]
    assert all(refused)


def test_the_supplier_never_judges_its_own_people(placement, as_member):
    client = as_member(representative_of(placement.commitment))

    for name in (
        "placement_attribution",
        "placement_counts",
        "placement_group",
        "placement_group_undoing",
        "placement",
    ):
        assert client.get(page(name, placement)).status_code == 403


def test_a_contract_manager_judges_from_the_list_and_comes_back_there(placement, manager, as_member):
    client = as_member(manager)
    back = f"{placement.commitment.get_absolute_url()}#people"
    ways = [
        ("placement_attribution", {"attribution": "direct_requirement", "reason": "Ny plats"}),
        ("placement_counts", {"counts": "no", "reason": "Rörelse utanför kravet"}),
        ("placement_group", {"basis": "supplier"}),
        ("placement_group_undoing", {"reason": "Fel person"}),
    ]

    for name, told in ways:
        listed = client.get(placement.commitment.get_absolute_url()).content.decode()
        assert page(name, placement) in listed
        day = {"judged_on": "2 april 2026"} if {"attribution", "counts"} & set(told) else {}
        day |= {"on": "2 april 2026"}
        answer = client.post(page(name, placement), told | day, query_params={"next": back})
        assert (answer.status_code, answer.url) == (302, back)

    placement.refresh_from_db()
    assert (placement.attribution, placement.group_confirmed_on) == ("direct_requirement", None)
    assert not placement.counts


def test_no_link_leads_away_from_here(placement, manager, as_member):
    told = {"attribution": "unknown", "reason": "x", "judged_on": "2 april 2026"}
    answer = as_member(manager).post(
        page("placement_attribution", placement), told, query_params={"next": "//ond.example/"}
    )

    assert answer.url == placement.get_absolute_url()


def test_officers_of_a_unit_outside_judge_from_the_request_without_seeing_the_contract(placement, as_member):
    unit = AuthorityFactory(organisation=OrganisationFactory(kind=Kind.LABOUR_MARKET))
    Cooperation.objects.create(
        giver=placement.commitment.authority, receiver=unit.organisation, opens=[Opens.REQUESTS],
        purpose="Matchning", legal_ground="Avtal",
    )  # fmt: skip
    officer = MembershipFactory(organisation=unit.organisation, authority=unit, roles=[Role.MATCHING_OFFICER])
    asked = CandidateRequest.ask(commitment=placement.commitment, authority=unit, wanted=1, by=officer)
    client = as_member(officer)

    listed = client.get(asked.get_absolute_url()).content.decode()
    told = {"basis": "matching", "on": "2 april 2026"}
    answer = client.post(page("placement_group", placement), told)

    placement.refresh_from_db()
    assert page("placement_group", placement) in listed
    assert placement.commitment.get_absolute_url() not in listed
    assert (answer.status_code, placement.group_confirmed_by) == (302, officer)


def test_a_personal_number_is_stopped_in_the_reasons(placement, manager, as_member):
    placement.confirm_target_group(by=manager)
    answer = as_member(manager).post(
        page("placement_group_undoing", placement), {"reason": "19560406-2595 hör inte hit"}
    )

    assert answer.status_code == 422
    assert placement.facts.count() == 2
