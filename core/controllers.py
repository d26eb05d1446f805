"""Who answers for the personal data of the matter that a row belongs to."""

from collections.abc import Iterator
from typing import Any

FAR = 4  # from a link in a mail to its report, its contract, the authority


def controller_behind(row: Any) -> str:
    """The controller that the row's authority has named, else the authority itself; "" where there is none.

    The row's own authority comes first, then that of the rows that it hangs on, the nearest first.
    """
    level = [row]
    for _step in range(FAR):
        for one in level:
            if (authority := getattr(one, "authority", None)) is not None:
                return str(authority.controller or authority)
        level = [linked for one in level for linked in _hung_on(one)]
    return ""


def _hung_on(row: Any) -> Iterator[Any]:
    """What the row's own foreign keys lead to."""
    for field in row._meta.concrete_fields:
        if field.is_relation and (linked := getattr(row, field.name)) is not None:
            yield linked
