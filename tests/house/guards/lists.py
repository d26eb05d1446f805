"""House rule 9.4: a list or a dashboard asks the database as often for three rows as for one."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter, undone
from tests.house.case import Case
from tests.house.guards.registry import guard
from tests.house.world import World

MOST = 12  # queries on any page


@guard
def lists_do_not_grow(address: Address, case: Case, world: World, everyone: Sequence[Asker]) -> Iterator[str]:
    """The same number of queries for one row and for three, and few of them. Asked as each role that may."""
    assert case.more is not None
    for asker in everyone:
        if not may_enter(asker, address.door):
            continue
        url = case.url(address.name, world.own)
        if asker.get(url).status_code != 200:
            continue
        few = queries_of(asker, url)
        with undone():
            case.more(world)
            case.more(world)
            many = queries_of(asker, url)
        if len(few) != len(many):
            extra = next((sql for sql in many if many.count(sql) > few.count(sql)), "")
            yield (
                f"{address.name} as {asker.name}: {len(few)} queries for one row, {len(many)} for three. "
                f"One that is repeated: {extra[:300]}"
            )
        if len(few) > MOST:
            yield f"{address.name} as {asker.name}: {len(few)} queries, at most {MOST}"


def queries_of(asker: Asker, url: str) -> list[str]:
    """The statements of one answer, without what differs between them: the values."""
    with CaptureQueriesContext(connection) as queries:
        asker.get(url)
    return [shape(query["sql"]) for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]


def shape(sql: str) -> str:
    """The statement up to its values."""
    return sql.partition(" WHERE ")[0]
