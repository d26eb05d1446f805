"""The slots that every room may fill: what waits, what counts, what is found.

What waits, counters and what is late are asked for together: a source gives inquiries (core/together.py), so
that a page costs one statement however many rooms fill the slot.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.registry import Slot
from core.together import Inquiry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from organisations.models import Membership


@dataclass(frozen=True)
class ToDo:
    """One thing that waits: what, on which object, until when, and for whom."""

    action: str
    url: str
    subject: str
    due_on: dt.date | None
    is_mine: bool
    waiting_for: str = ""
    kind: str = ""


@dataclass(frozen=True)
class HeadlineFigure:
    """A counter on a home page; `url` leads to the rows behind it."""

    value: str
    label: str
    url: str
    is_late: bool = False


@dataclass(frozen=True)
class Hit:
    """One search result."""

    title: str
    url: str
    kind: str
    detail: str = ""


@dataclass(frozen=True)
class Late:
    """Something overdue, for leadership: which case, what is missing, at whom and in which role, since
    when, how often reminded."""

    subject: str
    url: str
    what: str
    at_whom: str
    due_on: dt.date
    role: str = ""
    reminders: int = 0
    diary_number: str = ""
    reminded_on: dt.date | None = None


@dataclass(frozen=True)
class LateChoice:
    """What of it is asked for: of one authority or all in sight, and the oldest ones only."""

    authority_id: int | None = None
    most: int = 20


@dataclass(frozen=True)
class LateMatters:
    """How many there are in all, and the oldest ones."""

    count: int
    oldest: tuple[Late, ...]


@dataclass(frozen=True)
class News:
    """Something that somebody else did to a thing one may see."""

    at: dt.datetime
    text: str
    subject: str
    url: str
    actor: str = ""


ToDoSource = Callable[["Membership"], Iterable[Inquiry[ToDo]]]
FigureSource = Callable[["Membership"], Iterable[Inquiry[HeadlineFigure]]]
SearchSource = Callable[["Membership", str], Iterable[Hit]]
LateSource = Callable[["Membership", LateChoice], Iterable[Inquiry[LateMatters]]]
NewsSource = Callable[["Membership"], Iterable[Inquiry[News]]]


@dataclass(frozen=True)
class LateKind:
    """One kind of overdue matter: how a filter names it, and who knows of it. The matters of a kind that
    can have none for the member are not asked for."""

    label: "str | _StrPromise"
    source: LateSource


todo: Slot[ToDoSource] = Slot("todo")
headline_figures: Slot[FigureSource] = Slot("headline_figures")
search: Slot[SearchSource] = Slot("search")
late: Slot[LateKind] = Slot("late")
news: Slot[NewsSource] = Slot("news")

# Days on which people are left in peace; `reference` fills in the public holidays (core.quiet asks).
QuietDay = Callable[[dt.date], bool]
quiet_day: Slot[QuietDay] = Slot("quiet_day")
