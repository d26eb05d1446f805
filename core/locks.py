"""Waiting for each other where there is no row to lock: it is append-only, or not there yet."""

from django.db import connection


def one_at_a_time(*key: object) -> None:
    """Until the transaction ends nobody else passes here with the same key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [":".join(str(part) for part in key)]
        )
