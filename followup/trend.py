"""How many persons started in each year: a picture, and a table whose numbers lead to rows."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from core import clock
from core.charts import LineChart, Series
from core.together import Groups, ask
from followup.selection import Selection
from matching.choices import Attribution

DRAWN = 8  # as many years as a phone has room for; the table has them all
NEEDED = 2


@dataclass(frozen=True)
class YearRow:
    """The persons who started in one year, each once. Those of direct consequence are part of all."""

    year: int
    name: str
    everyone: int
    direct: int
    url: str
    direct_url: str


@dataclass(frozen=True)
class Trend:
    """Without a picture where there is nothing to compare; `why_not` then says so."""

    rows: tuple[YearRow, ...]
    chart: LineChart | None
    why_not: str


def years_counted(selection: Selection) -> Groups:
    """Persons by the year in which they began: all years of the authority, whichever year is chosen."""
    every = replace(selection, year=None).placements().order_by()
    direct = Q(attribution=Attribution.DIRECT_REQUIREMENT)
    return Groups(
        every.annotate(year=ExtractYear("starts_on"))
        .values("year")
        .annotate(
            everyone=Count("person", distinct=True), direct=Count("person", distinct=True, filter=direct)
        )
        .order_by("year")
    )


def trend_for(selection: Selection, *, years: Groups | None = None) -> Trend:
    """`years` is `years_counted` of the selection where it has been asked with other things."""
    if years is None:
        years = years_counted(selection)
        ask(years)
    rows = _rows(replace(selection, year=None), years.answer)
    drawn = rows[-DRAWN:]
    chart = _chart(drawn) if len(rows) >= NEEDED else None
    return Trend(rows=rows, chart=chart, why_not="" if chart else _why_not(rows))


def _rows(selection: Selection, counted: list[dict[str, Any]]) -> tuple[YearRow, ...]:
    told = {row["year"]: (row["everyone"], row["direct"]) for row in counted}
    years = range(min(told), clock.today().year + 1) if told else ()
    return tuple(_row(selection, year, *told.get(year, (0, 0))) for year in years)


def _row(selection: Selection, year: int, everyone: int, direct: int) -> YearRow:
    of_year = replace(selection, year=year)
    is_running = year == clock.today().year
    return YearRow(
        year=year,
        name=_("{year} so far").format(year=year) if is_running else str(year),
        everyone=everyone,
        direct=direct,
        url=of_year.url("followup:placement_list"),
        direct_url=of_year.url("followup:placement_list", direct="1"),
    )


def _chart(rows: tuple[YearRow, ...]) -> LineChart:
    first, last = rows[0], rows[-1]
    return LineChart(
        names=tuple(str(row.year) for row in rows),
        series=(
            Series(label=_("All"), values=tuple(row.everyone for row in rows)),
            Series(label=_("Direct consequence"), values=tuple(row.direct for row in rows), is_main=True),
        ),
        summary=_(
            "Line chart of persons who started, by year. All: {all_first} in {first}, {all_last} in {last}. "
            "Direct consequence, part of all: {direct_first} in {first}, {direct_last} in {last}. "
            "Every year stands in the table below."
        ).format(
            first=first.year,
            last=last.year,
            all_first=first.everyone,
            all_last=last.everyone,
            direct_first=first.direct,
            direct_last=last.direct,
        ),
    )


def _why_not(rows: tuple[YearRow, ...]) -> str:
    if not rows:
        return _(
            "Nobody has started in a placement yet. The trend is shown when there are two years to compare."
        )
    return _(
        "So far there are figures from {year} only: {n} started. The trend is shown when there are two years "
        "to compare."
    ).format(year=rows[0].year, n=rows[0].everyone)
