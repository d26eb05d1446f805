"""House rule 9.4: a list asks the database as often for three rows as for one, and no page asks it often."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter, undone
from tests.house.case import Case
from tests.house.guards.registry import guard
from tests.house.pages import Page
from tests.house.world import World

MOST = 12  # queries on any page
# What two answers to the same question may differ in: the token of a form, the mark of a script.
NEW_EACH_TIME = re.compile(r'\b[A-Za-z0-9]{64}\b|nonce="[^"]+"')


@dataclass(frozen=True)
class Counted:
    """What one list asks of the database for one role, with the world's row and with two more."""

    address: Address
    asker: Asker
    few: list[str]
    many: list[str]
    is_shown: bool
    stays: bool  # asked twice, the list says the same

    @property
    def label(self) -> str:
        return f"{self.address.name} as {self.asker.name}"


def counted(address: Address, case: Case, world: World, everyone: Sequence[Asker]) -> Iterator[Counted]:
    """One count for each role that is shown the list."""
    assert case.more is not None
    for asker in everyone:
        url = case.url(address.name, world.own, row=case.counted)
        if not may_enter(asker, address.door):
            continue
        warmed = asker.get(url)
        if warmed.status_code != 200:
            continue
        few, before = queries_of(asker, url)
        with undone():
            case.more(world)
            case.more(world)
            many, after = queries_of(asker, url)
        yield Counted(
            address, asker, few, many, is_shown=differ(before, after), stays=not differ(told(warmed), before)
        )


@guard
def lists_do_not_grow(count: Counted) -> Iterator[str]:
    """The same number of queries for one row and for three."""
    if len(count.few) != len(count.many):
        extra = next((sql for sql in count.many if count.many.count(sql) > count.few.count(sql)), "")
        yield (
            f"{count.label}: {len(count.few)} queries for one row, {len(count.many)} for three. "
            f"One that is repeated: {extra[:300]}"
        )


@guard
def lists_ask_little(count: Counted) -> Iterator[str]:
    """Few queries, whatever the number of rows."""
    if len(count.few) > MOST:
        yield f"{count.label}: {len(count.few)} queries, at most {MOST}"


@guard
def lists_keep_their_order(count: Counted) -> Iterator[str]:
    """The same rows in the same order when asked twice, also where they bear the same time."""
    if not count.stays:
        yield f"{count.label}: says another thing when asked again; end the order of its rows with their keys"


@dataclass(frozen=True)
class Cost:
    """How often one page asked the database for one role."""

    page: str
    queries: int


@guard
def pages_ask_little(costs: Sequence[Cost]) -> Iterator[str]:
    """Few queries on any page that is shown, list or not."""
    for cost in costs:
        if cost.queries > MOST:
            yield f"{cost.page}: {cost.queries} queries, at most {MOST}"


class QueryCount:
    """Counts the statements sent to the database; the harness's own savepoints are none of the page's."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        self.count += "SAVEPOINT" not in str(sql)
        return execute(sql, *rest)


@guard
def lists_show_what_is_added(counts: Sequence[Counted]) -> Iterator[str]:
    """A count over rows that the page shows to nobody: it could not grow, whatever the view does."""
    if counts and not any(count.is_shown for count in counts):
        yield f"{counts[0].address.name}: no role is shown what `more` adds; let it add what the page lists"


# Pages whose rows cannot become more.
NO_LISTS = {
    "glossary": "the words of a file, read once",
    "document_check_answer": "what is known of one document",
    "front:model": "the four roles of a file",
    "front_en:model": "the four roles of a file",
    "followup:record": "what is known of one record",
    "strategy:new_decision": "a row to fill in for each kind of threshold",
    "strategy:content": "a row to fill in for each kind of threshold",
    "strategy:new_table_row": "a row to fill in for each figure that a row may bound",
    "strategy:table_row": "a row to fill in for each figure that a row may bound",
    "strategy:calculator": "a row for each of the five actors",
    "strategy:calculation": "a row for each of the five actors",
}
ROWS = "//main//tbody/tr[td] | //main//*[contains(@class, 'timeline') or @class='todos' or @class='news']/li"


@guard
def rows_are_counted(page: Page, case: Case) -> Iterator[str]:
    """A page with a table, a time line or another list of rows, whose queries nobody counts."""
    if case.is_list or page.address.name in NO_LISTS:
        return
    for row in page.tree.xpath(ROWS)[:1]:
        text = " ".join(row.text_content().split())
        yield (
            f"{page.address.name} lists {text[:60]!r}: give its case `more`, so that its queries are counted"
        )


def queries_of(asker: Asker, url: str) -> tuple[list[str], str]:
    """The statements of one answer, without what differs between them: the values. And what was answered."""
    with CaptureQueriesContext(connection) as queries:
        answer = asker.get(url)
    asked = [shape(query["sql"]) for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
    return asked, told(answer)


def told(answer: Any) -> str:
    """What is answered: the text of a page or a feed; of a workbook, which bears a time, only its size."""
    content = answer.downloaded if answer.streaming else answer.content
    try:
        return str(content.decode())
    except UnicodeDecodeError:
        return f"{len(content)} bytes"


def differ(one: str, other: str) -> bool:
    """Whether two answers say different things."""
    return NEW_EACH_TIME.sub("", one) != NEW_EACH_TIME.sub("", other)


def shape(sql: str) -> str:
    """The statement up to its values."""
    return sql.partition(" WHERE ")[0]
