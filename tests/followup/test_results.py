"""The same figure on page, list, export and sheet; all and direct never merged."""

import csv
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.urls import reverse

from core.actors import SystemJob
from core.documents import due_ids, render
from core.models import IssuedDocument
from core.templatetags.formats import number
from core.together import ask
from followup.dashboard import Shares
from followup.documents import nothing
from followup.placements import PlacementFilter, PlacementTotals
from followup.results import months_note, of_required, result_for
from followup.selection import Selection
from matching.models.placement import start_placement
from organisations.models import Part
from organisations.permissions import Role
from procurements.models import Commitment
from procurements.states import CaseState
from suppliers.actions.takeover import AlreadyDone, record_opening_balance
from suppliers.tallies import keep
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, CommitmentFactory, RequirementFactory

BY = SystemJob("test")


def months_told(page) -> str:
    """The headline of full-time months among the figures of a page."""
    return next(figure.value for figure in page.figures if figure.label == "heltidsmånader gjorda")


@pytest.fixture
def leader(db):
    """A decision-maker with two contracts: three persons in four placements, one of them direct."""
    first, second = CommitmentFactory(), None
    second = CommitmentFactory(authority=first.authority)
    direct = placement_in(first)
    direct.attribute(attribution="direct_requirement", by=BY, reason="Platsen kom till för kravet")
    placement_in(first, type="internship", form="none", starts_on=dt.date(2026, 5, 1))
    again = placement_in(second)
    placement_in(second, person=again.person, starts_on=dt.date(2026, 8, 1))
    placement_in(CommitmentFactory())  # another municipality's
    first.authority.organisation.parts = [Part.FIGURES]
    first.authority.organisation.save()
    return MembershipFactory(roles=[Role.DECISION_MAKER], organisation=first.authority.organisation)


def test_a_person_in_two_placements_is_one_person(leader, still_clock):
    result = result_for(Selection(leader))

    assert (result.persons_all, result.persons_direct) == (3, 1)
    assert (result.employments, result.internships) == (3, 1)


def test_the_list_behind_the_figure_adds_up_to_it(leader, still_clock):
    every = PlacementFilter({}, member=leader).totals()
    direct = PlacementFilter({"direct": "1"}, member=leader).totals()

    assert (every.persons, every.placements, direct.persons) == (3, 4, 1)


@pytest.mark.parametrize(
    ("persons", "placements", "told"),
    [
        (1, 1, "1 person i 1 sysselsättning"),
        (1, 2, "1 person i 2 sysselsättningar"),
        (3, 4, "3 personer i 4 sysselsättningar"),
    ],
)
def test_each_count_stands_in_its_own_number(persons, placements, told):
    assert PlacementTotals(persons=persons, placements=placements).text == told


def outside(authority, supplier):
    """Somebody who starts at a supplier under no contract, counted by the authority."""
    terms = {"type": "internship", "form": "none", "starts_on": dt.date(2026, 5, 1), "scope": 1}
    row = start_placement(
        supplier=supplier, commitment=None, authority=authority, by=BY, counts=False, **terms
    )
    row.attribute(attribution="relation_spillover", by=BY, reason="Bolaget brukar ta emot praktikanter")
    return row


def test_a_start_outside_every_contract_counts_among_all_and_fulfils_nothing(leader, as_member, still_clock):
    own = Commitment.objects.visible_to(leader).first()
    before = result_for(Selection(leader))
    outside(own.authority, own.contract.supplier)
    outside(CommitmentFactory().authority, own.contract.supplier)  # another municipality's

    result = result_for(Selection(leader))
    every = PlacementFilter({}, member=leader).totals()
    page = as_member(leader).get(reverse("followup:placement_list")).content.decode()

    assert (result.persons_all, result.persons_direct, result.internships) == (4, 1, 2)
    assert (result.done, result.required) == (before.done, before.required)
    assert every.persons == 4
    assert page.count(f"Utanför alla avtal, hos {own.contract.supplier.name}") == 1


@pytest.mark.parametrize("name", ["followup:result", "followup:dashboard", "followup:placement_list", "home"])
def test_the_pages_show_both_figures_apart(leader, as_member, still_clock, name):
    answer = as_member(leader).get(reverse(name))

    assert answer.status_code == 200
    assert b"UNDEFINED" not in answer.content


def test_the_dashboard_is_not_there_when_its_part_is_off(leader, as_member):
    leader.organisation.parts = []
    leader.organisation.save()

    assert as_member(leader).get(reverse("followup:dashboard")).status_code == 404


def test_late_reports_stand_on_the_dashboard_oldest_first(leader, as_member, still_clock):
    from procurements.models import Commitment
    from suppliers.actions.schedule import open_reports

    for commitment in Commitment.objects.visible_to(leader):
        open_reports(commitment)
    page = as_member(leader).get(reverse("followup:dashboard")).context["page"]

    days = [row.days for row in page.late.rows]
    assert days == sorted(days, reverse=True)
    assert page.late.count == 6


