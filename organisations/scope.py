"""Telling the database whose identities may be read: row-level security asks the setting made here.

`set_config(…, true)` holds for the transaction only. Without it the application role sees no row
(matching/migrations, docs/decisions/0009); the owner, who migrates, is not asked.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "insteg.authorities"


@contextmanager
def identities_of(authority_ids: Collection[int]) -> Iterator[None]:
    """Open the identities held by these authorities inside the block, and close them again after it."""
    with transaction.atomic():
        before = _current()
        _set(",".join(str(pk) for pk in sorted(authority_ids)))
        yield
        _set(before)


def _current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        row: tuple[str] = cursor.fetchone()
        return row[0]


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
