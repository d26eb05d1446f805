"""The requirement in a real browser: one's own saves never meet, other pages' do, no text is lost."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from procurements.models import Requirement
from tests.procurements.factories import RequirementFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "sju-gröna-granar-i-rad"
BOX = '[name="own_passage"]'


@pytest.fixture
def draft():
    return RequirementFactory()


@pytest.fixture
def opens(visit, as_member, draft):
    """Open the draft in a browser of one's own, with or without script."""

    def open_draft(person=None, *, script: bool = True):
        if person is None:
            person = visit(script=script)
            person.enters_as(as_member(draft.prepared_by))
        person.go(path(draft))
        return person

    return open_draft


def path(draft) -> str:
    return reverse("procurements:requirement", args=[draft.lot.procurement_id])


def stored() -> str:
    return Requirement.objects.get().own_passage


def until(page, happened) -> None:
    """Let the page work until it has happened; a busy machine takes its time."""
    for _round in range(150):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it has not happened")


def expects_refusals(person) -> None:
    """The browser notes a 422 in its console; nothing else may stand there."""
    assert all("422" in fault for fault in person.faults), person.faults
    person.faults.clear()


def test_a_save_while_the_autosave_is_on_its_way_is_no_conflict(opens, draft):
    ulla = opens()
    page, asked = ulla.page, []

    def answer_late(route):
        """The server has saved, and the page does not know it yet."""
        if "hx-request" in route.request.headers and not asked:
            asked.append(route.fetch())
        else:
            route.continue_()

    page.route(f"**{path(draft)}", answer_late)
    page.locator(BOX).press_sequentially("Arbetskläder ")
    until(page, lambda: asked)
    assert [answer.status for answer in asked] == [200]
    page.locator(BOX).press_sequentially("ingår.")
    ulla.click("Spara utkastet")

    ulla.sees("Utkastet är sparat.")
    assert stored() == "Arbetskläder ingår."


def test_an_autosave_that_arrives_after_the_save_changes_nothing(opens, draft):
    ulla = opens()
    page, held = ulla.page, []

    def hold(route):
        if "hx-request" in route.request.headers:
            held.append(route.request)
        else:
            route.continue_()

    page.route(f"**{path(draft)}", hold)
    page.locator(BOX).press_sequentially("Arb")
    until(page, lambda: held)
    page.locator(BOX).press_sequentially("etskläder ingår.")
    ulla.click("Spara utkastet")
    ulla.sees("Utkastet är sparat.")
    late = held[0]
    answer = ulla.context.request.post(late.url, data=late.post_data, headers=late.headers)

    assert answer.status == 422
    assert stored() == "Arbetskläder ingår."


def test_fast_typing_is_saved_to_the_last_letter(opens):
    ulla = opens()
    ulla.page.locator(BOX).press_sequentially("Ett krav som skrivs länge och utan uppehåll", delay=60)
    expect(ulla.page.locator("#living")).to_contain_text("utan uppehåll")

    assert stored() == "Ett krav som skrivs länge och utan uppehåll"


def test_two_tabs_meet_and_both_texts_are_shown(opens, visit, draft):
    first = opens()
    second = opens(script=True)
    second.page.locator(BOX).fill("Andra fliken.")
    expect(second.page.locator("#living")).to_contain_text("Andra fliken.")
    first.page.locator(BOX).fill("Första fliken.")

    living = first.page.locator("#living")
    expect(living).to_contain_text("på en annan sida")
    expect(living).to_contain_text("Andra fliken.")
    expect(living).to_contain_text("Första fliken.")
    assert stored() == "Andra fliken."
    first.page.locator(BOX).fill("Första fliken. Och mer, medan jag väljer.")
    first.click("Spara min version")
    first.sees("Utkastet är sparat.")
    assert stored() == "Första fliken. Och mer, medan jag väljer."
    expects_refusals(first)


def test_without_script_a_save_and_a_save_after_going_back_are_no_conflict_and_two_windows_are(opens, draft):
    ulla, other = opens(script=False), opens(script=False)
    ulla.page.locator(BOX).fill("Först.")
    ulla.click("Spara utkastet")
    ulla.sees("Utkastet är sparat.")
    ulla.page.wait_for_load_state()
    ulla.page.go_back()
    ulla.page.locator(BOX).fill("Sedan.")
    ulla.click("Spara utkastet")
    ulla.sees("Utkastet är sparat.")
    assert stored() == "Sedan."

    other.page.locator(BOX).fill("Från ett annat fönster.")
    other.click("Spara utkastet")
    other.heading("Du har sparat på en annan sida")
    other.sees("Sedan.")
    other.sees("Från ett annat fönster.")
    assert stored() == "Sedan."
    other.click("Spara min version")
    other.sees("Utkastet är sparat.")
    assert stored() == "Från ett annat fönster."
    expects_refusals(other)


def test_what_is_typed_after_the_session_ended_elsewhere_is_kept_until_she_is_back(opens, draft):
    user = draft.prepared_by.user
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    ulla = opens()
    ulla.page.wait_for_load_state("networkidle")
    Session.objects.all().delete()
    # When she goes on writing, the page stays and says what has happened
    ulla.page.locator(BOX).press_sequentially("Kort text")
    dialog = ulla.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Du har loggats ut")
    assert stored() == ""
    # and when she has logged in, her text is back and saved
    dialog.get_by_role("link", name="Logga in").click()
    ulla.fill("E-post", user.email)
    ulla.page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    ulla.page.locator("main").get_by_role("button", name="Logga in", exact=True).click()
    ulla.sees("Det du skrev innan du loggades ut är tillbaka")
    expect(ulla.page.locator(BOX)).to_have_value("Kort text")
    expect(ulla.page.locator("#living")).to_contain_text("Kort text")
    assert stored() == "Kort text"


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_opens_on_the_choices_and_marks_what_is_open(visit, as_member, draft, script):
    """The case's own menu has "Uppgifter" too, so the two parts are called by what one does in them."""
    ulla = visit(390, script=script)
    ulla.enters_as(as_member(draft.prepared_by))
    ulla.go(path(draft))
    choices, text = ulla.page.locator("#parameters"), ulla.page.locator("#living")
    links = ulla.page.get_by_label("Vad som visas")

    def is_open(name: str) -> bool:
        link = links.get_by_role("link", name=name, exact=True)
        return link.evaluate("a => getComputedStyle(a).backgroundColor") != "rgba(0, 0, 0, 0)"

    expect(choices).to_be_visible()
    expect(text).to_be_hidden()
    assert (is_open("Välj"), is_open("Läs texten")) == (True, False)
    ulla.click("Läs texten")
    expect(text).to_be_visible()
    expect(choices).to_be_hidden()
    assert (is_open("Välj"), is_open("Läs texten")) == (False, True)
    if script:
        expect(links.locator("[aria-current]")).to_have_text("Läs texten")
    ulla.click("Välj")
    expect(choices).to_be_visible()
    expect(text).to_be_hidden()
