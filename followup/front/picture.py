"""The six steps as a picture, drawn on the server: a description goes in, ready places for the templates come
out. Two drawings of the same thing: a staircase for wide screens and paper, a flight of bars for phones.

Colours and font come from the style sheets (`static/css/front.css`), so that dark scheme and print follow by
themselves; the file that is downloaded has the light ones of `tokens.css` written in it. Places are
units of the view box: the picture grows to any size without losing its edges.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings

from followup.front.texts import MAIN, PhaseText, RoleText, StepText

WIDTH = 1200
LEFT = 150  # room for the names of the roles
COLUMN = 175
GAP = 6
RISE = 40
FIRST_TOP = 300  # the lowest tread
BASE = 424  # where the staircase stands
PHASE = 450
ROLES = 500
ROW = 38
HEIGHT = ROLES + 4 * ROW + 12
TOKEN = re.compile(r"--(\w+): (#[0-9A-F]{6});")
TALL_WIDTH = 360
TALL_ROW = 104
TALL_HEIGHT = 6 * TALL_ROW + 44


@cache
def light_tokens() -> Mapping[str, str]:
    """The colours of the light scheme by name: those that stand first in the style sheet of tokens."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    return dict(reversed(TOKEN.findall(text)))


@dataclass(frozen=True, kw_only=True)
class Tread:
    """A step. `top` and `height`: its block; `bar`: how long its bar is on a phone, `y` where it lies."""

    number: int
    name: str
    lines: tuple[str, ...]
    anchor: str
    x: int
    top: int
    height: int
    y: int
    bar: int
    is_last: bool

    @property
    def texts(self) -> list[tuple[int, str]]:
        """The lines below the name, with where each stands."""
        return [(self.top + 82 + 20 * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """A phase below its steps."""

    name: str
    x: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How much of a step falls on a role: a filled square, or the outline of one."""

    x: int
    is_main: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """A role and its six marks."""

    name: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    treads: tuple[Tread, ...]
    brackets: tuple[Bracket, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT
    tall_width: int = TALL_WIDTH
    tall_height: int = TALL_HEIGHT
    base: int = BASE
    phase: int = PHASE
    paint: Mapping[str, str] = field(default_factory=light_tokens)


def picture_of(steps: list[StepText], phases: list[PhaseText], roles: list[RoleText]) -> Picture:
    """The whole model: steps, phases, and how the four roles share the work."""
    return Picture(
        treads=tuple(_tread(step, count=len(steps)) for step in steps),
        brackets=tuple(_brackets(phases)),
        rows=tuple(_row(role, number, steps) for number, role in enumerate(roles)),
    )


def _left(number: int) -> int:
    return LEFT + COLUMN * (number - 1)


def _tread(step: StepText, *, count: int) -> Tread:
    top = FIRST_TOP - RISE * (step.number - 1)
    return Tread(
        number=step.number,
        name=step.name,
        lines=step.lines,
        anchor=step.slug,
        x=_left(step.number),
        top=top,
        height=BASE - top,
        y=TALL_ROW * (step.number - 1) + 12,
        bar=TALL_WIDTH * step.number // count,
        is_last=step.number == count,
    )


def _brackets(phases: list[PhaseText]) -> Iterator[Bracket]:
    first = 1
    for phase in phases:
        end = first + phase.steps
        yield Bracket(name=phase.name, x=_left(first), end=_left(end) - GAP)
        first = end


def _row(role: RoleText, number: int, steps: list[StepText]) -> Row:
    marks = tuple(Mark(x=_left(step.number) + 14, is_main=step.share[role.key] == MAIN) for step in steps)
    return Row(name=role.short, y=ROLES + ROW * number, marks=marks)
