"""`field__among=queryset`: the keys are found first, the rows then by index, however many others there are.

With `__in` the database weighs both ways by its statistics, and for somebody with a twentieth of all rows it
rather reads them all: a page then grows with what belongs to others. Meant for keys that are a member's own.

A list of keys goes as one value: the statement reads the same for any number of them (core/prepared.py).
"""

from typing import Any

from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql import Query


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """One of the keys of a list, or of a queryset: its single column, else its primary key."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Query | list[Any]:
        keys = self.rhs
        if isinstance(keys, list):
            return keys
        if not isinstance(keys, Query):
            raise TypeError("Give a queryset or a list of keys.")
        keys.clear_ordering(clear_default=True)
        if not keys.has_select_fields:
            keys.clear_select_clause()
            keys.add_fields(["pk"])
        return keys

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, own = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, list):
            return f"{left} = ANY(%s)", (*own, self.rhs)
        keys, parameters = self.process_rhs(compiler, connection)
        return f"{left} = ANY(ARRAY{keys})", (*own, *parameters)
