"""Coverage: of what is recommended, how much is answered, by year, unit and category; all as links."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import together
from core.exports import Table
from core.slots import HeadlineFigure
from core.templatetags.formats import number, share
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.choices import Coverage, WhyNone
from procurements.forms.purchase_filter import ASKED, NONE, YES, PurchaseFilter
from procurements.models import Explanation, PlannedPurchase
from reference.models import CpvCode

C = Coverage
COLUMNS: tuple[tuple[str, tuple[Coverage, ...]], ...] = (
    ("", tuple(C)),
    ("asked", ASKED),
    ("yes", YES),
    ("explained", (C.EXPLAINED,)),
    ("waiting", (C.WAITING,)),
)
KEYS = ("planned_for__year", "unit", "cpv__code", "coverage")
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Cell:
    """A figure and the way to its rows; no way where there are none."""

    value: str
    url: str


@dataclass(frozen=True)
class CoverageRow:
    """One year, unit or category."""

    label: str
    cells: tuple[Cell, ...]
    answered: str


@dataclass(frozen=True)
class CoverageTable:
    heading: str
    first: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, kw_only=True)
class CoveragePage:
    """All groups, the whole first, and the reasons that stand."""

    whole: CoverageRow
    tables: tuple[CoverageTable, ...]
    reasons: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class _Part:
    """So many purchases of one year, unit and category that are answered alike."""

    year: str
    unit: str
    division: str
    coverage: str
    count: int


def coverage_page(chosen: PurchaseFilter) -> CoveragePage:
    """Three queries, however many purchases."""
    parts, reasons = _parts(chosen), _reasons(chosen)
    divisions = {code.code: str(code.label) for code in CpvCode.objects.filter(level=2)}
    query = {name: value for name in ("authority", "year") if (value := chosen.query.get(name))}
    tables = []
    for heading, first, name, worded in (
        (_("By year"), _("Year"), "year", lambda key: key or _("No month stated")),
        (_("By unit"), _("Unit"), "unit", lambda key: key or _("No unit stated")),
        (_("By category"), _("Category"), "division", lambda key: _division(key, divisions)),
    ):
        if rows := _grouped(parts, name, worded, query):
            tables.append(CoverageTable(heading, first, rows))
    return CoveragePage(
        whole=_row(_("All"), _sums(parts), query),
        tables=tuple(tables),
        reasons=tuple(
            (str(WhyNone(reason).label), Cell(number(count), _url(query, reason=reason)))
            for reason, count in reasons
        ),
    )


def _parts(chosen: PurchaseFilter) -> list[_Part]:
    rows = chosen.everything().current().with_coverage().order_by()
    told: Any = rows.values_list(*KEYS).annotate(n=Count("pk"))
    return [
        _Part(str(year or ""), unit, (code or "")[:2], coverage, count)
        for year, unit, code, coverage, count in told
    ]


def _reasons(chosen: PurchaseFilter) -> list[tuple[str, int]]:
    """The reasons that stand for what is recommended now, the most frequent first."""
    rows = chosen.everything().current().with_coverage().answered(C.EXPLAINED)
    standing = Explanation.objects.standing().filter(purchase__in=rows.values("pk"))
    told = standing.order_by().values_list("reason").annotate(n=Count("pk"))
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))


def _grouped(
    parts: Iterable[_Part], name: str, worded: Callable[[str], str], query: Mapping[str, str]
) -> tuple[CoverageRow, ...]:
    groups: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        groups[getattr(part, name)].append(part)
    keys = sorted(groups, key=lambda key: (key == "", key))
    return tuple(_row(worded(key), _sums(groups[key]), {**query, name: key or NONE}) for key in keys)


def _sums(parts: Iterable[_Part]) -> Counts:
    sums: Counter[str] = Counter()
    for part in parts:
        sums[part.coverage] += part.count
    return {show: sum(sums[coverage] for coverage in wanted) for show, wanted in COLUMNS}


def _row(label: str, counts: Counts, query: Mapping[str, str]) -> CoverageRow:
    cells = (_cell(counts[show], _url(query, show=show)) for show, _wanted in COLUMNS)
    return CoverageRow(label, tuple(cells), _answered(counts))


def _cell(count: int, url: str) -> Cell:
    return Cell(number(count), url if count else "")


def _answered(counts: Counts) -> str:
    asked = counts["asked"]
    return share((asked - counts["waiting"]) / asked) if asked else "–"


def _url(query: Mapping[str, str], **more: str) -> str:
    wanted = {name: value for name, value in {**query, **more}.items() if value}
    return f"{reverse('procurements:purchase_list')}?{urlencode(wanted)}"


def _division(key: str, divisions: Mapping[str, str]) -> str:
    if not key:
        return _("No CPV code chosen")
    label = divisions.get(key.ljust(8, "0"))
    return f"{key} {label}" if label else key


def coverage_table(page: CoveragePage) -> Table:
    """Every group as a row, for a spreadsheet."""
    headings = [
        _("Grouped"), _("Group"), _("Purchases"), _("Recommended"), _("Yes"), str(C.EXPLAINED.label),
        str(C.WAITING.label), _("Answered"),
    ]  # fmt: skip
    groups = [(_("All"), (page.whole,)), *((table.heading, table.rows) for table in page.tables)]
    rows = [
        [heading, row.label, *(int(_figures(cell.value)) for cell in row.cells), row.answered]
        for heading, found in groups
        for row in found
    ]
    return Table(headings, rows)


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def figures(member: Membership) -> Iterable[together.Inquiry[HeadlineFigure]]:
    """For those who lead: how much of what is recommended is answered."""
    leads = member.may(Permission.STRATEGY_SEE) and not member.may(Permission.CASE_EDIT)
    if not (leads and member.organisation.has(Part.PROCUREMENT) and member.may(Permission.CASE_SEE)):
        return
    seen = PlannedPurchase.objects.visible_to(member).current().with_coverage()
    yield together.Inquiry(
        _figure, together.Count(seen.answered(*ASKED)), together.Count(seen.answered(C.WAITING))
    )


def _figure(asked: int, waiting: int) -> Iterable[HeadlineFigure]:
    if asked:
        label = ngettext("of {n} flagged purchase answered", "of {n} flagged purchases answered", asked)
        url = reverse("procurements:purchase_coverage")
        yield HeadlineFigure(str(asked - waiting), label.format(n=number(asked)), url)
