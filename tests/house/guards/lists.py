"""House rule 9.4: a list or a dashboard asks the database as often for three rows as for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter, undone
from tests.house.case import Case
from tests.house.guards.registry import guard
from tests.house.world import World

MOST = 12  # queries on any page
# Pages that ask more than they should, and how much they ask today: never more, and less as they are mended.
ABOVE_THE_GOAL = {
    "home": 29,
    "followup:dashboard": 17,
    "followup:result": 21,
    "suppliers:commitment": 20,
    "suppliers:commitment_list": 15,
    "suppliers:report": 14,
}


@dataclass(frozen=True)
class Counted:
    """What one list asks of the database for one role, with the world's row and with two more."""

    address: Address
    asker: Asker
    few: list[str]
    many: list[str]

    @property
    def label(self) -> str:
        return f"{self.address.name} as {self.asker.name}"


def counted(address: Address, case: Case, world: World, everyone: Sequence[Asker]) -> Iterator[Counted]:
    """One count for each role that is shown the list."""
    assert case.more is not None
    for asker in everyone:
        url = case.url(address.name, world.own)
        if not may_enter(asker, address.door) or asker.get(url).status_code != 200:
            continue
        few = queries_of(asker, url)
        with undone():
            case.more(world)
            case.more(world)
            yield Counted(address, asker, few, queries_of(asker, url))


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
    most = ABOVE_THE_GOAL.get(count.address.name, MOST)
    if len(count.few) > most:
        yield f"{count.label}: {len(count.few)} queries, at most {most}"


def queries_of(asker: Asker, url: str) -> list[str]:
    """The statements of one answer, without what differs between them: the values."""
    with CaptureQueriesContext(connection) as queries:
        asker.get(url)
    return [shape(query["sql"]) for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]


def shape(sql: str) -> str:
    """The statement up to its values."""
    return sql.partition(" WHERE ")[0]
