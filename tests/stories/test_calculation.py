"""From a leadership decision to a saved calculation and its document, in a browser."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from strategy.models import FrozenCalculation
from tests.stories.conftest import make_documents
from tests.strategy.factories import DecisionFactory, OfficialFactory

PASSWORD = "sju-gröna-granar-i-rad"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    member = OfficialFactory(user__email="ulla@example.org", user__name="Ulla Upphandlare")
    member.user.set_password(PASSWORD)
    member.user.save()
    EmailAddress.objects.create(user=member.user, email=member.user.email, verified=True, primary=True)
    return member


def log_in(person, path):
    person.go(f"{reverse('account_login')}?next={path}")
    person.fill("E-post", "ulla@example.org")
    person.page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    person.page.locator("main").get_by_role("button", name="Logga in", exact=True).click()


@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.slow)])
def test_from_decision_to_document(visit, official, shots, width):
    decision = DecisionFactory(prepared_by=official, title="Krav i parkskötseln")
    ulla = visit(width)

    def look(name):
        if shots:
            ulla.page.screenshot(path=shots / f"calculation-{name}-{width}.png", full_page=True)

    log_in(ulla, decision.get_absolute_url())
    ulla.click("Räkna på ett krav")
    ulla.heading("Räkna på ett krav")
    look("form")
    ulla.put(
        gross_wage="20 500", production_factor="80", support="new_start", is_newly_arrived=[""],
        has_housing_allowance=[""], supervisor_wage="30 000", supervision_share="10",
        administration_cost="10 000", procurement_cost="40 000", on="7 november 2019", outside=[""],
    )  # fmt: skip
    ulla.click("Räkna")
    ulla.sees("+200\xa0209\xa0kr")
    ulla.page.locator("#actor-municipality summary").first.click()
    ulla.sees("Kommunalskatt = kommunal skattesats")
    look("result")
    ulla.click("Spara beräkningen")
    ulla.put(title="Två platser i ett år")
    look("save")
    ulla.click("Spara beräkningen")
    ulla.heading("Två platser i ett år")
    frozen = FrozenCalculation.objects.get()
    assert frozen.subject == decision
    assert len(frozen.calculations) == 4

    ulla.click("Skapa PDF")
    ulla.sees("Handlingen tas fram")
    make_documents()
    ulla.page.get_by_role("link", name="Beräkning, version 1").wait_for()  # the page looks by itself
    look("saved")
    ulla.go(reverse("strategy:calculation_list"))
    look("list")
    ulla.go(decision.get_absolute_url())
    look("decision")
