"""Telling the database whose identities may be read: row-level security asks the setting made here.

`set_config(…, true)` holds for the transaction only. Without it the application role sees no row
(matching/migrations, docs/decisions/0009); the owner, who migrates, is not asked.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

SETTING = "insteg.authorities"


@contextmanager
def identities_of(authority_ids: Collection[int]) -> Iterator[None]:
    """Open the identities held by these authorities inside the block, and close them again after it."""
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        before = _swap(",".join(str(pk) for pk in sorted(authority_ids)))
        try:
            yield
        finally:
            if not _is_aborted():
                _swap(before)


def _swap(value: str) -> str:
    """Set the value and give the one before."""
    statement = "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [SETTING, SETTING, value])
        row: tuple[str, str] = cursor.fetchone()
        return row[0]


def _is_aborted() -> bool:
    """After an error of the database nothing can be set; the rollback then puts the value back itself."""
    return connection.connection.info.transaction_status == TransactionStatus.INERROR
