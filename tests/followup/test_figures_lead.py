"""Every number of the overview and the result leads to the rows that make it, and to no others."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from core.actors import SystemJob
from core.components import Figure
from core.templatetags.formats import number
from organisations.models import Part
from organisations.permissions import Role
from procurements.models import Commitment
from suppliers.tallies import keep, with_months
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 4, 1)


def contract(authority, title: str, *, required: int | None, works: bool, **more) -> Commitment:
    terms = {"kind": "dialogue"} if required is None else {}
    row = CommitmentFactory(
        authority=authority, title=title, full_time_months=required and Decimal(required), **(terms | more)
    )
    if works:
        worker = placement_in(row, starts_on=DAY)
        worker.end(ended_on=dt.date(2026, 6, 30), because="completed", by=BY)
    return row


@pytest.fixture
def park(db):
    """Months required and done, required and not begun, and done where none are required."""
    authority = AuthorityFactory()
    authority.organisation.parts = [Part.FIGURES]
    authority.organisation.save()
    contract(authority, "Parkskötsel", required=24, works=True)
    contract(authority, "Städning", required=12, works=False)
    contract(authority, "Fönsterputs", required=None, works=True)
    contract(authority, "Tvätt", required=None, works=False)
    return authority


@pytest.fixture
def client(park, as_member):
    return as_member(MembershipFactory(organisation=park.organisation, roles=[Role.DECISION_MAKER]))


def figures(client, name: str, query: str = "") -> list[Figure]:
    return list(client.get(reverse(f"followup:{name}") + query).context["page"].figures)


def months_of(client, name: str, query: str = "") -> Figure:
    return next(f for f in figures(client, name, query) if f.label == "heltidsmånader gjorda")


def listed(client, url: str) -> tuple[list[str], Fraction, str]:
    """The contracts of a list, what their months come to, and the page as text."""
    answer = client.get(url)
    rows = answer.context["rows"]
    total = sum((row.months for row in rows), Fraction(0))
    return [row.commitment.title for row in rows], total, answer.content.decode()


@pytest.mark.parametrize("name", ["dashboard", "result"])
@pytest.mark.parametrize("is_kept", [False, True])
def test_done_required_and_besides_lead_to_their_own_contracts(park, client, still_clock, name, is_kept):
    if is_kept:
        keep(list(Commitment.objects.values_list("pk", flat=True)))
    figure = months_of(client, name)
    required, besides = figure.parts

    found = [listed(client, url) for url in (figure.url, required.url, besides.url)]

    assert [titles for titles, _total, _page in found] == [
        ["Parkskötsel"],
        ["Parkskötsel", "Städning"],
        ["Fönsterputs"],
    ]
    assert [total for _titles, total, _page in found] == [3, 36, 3]
    assert (figure.value, required.label) == (number(Fraction(3), 1), "av 36,0 enligt avtalen")
    for (_titles, total, page), words in zip(found, ("3,0", "36,0", "3,0"), strict=True):
        assert number(total, 1) == words
        assert f"tillsammans {words} heltidsmånader" in page


def test_the_filter_of_the_figure_holds_in_its_rows(park, client, still_clock):
    """A year in which one of the contracts did not run."""
    row = contract(park, "Gammalt", required=6, works=False)
    row.contract.starts_on, row.contract.ends_on = dt.date(2024, 1, 1), dt.date(2025, 12, 31)
    row.contract.save()

    figure = months_of(client, "result", "?year=2026")
    titles, total, _page = listed(client, figure.parts[0].url)

    assert "year=2026" in figure.url
    assert (titles, total) == (["Parkskötsel", "Städning"], 36)


def test_where_nothing_is_required_the_months_lead_to_where_they_were_done(db, as_member, still_clock):
    authority = AuthorityFactory()
    contract(authority, "Fönsterputs", required=None, works=True)
    contract(authority, "Tvätt", required=None, works=False)
    client = as_member(MembershipFactory(organisation=authority.organisation, roles=[Role.DECISION_MAKER]))

    figure = months_of(client, "result")

    assert (figure.value, figure.parts, figure.scope) == (
        "3,0",
        (),
        "inget avtal kräver ett antal heltidsmånader",
    )
    assert listed(client, figure.url)[:2] == (["Fönsterputs"], 3)


def test_every_contract_is_in_at_most_one_sum(park, still_clock):
    every = Commitment.objects.all()
    sets = {which: set(with_months(every, which).values_list("title", flat=True)) for which in MONTHS}

    assert sets["done"] <= sets["required"]
    assert not sets["besides"] & sets["required"]


MONTHS = ("done", "required", "besides")


@pytest.mark.parametrize("name", ["dashboard", "result"])
def test_employments_and_internships_lead_apart_through_pages_and_exports(park, client, still_clock, name):
    row = Commitment.objects.get(title="Parkskötsel")
    for _number in range(52):
        placement_in(row, type="internship", form="none", starts_on=DAY)

    employments, internships = figures(client, name)[0].parts
    second = client.get(f"{internships.url}&page=2")
    export = client.get(f"{internships.url}&format=csv").content.decode("utf-8-sig").splitlines()

    assert (employments.label, internships.label) == ("2 anställningar", "52 praktikplatser")
    assert client.get(employments.url).context["page"].paginator.count == 2
    assert [placement.type for placement in second.context["page"]] == ["internship"] * 2
    assert "type=internship" in second.content.decode().split('rel="prev"')[1][:120]
    assert len(export) == 1 + 52
    assert "Anställning" not in "".join(export[1:])
