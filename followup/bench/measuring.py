"""Asking for pages in this process, as the web server would, and keeping count and time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from core.memory import keep_what_is_loaded
from followup.bench.pages import FLOOR, Page, pages
from organisations.middleware import SESSION_MEMBER

URLS = "followup.bench.urls"
WARM_UP = 30


class PageFailed(Exception):
    """A measured page did not answer 200: the figures would be those of an error page."""


@dataclass(frozen=True)
class Measured:
    """What one page cost: milliseconds of server time, statements to the database, bytes after gzip."""

    page: Page
    queries: int
    times_ms: tuple[float, ...]
    bytes: int

    @property
    def median_ms(self) -> float:
        return at_share(self.times_ms, 0.5)

    @property
    def p95_ms(self) -> float:
        return at_share(self.times_ms, 0.95)


def at_share(values: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class StatementCount:
    """Counts what is sent to the database, set_config and savepoints included, begin and commit not."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *call: Any) -> Any:
        self.count += 1
        return execute(*call)


def measure(requests: int) -> list[Measured]:
    """Every page, asked for in rounds, so that floor and pages meet the same load of the machine."""
    keep_what_is_loaded()  # as a web process does when it starts (config/wsgi.py)
    with override_settings(ROOT_URLCONF=URLS):
        asked = [(page, _client_of(page)) for page in pages()]
        for _n in range(min(WARM_UP, requests)):
            for page, client in asked:
                _time(page, client)
        counted = [_count(page, client) for page, client in asked]
        times: list[list[float]] = [[] for _page in asked]
        for _n in range(requests):
            for told, (page, client) in zip(times, asked, strict=True):
                told.append(_time(page, client))
    return [
        Measured(page, queries, tuple(told), size)
        for (page, _client), (queries, size), told in zip(asked, counted, times, strict=True)
    ]


def floors(measured: Sequence[Measured]) -> dict[str, Measured]:
    """The floor of each organisation size."""
    return {row.page.organisation: row for row in measured if row.page.name == FLOOR}


def _client_of(page: Page) -> Client:
    """A browser of the member, logged in, that takes compressed answers."""
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.force_login(page.member.user)
    session = client.session
    session[SESSION_MEMBER] = page.member.pk
    session.save()
    return client


def _get(page: Page, client: Client) -> bytes:
    answer = client.get(page.path, secure=True)
    if answer.status_code != 200:
        raise PageFailed(f"{page.name} ({page.path}) answered {answer.status_code}.")
    return bytes(answer.content)


def _time(page: Page, client: Client) -> float:
    started = time.perf_counter()
    _get(page, client)
    return (time.perf_counter() - started) * 1000


def _count(page: Page, client: Client) -> tuple[int, int]:
    counter = StatementCount()
    with connection.execute_wrapper(counter):
        size = len(_get(page, client))
    return counter.count, size
