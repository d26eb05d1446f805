"""The people on a contract's page: some at a time, and each figure leads to those it counts."""

import datetime as dt

import pytest

from core.actors import SystemJob
from matching.choices import Attribution, EndReason
from organisations.permissions import Role
from procurements.models import OpeningBalance
from suppliers.people import DIRECT, PER_PAGE, RUNNING, people_address
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")


@pytest.fixture
def commitment(db, still_clock):
    return CommitmentFactory()


@pytest.fixture
def read(client, commitment):
    place = commitment.authority
    member = MembershipFactory(
        organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER]
    )
    client.force_login(member.user)

    def page(query: str = "") -> tuple[str, int]:
        text = client.get(commitment.get_absolute_url() + query).content.decode()
        people = text[text.index('id="people"') :].split("</section>")[0]
        return people, people.count('<tr><th scope="row"')

    return page


def started(commitment, number: int, *, attribution: str = "") -> None:
    for _ in range(number):
        placement = placement_in(commitment, starts_on=dt.date(2026, 2, 2))
        if attribution:
            placement.attribute(attribution=attribution, reason="Platsen kom till så.", by=BY)


def test_a_few_stand_on_the_page_as_they_are(commitment, read):
    started(commitment, 3)
    text, rows = read()
    assert rows == 3
    assert "Pågår nu" not in text.split("<table")[0]
    assert "page=2" not in text


def test_the_rows_the_credit_and_the_balance_add_up_to_the_page(commitment, read, client):
    """A bonus place beyond, an early end that is credited, and what was done before: 1 + 3 + 1 + 2 months."""
    told = {"starts_on": dt.date(2026, 5, 1), "planned_end_on": dt.date(2026, 8, 31)}
    placement_in(commitment, **told).end(ended_on=dt.date(2026, 7, 31), because="resigned", by=BY)
    placement_in(commitment, **told).end(ended_on=dt.date(2026, 5, 31), because="other", by=BY)
    placement_in(commitment, is_bonus=True, starts_on=dt.date(2026, 5, 1))
    OpeningBalance.objects.create(
        commitment=commitment,
        valid_from=dt.date(2026, 4, 30),
        full_time_months="2",
        places_filled=1,
        source="Kalkylark",
        agent="job:test",
    )
    people, _count = read()
    page = client.get(commitment.get_absolute_url()).context["page"]
    rows = page.people.page.object_list

    assert sum(row.total for row in rows) == 4
    assert (
        page.standing.months == sum(row.total for row in rows) + page.standing.credit + page.standing.opening
    )
    assert page.standing.text.startswith("7,0 av")
    assert page.sum_text == (
        "Gjort av personerna nedan: 4,0; tillgodoräknat efter förtida slut: 1,0; "
        "gjort innan avtalet lades in här: 2,0; sammanlagt 7,0 heltidsmånader."
    )
    assert "Räknas som 4,0: avslutades i förtid" in people
    assert "Räknas inte: en bonusplats, utöver åtagandet" in people


def test_many_come_a_page_at_a_time(commitment, read):
    started(commitment, PER_PAGE + 2)
    assert read()[1] == PER_PAGE
    assert "page=2#people" in read()[0]
    assert read("?page=2")[1] == 2


def test_the_figure_of_direct_consequence_leads_to_those_it_counts(commitment, read, client):
    started(commitment, 2, attribution=Attribution.DIRECT_REQUIREMENT)
    started(commitment, 1, attribution=Attribution.WOULD_HAVE_BEEN_HIRED)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert f'<a href="{people_address(commitment, DIRECT)}">personer som direkt följd' in page
    assert read(f"?people={DIRECT}")[1] == 2
    assert read("?people=nonsense")[1] == 3


def test_who_is_there_now(commitment, read):
    started(commitment, 1)
    gone = placement_in(commitment, starts_on=dt.date(2026, 2, 2))
    gone.end(ended_on=dt.date(2026, 3, 1), because="completed", by=BY)
    assert read(f"?people={RUNNING}")[1] == 1


def test_only_what_ended_as_planned_has_the_tick(commitment, read):
    for because in (EndReason.COMPLETED, EndReason.RESIGNED):
        placement = placement_in(commitment, starts_on=dt.date(2026, 2, 2))
        placement.end(ended_on=dt.date(2026, 3, 2), because=because, by=BY)

    text, _rows = read()

    assert text.count("tag--done") == text.count("tag--stopped") == 1


def test_one_person_is_told_as_one(commitment, client, read):
    started(commitment, 1)
    text = client.get(commitment.get_absolute_url()).content.decode()
    assert "person i sysselsättning, alla" not in read()[0]
    assert ">person i sysselsättning, alla<" in text
