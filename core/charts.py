"""Line charts drawn on the server: a description goes in, ready places for `components/line_chart.html` come
out.

Our own few lines, after trying the libraries: pygal puts a style element and a script into every picture,
which the Content-Security-Policy refuses, and needs them for its colours; leather has fixed colours and
fonts, no dashes, no values at the points and no line-end labels. Here the picture takes colours and font
from the style sheets like everything else, so that dark scheme, print and large text follow by themselves.

Places to the right are shares of the width (per cent), so the picture fits any screen while its text keeps
its size; heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.components import Text

HEIGHT = 260  # from the highest tick to the base line
TOP = 24  # room for a value above the highest point
BELOW = 44  # room for a value under the base line, and for the names
LINE = 18  # height of a line of text
STEPS = 4  # at most so many lines above the base


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line. The main one is solid with square points, the other dashed with round ones."""

    label: Text
    values: Sequence[int]
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """Counts by name, such as a year. `summary` says in words what the picture shows.

    The first series holds the others (all, and those of them that ...), so that no line crosses it.
    """

    names: tuple[Text, ...]
    series: tuple[Series, ...]
    summary: Text

    @property
    def height(self) -> int:
        return TOP + HEIGHT + BELOW

    @property
    def base(self) -> int:
        return TOP + HEIGHT

    @property
    def ticks(self) -> "tuple[Tick, ...]":
        top = self._top
        step = step_for(top)
        return tuple(Tick(value=value, y=self._y(value)) for value in range(0, top + 1, step))

    @property
    def places(self) -> "tuple[Place, ...]":
        return tuple(Place(name=name, x=self._x(number)) for number, name in enumerate(self.names))

    @property
    def lines(self) -> "tuple[Line, ...]":
        return tuple(self._line(number) for number in range(len(self.series)))

    @property
    def _top(self) -> int:
        most = max((value for series in self.series for value in series.values), default=0)
        step = step_for(most)
        return -(-most // step) * step or step

    def _x(self, number: int) -> str:
        return f"{100 * number / max(len(self.names) - 1, 1):.2f}%"

    def _y(self, value: int) -> int:
        return self.base - round(HEIGHT * value / self._top)

    def _line(self, number: int) -> "Line":
        series = self.series[number]
        heights = [self._y(value) for value in series.values]
        points = tuple(
            Point(x=self._x(place), y=y, value=value, text_y=self._text_y(number, place))
            for place, (y, value) in enumerate(zip(heights, series.values, strict=True))
        )
        return Line(label=series.label, is_main=series.is_main, points=points, end_y=self._end_y(number))

    def _text_y(self, number: int, place: int) -> int:
        """The value stands above its point; under it where it would run into the line above."""
        y = self._y(self.series[number].values[place])
        is_close = number and y - self._y(self.series[number - 1].values[place]) < 2 * LINE
        return y + LINE + 2 if is_close else y - 10

    def _end_y(self, number: int) -> int:
        """The names at the line ends stay apart, also where the lines meet."""
        y = self._y(self.series[number].values[-1]) + 5
        return max(y, self._end_y(number - 1) + LINE) if number else y


@dataclass(frozen=True)
class Tick:
    value: int
    y: int


@dataclass(frozen=True)
class Place:
    name: Text
    x: str


@dataclass(frozen=True)
class Point:
    x: str
    y: int
    value: int
    text_y: int


@dataclass(frozen=True)
class Line:
    label: Text
    is_main: bool
    points: tuple[Point, ...]
    end_y: int

    @property
    def strokes(self) -> Sequence[tuple[Point, Point]]:
        """From each point to the next."""
        return list(zip(self.points, self.points[1:], strict=False))


def step_for(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that few lines reach the highest value."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * STEPS >= most:
                return step
        size *= 10
