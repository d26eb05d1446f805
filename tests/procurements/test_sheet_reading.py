"""The one-page sheets are read by everyone who sees the case, and written by those who work in it."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from organisations.permissions import Role
from procurements.models import Assessment, EntryCheck, MarketPicture, Plan
from procurements.states import CaseState
from tests.procurements.factories import CaseFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db
SHEETS = {
    "entry_check": {
        "has_decision": False,
        "has_decision_reason": "Beslut väntas i mars",
        "has_officer": True,
    },
    "plan": {"scope": "Parker och lekplatser", "award_on": dt.date(2027, 5, 3)},
    "market": {"hours_possible": 1250, "suppliers_asked": "Tre, vid samma möte"},
    "assessment": {"is_longer_than_a_year": "yes", "full_time_months": "48", "motive": "Ytan räcker"},
}
WORDS = {
    "entry_check": ["Nej", "Beslut väntas i mars", "Ja"],
    "plan": ["Parker och lekplatser", "3 maj 2027"],
    "market": ["1 250 timmar per år", "Tre, vid samma möte"],
    "assessment": ["Ja", "48 heltidsmånader", "Ytan räcker"],
}
MODELS = {"entry_check": EntryCheck, "plan": Plan, "market": MarketPicture, "assessment": Assessment}
EACH = pytest.mark.parametrize("name", SHEETS)
ROLES = (
    Role.DECISION_MAKER,
    Role.ORDERER,
    Role.CONTRACT_MANAGER,
    Role.MATCHING_OFFICER,
    Role.COORDINATOR,
)


@pytest.fixture
def case():
    case = CaseFactory(state=CaseState.PROCURE, base_months=48)
    for name, values in SHEETS.items():
        MODELS[name].write(case, by=procurer_of(case), **values)
    return case


def address(name, case):
    return reverse(f"procurements:{name}", args=[case.pk])


def written(page):
    """The values on the page, with plain spaces."""
    return [" ".join(value.text_content().split()) for value in page.xpath("//main//dd")]


def shown(client, name, case):
    answer = client.get(address(name, case))
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


@EACH
@pytest.mark.parametrize("role", ROLES)
def test_a_reader_reads_what_is_written_in_the_order_of_the_form(case, as_member, name, role):
    page = shown(as_member(member_of(case, role)), name, case)

    assert page.xpath("//main//textarea | //main//input | //main//button") == []
    assert written(page) == WORDS[name]


@EACH
def test_a_reader_writes_nothing(case, as_member, name):
    reader = as_member(member_of(case, Role.ORDERER))
    assert reader.post(address(name, case), {"scope": "x", "motive": "x"}).status_code == 403


@EACH
def test_what_nobody_has_written_is_not_made_up(as_member, name):
    """The form suggests answers from what the case says; a reader is not shown those."""
    case = CaseFactory(state=CaseState.ANALYSE, base_months=48)
    page = shown(as_member(member_of(case, Role.ORDERER)), name, case)

    assert page.xpath("//main//dd") == []
    assert "Här är inget skrivet än" in page.text_content()


@EACH
def test_the_handler_has_the_form_while_the_case_is_open_and_reads_it_afterwards(case, as_member, name):
    handler = procurer_of(case)
    assert shown(as_member(handler), name, case).xpath("//main//textarea") != []

    case.cancel(reason="Behovet föll bort", by=handler)

    page = shown(as_member(handler), name, case)
    assert page.xpath("//main//textarea") == []
    assert written(page) == WORDS[name]


def test_the_case_leads_its_reader_to_what_is_written_only(case, as_member):
    """A step that is begun is a link; one that only the handler may begin is a line of text."""
    reader = as_member(member_of(case, Role.ORDERER))
    MarketPicture.objects.all().delete()

    def links(step):
        page = html.fromstring(reader.get(f"{case.get_absolute_url()}?step={step}").content.decode())
        return page.xpath("//ul[@class='tasks']//a/@href")

    assert links("plan") == [address("entry_check", case), address("plan", case)]
    assert links("map") == []
    assert links("analyse") == [address("assessment", case)]
    assert links("procure") == [address("requirement", case)]


@pytest.mark.parametrize("name", ["entry_check", "plan", "market", "assessment"])
def test_who_reads_is_told_once_at_the_top_and_each_text_box_is_described_by_it(as_member, name):
    case = CaseFactory()
    url = reverse(f"procurements:{name}", args=[case.pk])
    page = html.fromstring(as_member(procurer_of(case)).get(url).content.decode())

    [line] = page.xpath("//main//*[contains(@class, 'readers')]")
    boxes = page.xpath("//main//textarea")
    assert len(boxes) > 1
    assert line.getnext() is not None
    assert not line.xpath("preceding::textarea")
    assert all(line.get("id") in box.get("aria-describedby").split() for box in boxes)
