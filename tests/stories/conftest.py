"""A real browser before a real server: what a user sees, clicks and writes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from core.delivery import send
from core.documents import due_ids, render
from core.models import OutgoingMail
from tests.chromium import violations

PATIENCE = 15_000


class Person:
    """Somebody with a browser of her own. Counts every field she fills in."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280, script: bool = True) -> None:
        self.address, self.has_script = address, script
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="sv-SE", java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.has_script = script
        self.page.set_default_timeout(PATIENCE)
        self.faults: list[str] = []
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.fields = 0
        self.clicks = 0

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(value)
        self.fields += 1

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.fields += 1

    def click(self, name: str) -> None:
        """Press the button or follow the link with this name."""
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        button.or_(link).first.click()
        self.clicks += 1

    def enters_as(self, client: Client) -> None:
        """Take over the session of a test client that is logged in."""
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def becomes(self, name: str) -> None:
        """Log in as somebody of the demo persons."""
        self.context.clear_cookies()
        self.go("/personas/")
        self.page.get_by_role("button", name=f"Logga in som {name}").click()
        self.page.wait_for_url("**/hem/**")

    def put(self, **answers: str | list[str]) -> None:
        """Answer the fields of the form by their names; lists tick just these boxes."""
        for name, answer in answers.items():
            fields = self.page.locator(f'main [name="{name}"]')
            kind = fields.first.get_attribute("type") or fields.first.evaluate("e => e.tagName.toLowerCase()")
            if kind == "checkbox":
                for box in fields.all():
                    box.set_checked((box.get_attribute("value") or "") in answer)
            elif kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{answer}"]').check()
            elif kind == "select":
                by_text = fields.first.locator("option", has_text=str(answer))
                fields.first.select_option(
                    by_text.first.get_attribute("value") if by_text.count() else str(answer)
                )
            else:
                fields.first.fill(str(answer))
            self.fields += 1

    def answers(self, button: str, **answers: str | list[str]) -> None:
        """Answer the form before her and press its button; the page that follows has no error."""
        self.put(**answers)
        self.presses(button)
        expect(self.page.locator("main .error-summary, main .field__error")).to_have_count(0)

    def presses(self, name: str) -> None:
        """Press a button of the page itself, where a link may bear the same name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.clicks += 1

    def steps_on(self) -> None:
        """Go on to the next step of the case before her."""
        self.page.get_by_role("button", name="Gå vidare till steg").click()
        self.clicks += 1

    def up_to(self, name: str) -> None:
        """Follow the crumb with this name."""
        self.page.locator("nav.crumbs").get_by_role("link", name=name, exact=True).click()
        self.clicks += 1

    def figures(self) -> dict[str, str]:
        """The key figures of the page: what each counts, and its number."""
        found = self.page.locator("main .figure")
        labels = found.locator(".figure__label").all_inner_texts()
        return dict(zip(labels, found.locator(".figure__value").all_inner_texts(), strict=True))

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(text, timeout=PATIENCE)

    def barriers(self) -> list[str]:
        """What on the page before her shuts anybody out (WCAG 2.2 AA, by axe).

        axe is a script: where she has none, the same address is asked beside her with hers switched on.
        """
        if self.has_script:
            return violations(self.page)
        browser, state = self.context.browser, self.context.storage_state()
        assert browser is not None
        beside = browser.new_context(viewport=self.page.viewport_size, locale="sv-SE", storage_state=state)
        try:
            page = beside.new_page()
            page.goto(self.page.url)
            return violations(page)
        finally:
            beside.close()

    def is_let_in(self) -> None:
        assert self.barriers() == []

    def heading(self, text: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(text, timeout=PATIENCE)


@pytest.fixture
def visit(browser, live_server) -> Iterator[object]:
    """`visit()` gives a person with a fresh browser context; afterwards nobody met an error, and the page at
    which each of them ended is open to everybody."""
    people: list[Person] = []

    def arrive(width: int = 1280, *, script: bool = True) -> Person:
        people.append(Person(browser, live_server.url, width=width, script=script))
        return people[-1]

    yield arrive
    barriers = [barrier for person in people for barrier in person.barriers()]
    faults = [fault for person in people for fault in person.faults]
    for person in people:
        person.context.close()
    assert (barriers, faults) == ([], [])


def deliver() -> list[mail.EmailMessage]:
    """Let every mail that waits leave; the new ones, oldest first."""
    before = len(mail.outbox)
    for row in OutgoingMail.objects.due().order_by("pk"):
        send(row.pk)
    return mail.outbox[before:]


def make_documents() -> None:
    """Let the worker's work be done: every ordered document is rendered."""
    for pk in due_ids():
        render(pk)


def link_in(message: mail.EmailMessage) -> str:
    """The path of the one link in the mail."""
    found = re.search(r"https?://[^/\s]+(/\S*)", message.body)
    assert found, message.body
    return found.group(1)


@pytest.fixture
def shots() -> Path | None:
    """Where screenshots are wanted, if anywhere: INSTEG_SHOTS."""
    folder = os.environ.get("INSTEG_SHOTS")
    return Path(folder) if folder else None
