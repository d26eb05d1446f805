"""Headless Chromium for the whole run, and what axe says of a page that stands in it."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (settings.BASE_DIR / "tests/data/vendor/axe.js").read_text(encoding="utf-8")
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK_AXE = """async (rules) => {
    const found = await axe.run({runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id} (${rule.help}) at ${node.target.join(" ")}: ${node.html.slice(0, 200)} `
        + node.failureSummary.split("\\n").slice(1).map((line) => line.trim()).join("; ")));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the test run; bin/test says which."""
    # Playwright's loop runs in this thread while Django's ORM is used between the clicks.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = os.environ.get("INSTEG_CHROMIUM", "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
        # Django keeps the connections of a thread with a running loop apart; nobody sees them afterwards.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def violations(page: Page, *, tags: list[str] = WCAG_22_AA) -> list[str]:
    """One sentence for each element that breaks a rule. The page's own policy stays in force."""
    return _ask(page, {"type": "tag", "values": tags})


def violations_of(page: Page, *rules: str) -> list[str]:
    """The same for a few named rules."""
    return _ask(page, {"type": "rule", "values": list(rules)})


def _ask(page: Page, rules: dict[str, object]) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK_AXE, rules)
    return found