def test_the_sheet_says_what_the_page_says(leader, as_member, still_clock):
    as_member(leader).post(reverse("followup:result"))
    for pk in due_ids():
        render(pk)

    sheet = IssuedDocument.objects.get()
    values = [figure["value"] for figure in sheet.context["figures"]]
    assert sheet.state == "issued"
    assert values[1:3] == ["3", "1"]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_export_holds_every_row(leader, as_member, still_clock, format):
    answer = as_member(leader).get(reverse("followup:placement_list"), {"format": format})

    assert answer.status_code == 200
    if format == "csv":
        assert len(answer.content.decode("utf-8-sig").splitlines()) == 1 + 4


def test_the_share_leads_to_the_cases_that_it_counts(leader, as_member, still_clock):
    authority = leader.authorities.get()
    CaseFactory(authority=authority, title="Utan krav")
    case = CaseFactory(authority=authority, title="Med krav", state=CaseState.PROCURE)
    RequirementFactory(case=case)
    CaseFactory(authority=authority, state=CaseState.CANCELLED)
    organisation = leader.organisation
    organisation.parts = [Part.FIGURES, Part.PROCUREMENT]
    organisation.save()

    shares = Shares(Selection(leader))
    ask(*shares.questions)
    figure = shares.figure
    rows = as_member(leader).get(figure.url).context["page"].object_list

    assert figure.scope == f"{len(rows)} av 4"
    assert "Utan krav" not in {row.title for row in rows}


@pytest.fixture
def uneven(leader):
    """Beside months worked: an early end that is credited, an opening balance, and a contract of places."""
    authority = leader.authorities.get()
    early, balance = CommitmentFactory(authority=authority), CommitmentFactory(authority=authority)
    places = CommitmentFactory(authority=authority, full_time_months=None, places=4)
    for row in (early, places):
        told = placement_in(row, starts_on=dt.date(2026, 4, 1), planned_end_on=dt.date(2026, 7, 31))
        told.end(ended_on=dt.date(2026, 6, 30), because="resigned", by=BY)
    done = AlreadyDone(on=dt.date(2026, 6, 30), full_time_months=Decimal(3))
    record_opening_balance(balance, done, by=leader)
    return leader


@pytest.mark.parametrize("is_kept", [False, True])
def test_the_headline_is_the_sum_of_the_rows_everywhere(uneven, as_member, still_clock, is_kept):
    if is_kept:
        keep(list(Commitment.objects.values_list("pk", flat=True)))
    client = as_member(uneven)
    result = client.get(reverse("followup:result")).context["page"]
    dashboard = client.get(reverse("followup:dashboard")).context["page"]
    behind_it = client.get(reverse("suppliers:commitment_list"), {"state": "all", "months": "done"}).context
    every = client.get(reverse("suppliers:commitment_export"), {"state": "all"}).content.decode("utf-8-sig")

    measured = [row.standing for row in result.rows if row.standing.outcome.required_ftm is not None]
    others = [row.standing for row in result.rows if row.standing.outcome.required_ftm is None]
    total, besides = sum(row.months for row in measured), sum(row.months for row in others)
    assert (len(measured), len(others)) == (4, 1)
    assert total != sum(row.outcome.done_ftm for row in measured)
    assert (result.result.done, result.result.besides) == (total, besides)
    assert months_told(result) == months_told(dashboard) == number(total, 1)
    assert sum(row.months for row in behind_it["rows"]) == behind_it["filter"].months_total == total
    table = list(csv.DictReader(StringIO(every), delimiter=";"))
    done, beyond, counted = (
        [Decimal(row[heading].replace(",", ".") or 0) for row in table]
        for heading in (
            "Gjorda heltidsmånader",
            "Tillgodoräknade utöver de gjorda",
            "Räknade heltidsmånader",
        )
    )
    assert sum(counted) == pytest.approx(Decimal(float(total + besides)), abs=Decimal("0.05"))
    assert sum(beyond) == 2
    assert sum(done) + sum(beyond) == pytest.approx(sum(counted), abs=Decimal("0.05"))
    figure = next(f for f in dashboard.figures if f.label == "heltidsmånader gjorda")
    assert figure.scope == "varav 1,0 tillgodoräknade efter förtida slut"
    assert "varav 1,0 tillgodoräknade efter förtida slut" in months_note(result.result)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (Fraction(107), "av 108,0 enligt avtalen"),
        (Fraction(10801, 100), "av 108,0 enligt avtalen"),
        (Fraction(122), "mer än de 108,0 som avtalen kräver"),
    ],
)
def test_more_than_the_contracts_require_is_no_riddle(done, told):
    result = replace(nothing(), done=done, required=Fraction(108))

    assert of_required(result) == told
    assert months_note(result) == told


def test_what_is_done_stands_in_the_unit_of_the_requirement(uneven, as_member, still_clock):
    page = as_member(uneven).get(reverse("followup:result")).context["page"]
    told = {row.requirement: (row.done, row.besides) for row in page.rows}

    assert told["4 platser"] == ("1 av 4 platser", "4,0 heltidsmånader")
    assert {besides for unit, (_done, besides) in told.items() if unit != "4 platser"} == {""}
    assert all("av 96,0 heltidsmånader" in done for unit, (done, _b) in told.items() if unit != "4 platser")
