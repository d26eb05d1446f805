"""Figures without rows: opened by a co-operation, and read by whoever sees no contracts."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from core.actors import SystemJob
from followup.selection import Selection
from matching.models import Placement
from organisations.models import Authority, Cooperation, Kind, Part
from organisations.models.cooperation import Opens
from organisations.permissions import Role
from procurements.models import Commitment
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 4, 1)


def people(commitment: Commitment, *, n: int, direct: int = 0, **terms) -> None:
    for place in range(n):
        row = placement_in(commitment, starts_on=DAY, **terms)
        if place < direct:
            row.attribute(attribution="direct_requirement", by=BY, reason="Ny plats")


@pytest.fixture
def commitment(db) -> Commitment:
    """Twelve persons, six as a direct consequence, all employed."""
    row = CommitmentFactory()
    row.authority.organisation.parts = [Part.FIGURES]
    row.authority.organisation.save()
    people(row, n=12, direct=6)
    return row


@pytest.fixture
def coordinator(commitment):
    """At a labour-market actor to which just the figures are opened."""
    unit = AuthorityFactory(organisation=OrganisationFactory(kind=Kind.LABOUR_MARKET, parts=[Part.FIGURES]))
    open_figures(commitment.authority, unit)
    return MembershipFactory(organisation=unit.organisation, authority=unit, roles=[Role.COORDINATOR])


def open_figures(giver: Authority, receiver: Authority) -> Cooperation:
    return Cooperation.objects.create(
        giver=giver, receiver=receiver.organisation, opens=[Opens.FIGURES], purpose="Uppföljning",
        legal_ground="Avtal", starts_on=DAY,
    )  # fmt: skip


def told(client, name: str, authority: Authority | None = None):
    query = {"authority": authority.pk} if authority else {}
    return client.get(reverse(f"followup:{name}"), query)


@pytest.mark.parametrize("name", ["dashboard", "result"])
def test_the_figures_of_the_named_authority_are_read_without_rows(commitment, coordinator, as_member, name):
    answer = told(as_member(coordinator), name, commitment.authority)
    figures, page = answer.context["page"].figures, answer.content.decode()

    assert [figure.value for figure in figures[:2]] == ["12", "6"]
    assert {figure.url for figure in figures} == {""}
    assert "En grupp med färre än 5 personer visas inte" in page
    assert commitment.get_absolute_url() not in page
    assert Placement.objects.first().person.reference not in page
    assert not html.fromstring(page).xpath("//form[@id='sheet'] | //button[@form='sheet']")
    assert f"{commitment.authority}, {commitment.authority.organisation}" in page


def test_they_are_not_mixed_with_the_own_ones(coordinator, as_member):
    assert told(as_member(coordinator), "result").context["page"].figures[0].value == "0"


def test_neither_rows_nor_a_sheet_nor_the_contract_come_with_them(commitment, coordinator, as_member):
    client, query = as_member(coordinator), f"?authority={commitment.authority_id}"
    rows = client.get(reverse("followup:placement_list") + query)

    assert list(rows.context["page"].object_list) == []
    assert client.get(reverse("followup:placement_list") + query + "&format=csv").content.count(b"P-") == 0
    assert client.post(reverse("followup:result") + query).status_code == 403
    assert client.get(commitment.get_absolute_url()).status_code == 404
    assert list(Commitment.objects.visible_to(coordinator)) == []


def test_after_the_last_day_they_are_closed(commitment, coordinator, as_member):
    Cooperation.objects.update(ends_on=DAY)

    answer = told(as_member(coordinator), "result", commitment.authority)
    assert answer.context["page"].figures[0].value == "0"


def test_others_do_not_get_them(commitment, as_member):
    stranger = MembershipFactory(roles=[Role.COORDINATOR])

    assert told(as_member(stranger), "result", commitment.authority).context["page"].figures[0].value == "0"


@pytest.mark.parametrize(
    ("n", "direct", "values"),
    [
        (4, 4, ["–", "–"]),
        (12, 4, ["12", "–"]),
        (12, 8, ["12", "–"]),
        (10, 5, ["10", "5"]),
        (9, 0, ["9", "0"]),
    ],
)
def test_small_groups_are_hidden_from_the_receiver_and_not_from_the_parties(
    db, coordinator_of, as_member, n, direct, values
):
    row = CommitmentFactory()
    people(row, n=n, direct=direct)
    outside, inside = coordinator_of(row)

    shared = told(as_member(outside), "result", row.authority).context["page"].figures[:2]
    own = told(as_member(inside), "result").context["page"].figures[:2]

    assert [figure.value for figure in shared] == values
    assert [figure.value for figure in own] == [str(n), str(direct)]


@pytest.fixture
def coordinator_of():
    """One to whom the figures are opened, and one of the authority itself."""

    def made(row: Commitment):
        unit = AuthorityFactory()
        open_figures(row.authority, unit)
        outside = MembershipFactory(organisation=unit.organisation, authority=unit, roles=[Role.COORDINATOR])
        inside = MembershipFactory(
            organisation=row.authority.organisation, authority=row.authority, roles=[Role.COORDINATOR]
        )
        return outside, inside

    return made


def test_types_are_not_told_apart_where_one_is_small(commitment, coordinator, as_member):
    people(commitment, n=3, type="internship", form="none")

    figure = told(as_member(coordinator), "result", commitment.authority).context["page"].figures[0]
    assert (figure.value, figure.scope) == ("15", "Typerna redovisas inte var för sig: en har färre än 5")


@pytest.mark.parametrize("name", ["dashboard", "result"])
def test_whoever_sees_no_contracts_reads_the_figures_of_the_organisation(commitment, as_member, name):
    """A communicator: what she reads is told further, so no small group is in it, and no choice of authority
    or year whose difference would tell one."""
    people(CommitmentFactory(authority=AuthorityFactory(organisation=commitment.authority.organisation)), n=2)
    communicator = MembershipFactory(
        organisation=commitment.authority.organisation,
        authority=commitment.authority,
        roles=[Role.COMMUNICATOR],
    )

    answer = told(as_member(communicator), name)

    assert [figure.value for figure in answer.context["page"].figures[:2]] == ["14", "6"]
    assert {figure.url for figure in answer.context["page"].figures} == {""}
    assert not answer.context["filter"].fields
    assert Selection(communicator).shared_note in answer.content.decode()
