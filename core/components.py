"""What the components on a page are built from: frozen, ready worded, free of rules.

A view (or a read model in `queries.py`) builds these; the tags in `core.templatetags.components` show them.
All texts come finished in the reader's language; nothing here looks anything up. The gallery at
`/_components/` shows each one with the tag that draws it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Text = str | Promise


class Status(StrEnum):
    """The eight states a person meets. Word, shape and colour always go together."""

    DONE = "done"
    RUNNING = "running"
    ACTION_NEEDED = "action_needed"
    LATE = "late"
    STOPPED = "stopped"
    WAITING = "waiting"
    CANNOT_START = "cannot_start"
    NOT_NEEDED = "not_needed"


STATUS_WORDS: dict[Status, Text] = {
    Status.DONE: pgettext_lazy("status", "Done"),
    Status.RUNNING: pgettext_lazy("status", "In progress"),
    Status.ACTION_NEEDED: pgettext_lazy("status", "Needs action"),
    Status.LATE: pgettext_lazy("status", "Late"),
    Status.STOPPED: pgettext_lazy("status", "Stopped"),
    Status.WAITING: pgettext_lazy("status", "Waiting"),
    Status.CANNOT_START: pgettext_lazy("status", "Cannot start yet"),
    Status.NOT_NEEDED: pgettext_lazy("status", "Not needed here"),
}
STATUS_ICONS: dict[Status, str] = {
    Status.DONE: "tick",
    Status.RUNNING: "half",
    Status.ACTION_NEEDED: "triangle",
    Status.LATE: "triangle-filled",
    Status.STOPPED: "square",
    Status.WAITING: "ring",
    Status.CANNOT_START: "ring",
    Status.NOT_NEEDED: "dash",
}


class Record(StrEnum):
    """Where a document stands as a public record."""

    WORKING = "working"
    RECEIVED = "received"
    DRAWN_UP = "drawn_up"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link among others: navigation, sub-navigation, breadcrumb, filter tab."""

    label: Text
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn it is: the reader's own (or her organisation's), or the one we wait for."""

    is_yours: bool = False
    is_group: bool = False  # "Er tur" instead of "Din tur"
    who: Text = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the six steps. `url` is empty where there is nothing to open yet."""

    number: int
    name: Text
    state: Status
    url: str = ""
    label: Text = ""  # replaces the ordinary word of the state


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label with its value, as in the band of a case: text, or a status, or whose turn."""

    label: Text
    value: Text = ""
    url: str = ""
    status: Status | str = ""
    status_label: Text = ""
    turn: Turn | None = None
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task inside a step. `hint` says what it is about, or why it cannot start."""

    title: Text
    state: Status
    hint: Text = ""
    url: str = ""
    label: Text = ""
    is_yours: bool = False


@dataclass(frozen=True, kw_only=True)
class Todo:
    """A row of the to-do list: what, in which case, by when, whose turn."""

    title: Text
    url: str
    about: Text = ""
    date: Text = ""
    date_note: Text = ""
    is_late: bool = False
    turn: Turn | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. `is_decision` draws a filled square: a decision or an established document."""

    when: Text
    text: Text
    title: Text = ""
    actor: Text = ""
    url: str = ""
    link: Text = ""
    is_decision: bool = False


@dataclass(frozen=True, kw_only=True)
class Count:
    """A counter that is a link to its rows."""

    value: Text | int
    label: Text
    url: str
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A key figure: value, what it is, scope, and how it is counted.
    `tone`: "", "quiet", "brand" or "late"."""

    value: Text
    label: Text
    url: str = ""
    prefix: Text = ""
    unit: Text = ""
    scope: Text = ""
    definition: Text = ""
    tone: str = ""
    is_part_of_previous: bool = False  # dashed line: do not add the two
    parts: tuple[Link, ...] = ()  # numbers beside the value, each the way to its own rows


@dataclass(frozen=True, kw_only=True)
class Date:
    """A date in the side column."""

    when: Text
    text: Text
    url: str = ""
    link: Text = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person to ask. Telephone and mail become links."""

    name: Text
    role: Text = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document with where it stands as a record; `signings_url` where somebody signs it."""

    title: Text
    url: str
    record: Record | str = Record.WORKING
    date: Text = ""
    note: Text = ""
    signings_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter in use; `url` is the same list without it."""

    label: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A count among comparable counts; `share` (0 to 1) of the largest. One may be the main one."""

    label: Text
    value: Text | int
    share: float
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class Tread:
    """A step of the staircase on the start page. `url`: where more is said of it."""

    number: int
    name: Text
    text: Text
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way in from the start page: a role, one sentence, two facts."""

    title: Text
    url: str
    text: Text
    points: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language the page can be read in, by its own name."""

    code: str
    name: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class PlainFact:
    """One of three facts on a candidate's page: what it is about, the answer, one sentence more."""

    about: Text
    answer: Text
    more: Text = ""
