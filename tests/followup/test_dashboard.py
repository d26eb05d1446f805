"""The filter of the dashboard holds on every page that a figure leads to; the trend shows years apart."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from core.actors import SystemJob
from core.documents import due_ids, render
from core.models import IssuedDocument
from followup.selection import Selection
from followup.trend import trend_for
from organisations.models import Authority, Part
from organisations.permissions import Role
from procurements.models import Commitment, Procurement, Variation
from suppliers.actions.schedule import open_reports
from suppliers.terms_now import running_in
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CaseFactory, CommitmentFactory

BY = SystemJob("test")
OLD, NEW = dt.date(2025, 12, 31), dt.date(2026, 1, 1)  # the two sides of a year boundary


def contract(authority: Authority, *, starts_on: dt.date, ends_on: dt.date) -> Commitment:
    """One that was entered running, with its term."""
    made = CommitmentFactory(authority=authority)
    made.contract.starts_on, made.contract.ends_on = starts_on, ends_on
    made.contract.save()
    case = made.contract.lot.procurement
    case.entered_running = True
    case.save()
    return made


def start(commitment: Commitment, day: dt.date, *, is_direct: bool = False, **terms):
    placement = placement_in(commitment, starts_on=day, **terms)
    if is_direct:
        placement.attribute(attribution="direct_requirement", by=BY, reason="Platsen kom till för kravet")
    return placement


@pytest.fixture
def park(db) -> Authority:
    """Two contracts that meet at New Year: three persons started in 2025 (one the last day, one as a direct
    consequence), three in 2026 (one the first day), one of them for the second time."""
    authority = AuthorityFactory(name="Servicenämnden")
    authority.organisation.parts = [Part.FIGURES, Part.PROCUREMENT]
    authority.organisation.save()
    first = contract(authority, starts_on=dt.date(2025, 2, 1), ends_on=OLD)
    second = contract(authority, starts_on=NEW, ends_on=dt.date(2028, 12, 31))
    start(first, OLD, is_direct=True)
    again = start(first, dt.date(2025, 5, 1))
    start(first, dt.date(2025, 6, 1))
    start(second, NEW)
    start(second, dt.date(2026, 3, 1), is_direct=True)
    start(second, dt.date(2026, 4, 1), person=again.person)
    return authority


@pytest.fixture
def school(park) -> Authority:
    """Another authority of the same municipality: one contract over the boundary, two persons in 2026."""
    authority = AuthorityFactory(name="Utbildningsnämnden", organisation=park.organisation)
    only = contract(authority, starts_on=dt.date(2025, 7, 1), ends_on=dt.date(2027, 6, 30))
    start(only, dt.date(2026, 5, 1))
    start(only, dt.date(2026, 6, 1), type="internship", form="none")
    start(CommitmentFactory(), OLD)  # another municipality's
    return authority


@pytest.fixture
def leader(park, school, still_clock):
    return MembershipFactory(roles=[Role.DECISION_MAKER], organisation=park.organisation)


def address(name: str, chosen: dict, authorities: dict[str, Authority]) -> str:
    pairs = {**chosen}
    if "authority" in pairs:
        pairs["authority"] = authorities[pairs["authority"]].pk
    return reverse(name) + "?" + "&".join(f"{key}={value}" for key, value in pairs.items())


# What is chosen: persons in all, of them direct, procurements with the requirement, contracts.
CHOICES = [
    ({}, 7, 2, 3, 3),
    ({"year": 2025}, 3, 1, 2, 2),
    ({"year": 2026}, 5, 1, 1, 2),
    ({"authority": "park"}, 5, 2, 2, 2),
    ({"authority": "school"}, 2, 0, 1, 1),
    ({"year": 2025, "authority": "park"}, 3, 1, 1, 1),
    ({"year": 2026, "authority": "park"}, 3, 1, 1, 1),
    ({"year": 2025, "authority": "school"}, 0, 0, 1, 1),
    ({"year": 2026, "authority": "school"}, 2, 0, 0, 1),
]


@pytest.mark.parametrize(("chosen", "every", "direct", "cases", "contracts"), CHOICES)
def test_a_figure_leads_to_exactly_its_rows(
    leader, park, school, as_member, chosen, every, direct, cases, contracts
):
    client = as_member(leader)
    page = client.get(address("followup:dashboard", chosen, {"park": park, "school": school})).context["page"]
    persons, consequence, share, _months, behind = page.figures

    told = [client.get(figure.url).context for figure in page.figures]
    assert (persons.value, consequence.value) == (str(every), str(direct))
    assert [rows["totals"].persons for rows in told[:2]] == [every, direct]
    assert share.scope.split()[0] == str(cases)
    assert told[2]["page"].paginator.count == cases
    assert behind.scope == f"av {contracts} avtal"
    assert told[3]["page"].paginator.count == contracts
    assert told[4]["page"].paginator.count == int(behind.value)


@pytest.mark.parametrize(("chosen", "every", "direct", "cases", "contracts"), CHOICES)
def test_the_filter_stays_in_downloads_and_on_the_page_for_the_committee(
    leader, park, school, as_member, chosen, every, direct, cases, contracts
):
    client = as_member(leader)
    page = client.get(address("followup:dashboard", chosen, {"park": park, "school": school})).context["page"]
    listed = html.fromstring(client.get(page.figures[0].url).content)
    downloads = listed.xpath('//a[contains(@href, "format=csv")]/@href')
    result = client.get(page.result_url)

    told = result.context["page"]
    assert (told.result.persons_all, told.result.persons_direct, len(told.rows)) == (every, direct, contracts)
    if every:
        table = client.get(reverse("followup:placement_list") + downloads[0]).content.decode("utf-8-sig")
        persons = {line.split(";")[0] for line in table.splitlines()[1:]}
        assert len(persons) == every


def test_the_issued_sheet_is_limited_to_what_was_chosen_and_says_so(leader, park, as_member, files):
    url = f"{reverse('followup:result')}?year=2025&authority={park.pk}"
    answer = as_member(leader).post(url)
    for pk in due_ids():
        render(pk)

    sheet = IssuedDocument.objects.get()
    assert answer["Location"] == url
    assert sheet.authority == park
    assert [figure["value"] for figure in sheet.context["figures"]][1:3] == ["3", "1"]
    assert sheet.context["lead"].endswith("Avgränsat till 2025, Servicenämnden.")
    assert len(sheet.context["contracts"]["grid"]["rows"]) == 1


def test_the_trend_counts_each_year_by_itself_and_its_numbers_lead_to_rows(leader, as_member):
    trend = trend_for(Selection(leader, year=2026))

    assert [(row.year, row.everyone, row.direct) for row in trend.rows] == [(2025, 3, 1), (2026, 5, 1)]
    every, direct = trend.chart.series
    assert (every.values, every.is_main, direct.values, direct.is_main) == ((3, 5), False, (1, 1), True)
    for row in trend.rows:
        for url, count in ((row.url, row.everyone), (row.direct_url, row.direct)):
            assert as_member(leader).get(url).context["totals"].persons == count


def test_the_page_draws_two_lines_with_their_names_and_a_table(leader, as_member):
    page = html.fromstring(as_member(leader).get(reverse("followup:dashboard")).content)
    (picture,) = page.xpath('//*[local-name()="svg" and @role="img"]')

    assert "Alla: 3 år 2025, 5 år 2026" in picture.get("aria-label")
    assert picture.xpath('.//*[@class="chart__end"]/text()') == ["Alla", "Direkt följd"]
    assert (
        len(picture.xpath(".//*[local-name()='circle']")),
        len(picture.xpath(".//*[local-name()='rect']")),
    ) == (2, 2)
    table = page.xpath('//details[@id="years"]//tbody/tr/*//text()')
    assert table == ["2025", "3", "1", "2026 hittills", "5", "1"]


def test_a_year_without_starts_stands_as_zero(leader, park):
    start(Commitment.objects.filter(authority=park).earliest("pk"), dt.date(2022, 4, 1))

    assert [row.everyone for row in trend_for(Selection(leader)).rows] == [1, 0, 0, 3, 5]


def test_one_year_of_figures_is_no_trend(leader, school):
    trend = trend_for(Selection(leader, authority=school))

    assert trend.chart is None
    assert "2026" in trend.why_not
    assert "2 började" in trend.why_not


def test_only_what_can_be_chosen_is_offered(leader, park, as_member):
    offered = as_member(leader).get(reverse("followup:dashboard")).context["filter"].fields
    of_one = MembershipFactory(roles=[Role.CONTRACT_MANAGER], organisation=park.organisation, authority=park)
    page = as_member(of_one).get(reverse("followup:dashboard"))

    assert [key for key, _name in offered["year"].choices] == ["", "2026", "2025"]
    assert [name for _key, name in offered["authority"].choices] == [
        "Alla",
        "Servicenämnden",
        "Utbildningsnämnden",
    ]
    assert page.status_code == 200
    assert list(page.context["filter"].fields) == ["year"]


@pytest.mark.parametrize("query", ["year=1999", "year=x", "authority=0", "authority=x"])
def test_what_cannot_be_read_filters_nothing(leader, as_member, query):
    page = as_member(leader).get(f"{reverse('followup:dashboard')}?{query}").context["page"]

    assert page.figures[0].value == "7"
    assert parse_qs(urlsplit(page.figures[0].url).query) == {}


def test_another_municipalitys_authority_cannot_be_chosen(leader, as_member):
    foreign = Commitment.objects.exclude(authority__organisation=leader.organisation).get().authority
    page = as_member(leader).get(f"{reverse('followup:dashboard')}?authority={foreign.pk}").context["page"]

    assert page.figures[0].value == "7"


def test_what_is_late_follows_the_authority_but_not_the_year(leader, park, school, as_member):
    Procurement.objects.update(entered_running=False)  # so that reports were due from the first day
    for commitment in Commitment.objects.visible_to(leader):
        open_reports(commitment)
    url, client = reverse("followup:dashboard"), as_member(leader)
    every = client.get(url).context["page"].late
    of_year = client.get(f"{url}?year=2025").context["page"].late
    of_school = client.get(f"{url}?authority={school.pk}").context["page"].late

    titles = {row.late.subject for row in of_school.rows}
    assert titles == {Commitment.objects.get(authority=school).title}
    assert every.count == of_year.count > of_school.count > 0
    assert {row.late.subject for row in client.get(of_school.url).context["page"].object_list} == titles


def test_nothing_at_all_says_what_to_do(db, as_member, still_clock):
    member = MembershipFactory(roles=[Role.DECISION_MAKER])
    member.organisation.parts = [Part.FIGURES]
    member.organisation.save()
    answer = as_member(member).get(reverse("followup:dashboard"))

    assert answer.context["page"].is_empty
    assert "Inga siffror än" in answer.content.decode()
    assert "Be dem som förvaltar avtal" in answer.content.decode()


@pytest.mark.parametrize(
    ("at", "year"), [("2025-12-31T22:59:59Z", 2025), ("2025-12-31T23:00:00Z", 2026)], ids=["old", "new"]
)
def test_a_procurement_begins_in_the_swedish_year_in_which_it_was_started(leader, park, at, year):
    with time_machine.travel(dt.datetime.fromisoformat(at), tick=False):
        case = CaseFactory(authority=park)
        case.begin(by=BY)

    of_year = [
        Selection(leader, year=chosen).procurements().filter(pk=case.pk).exists() for chosen in (2025, 2026)
    ]
    assert of_year == [year == 2025, year == 2026]


@pytest.mark.parametrize(("months", "ran"), [(12, False), (13, True)])
def test_a_contract_ran_in_the_years_of_its_term_as_changed(park, still_clock, months, ran):
    row = contract(park, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2024, 12, 31))
    told = {"valid_from": dt.date(2024, 6, 1), "agent": BY.agent}
    Variation.objects.create(commitment=row, contract_months=months, ground="§", **told)

    assert running_in(Commitment.objects.filter(pk=row.pk), 2025).exists() == ran


@pytest.mark.parametrize("name", ["followup:dashboard", "followup:result", "followup:placement_list"])
@pytest.mark.parametrize("more", [0, 8])
def test_a_chosen_year_and_authority_cost_no_more_than_any_page(leader, park, as_member, name, more):
    for _number in range(more):
        start(contract(park, starts_on=NEW, ends_on=dt.date(2027, 12, 31)), dt.date(2026, 9, 1))
    client, url = as_member(leader), f"{reverse(name)}?year=2026&authority={park.pk}"
    client.get(url)  # what a process asks once only

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)

    assert page.status_code == 200
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 12
