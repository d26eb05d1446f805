"""The rows that the ledger reads beside the placements, fetched from all their tables in one query."""

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models
from psycopg import sql

Found = dict[type[models.Model], dict[int, list[Any]]]


def fetch(tables: Sequence[type[models.Model]], keys: Sequence[int]) -> Found:
    """The rows of these models under the commitments `keys`, by model and commitment, oldest first.

    Each model has a `commitment`. The instances are whole and may be read as if they had been queried.
    """
    found: Found = {model: defaultdict(list) for model in tables}
    if not keys:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_query(tables), [list(keys)] * len(tables))
        told = cursor.fetchall()
    for number, plain in told:
        row = _instance(tables[number], json.loads(plain, parse_float=Decimal))
        found[tables[number]][row.commitment_id].append(row)
    return found


def _query(tables: Sequence[type[models.Model]]) -> sql.Composed:
    """One SELECT per table: its number and each row as JSON text."""
    part = sql.SQL(
        "SELECT {number} AS model, t.id, to_jsonb(t)::text AS plain FROM {table} t "
        "WHERE t.commitment_id = ANY(%s)"
    )
    parts = [
        part.format(number=sql.Literal(number), table=sql.Identifier(model._meta.db_table))
        for number, model in enumerate(tables)
    ]
    return sql.SQL("SELECT model, plain FROM ({parts}) AS rows ORDER BY model, id").format(
        parts=sql.SQL(" UNION ALL ").join(parts)
    )


def _instance(model: type[models.Model], plain: dict[str, Any]) -> Any:
    fields: list[Any] = list(model._meta.concrete_fields)
    names = [field.attname for field in fields]
    values = [field.to_python(plain[field.column]) for field in fields]
    return model.from_db(connection.alias, names, values)
