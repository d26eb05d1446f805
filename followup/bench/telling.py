"""The figures as JSON and as a table."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from followup.bench.measuring import Measured, floors
from followup.bench.pages import FLOOR

COLUMNS = ("page", "org.", "queries", "median ms", "p95 ms", "bytes", "ratio", "growth")
# The goals: statements on every page; medians against the floor; medians against those
# of a tenth of the data.
MOST_QUERIES, MOST_RATIO, MOST_GROWTH = 12, 4.0, 1.5


def told(measured: Sequence[Measured], *, scale: float) -> dict[str, Any]:
    """The figures of a run. `ratio` is against the floor of the same organisation, both in the run."""
    floor = floors(measured)
    return {
        "scale": scale,
        "cores": os.cpu_count(),
        "requests": len(measured[0].times_ms),
        "floor": _row(floor["largest"], floor),
        "floors": {size: _row(row, floor) for size, row in floor.items()},
        "pages": [_row(row, floor) for row in measured if row.page.name != FLOOR],
    }


def _row(row: Measured, floor: dict[str, Measured]) -> dict[str, Any]:
    return {
        "name": row.page.name,
        "organisation": row.page.organisation,
        "path": row.page.path,
        "queries": row.queries,
        "median_ms": round(row.median_ms, 1),
        "p95_ms": round(row.p95_ms, 1),
        "bytes": row.bytes,
        "ratio": round(row.median_ms / floor[row.page.organisation].median_ms, 2),
    }


def with_growth(whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """The whole's figures with `growth`: its medians against those of the part, page by page."""
    smaller = {_key(row): row["median_ms"] for row in _rows(part)}
    for row in _rows(whole):
        row["growth"] = round(row["median_ms"] / smaller[_key(row)], 2)
    return whole


def _rows(figures: dict[str, Any]) -> list[dict[str, Any]]:
    return [figures["floor"], *figures["floors"].values(), *figures["pages"]]


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return row["name"], row["organisation"]


def table(figures: dict[str, Any]) -> Iterator[str]:
    """Lines of text; a figure beyond its goal has an exclamation mark."""
    yield _line(COLUMNS)
    for row in [*figures["floors"].values(), *figures["pages"]]:
        yield _line(
            (
                row["name"],
                row["organisation"],
                _marked(row["queries"], MOST_QUERIES),
                row["median_ms"],
                row["p95_ms"],
                row["bytes"],
                _marked(row["ratio"], MOST_RATIO),
                _marked(row["growth"], MOST_GROWTH) if "growth" in row else "",
            )
        )


def _marked(value: float, most: float) -> str:
    return f"{value}!" if value > most else str(value)


def _line(cells: Sequence[Any]) -> str:
    name, organisation, *figures = map(str, cells)
    return f"{name:28}{organisation:9}" + "".join(f"{figure:>11}" for figure in figures)
