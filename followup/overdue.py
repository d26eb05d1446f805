"""Everything that is late and at whom, over all rooms: a few rows on the dashboard, all of them on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.exports import Table
from core.registry import Slot
from core.slots import HeadlineFigure, Late, LateChoice, LateKind, LateMatters, late
from core.templatetags.formats import date_short, number
from core.together import Inquiry
from followup.selection import Selection
from organisations.models import Membership, Part
from organisations.permissions import Home, Permission

MOST_PAGES = 100


@dataclass(frozen=True)
class LateRow:
    """One overdue matter with its days."""

    late: Late
    days: int
    since: str
    reminders: str


@dataclass(frozen=True)
class LateCount:
    """How many matters of one kind there are; `key` is the kind in an address."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class LateTable:
    """The oldest of what is late now, whichever year is chosen; `url` leads to all of it."""

    rows: tuple[LateRow, ...]
    count: int
    kinds: tuple[LateCount, ...]
    url: str


class LateMattersAsked:
    """What is late for a member, asked for by kind and not told yet. Its inquiries go with others."""

    def __init__(self, member: Membership, choice: LateChoice, kinds: Slot[LateKind] = late) -> None:
        self.most = choice.most
        self._asked: list[tuple[str, LateKind, list[Inquiry[LateMatters]]]] = [
            (key, kind, list(kind.source(member, choice))) for key, kind in kinds.items()
        ]

    @property
    def inquiries(self) -> list[Inquiry[LateMatters]]:
        return [inquiry for _key, _kind, own in self._asked for inquiry in own]

    def told(self) -> "LateTold":
        """Every kind with its count, and the oldest rows; `most` of each kind at the most."""
        kinds, rows = [], {}
        for key, kind, inquiries in self._asked:
            matters = [found for inquiry in inquiries for found in inquiry.told()]
            rows[key] = [row for found in matters for row in found.oldest]
            kinds.append(LateCount(key, str(kind.label), sum(found.count for found in matters)))
        return LateTold(tuple(kind for kind in kinds if kind.count), rows)


@dataclass(frozen=True)
class LateTold:
    """`kinds` are those that have any; the rows are the oldest of each kind."""

    kinds: tuple[LateCount, ...]
    _rows: dict[str, list[Late]]

    def count(self, only: str = "") -> int:
        return sum(kind.count for kind in self.kinds if only in ("", kind.key))

    def oldest(self, only: str = "") -> list[Late]:
        """Of one kind, or of all together; the oldest first. Among those of one day each room's own order
        stands, so that a page holds the same rows however many were fetched."""
        found = [row for key, rows in self._rows.items() if only in ("", key) for row in rows]
        return sorted(found, key=lambda row: row.due_on)


def late_asked(selection: Selection, *, most: int) -> LateMattersAsked:
    authority = selection.authority.pk if selection.authority else None
    return LateMattersAsked(selection.member, LateChoice(authority_id=authority, most=most))


def late_table(selection: Selection, told: LateTold, *, most: int) -> LateTable:
    """The dashboard's part of it: the same count as on the page of all."""
    now = Selection(selection.member, authority=selection.authority)
    return LateTable(
        rows=late_rows(told.oldest()[:most]),
        count=told.count(),
        kinds=told.kinds,
        url=now.url("followup:late_list"),
    )


def late_rows(matters: Iterable[Late]) -> tuple[LateRow, ...]:
    """Ready worded."""
    return tuple(
        LateRow(row, (clock.today() - row.due_on).days, date_short(row.due_on), _reminders(row))
        for row in matters
    )


def _reminders(row: Late) -> str:
    if not row.reminders:
        return _("None")
    if row.reminded_on is None:
        return number(row.reminders)
    return _("{n}, latest {day}").format(n=number(row.reminders), day=date_short(row.reminded_on))


class Oldest(Sequence[LateRow]):
    """The rows up to a page, as long as the whole list, so that a paginator can count what is not fetched."""

    def __init__(self, matters: list[Late], count: int) -> None:
        self._matters, self._count = matters, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, which: Any) -> Any:
        return late_rows(self._matters[which])


def table_of(matters: Iterable[Late]) -> Table:
    """The list as a table with real dates."""
    headings = [
        _("Contract or procurement"), _("Diary number"), _("What is missing"), _("Role"), _("At whom"),
        _("Late since"), _("Days late"), _("Reminders"), _("Latest reminder"),
    ]  # fmt: skip
    return Table(
        headings,
        [
            [
                row.subject, row.diary_number, row.what, row.role, row.at_whom,
                row.due_on, (clock.today() - row.due_on).days, row.reminders, row.reminded_on,
            ]
            for row in matters
        ],
    )  # fmt: skip


def figures(member: Membership) -> Iterable[Inquiry[HeadlineFigure]]:
    """All that is late, for those who lead; leads to the rows that it counts. Those who handle cases and
    contracts have what is late at themselves in their list, and the rest on the page of what is late."""
    leads = member.home is Home.DECISION_MAKER or member.may(Permission.DECIDE)
    if not (leads and member.organisation.has(Part.FIGURES) and member.may(Permission.FIGURES_SEE)):
        return
    asked = LateMattersAsked(member, LateChoice(most=0))
    questions = [question for inquiry in asked.inquiries for question in inquiry.questions]

    def told(*_answers: Any) -> Iterable[HeadlineFigure]:
        count = asked.told().count()
        label = ngettext("matter that is late", "matters that are late", count)
        yield HeadlineFigure(str(count), label, reverse("followup:late_list"), is_late=count > 0)

    yield Inquiry(told, *questions)


def page_number(text: str | None) -> int:
    """The page that the address asks for; the first where it cannot be read."""
    return min(max(int(text), 1), MOST_PAGES) if text and text.isdecimal() else 1
