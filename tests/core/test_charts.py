"""Where a line chart puts its lines, points and words."""

import pytest

from core.charts import LineChart, Series, step_for


def chart(*series: tuple[int, ...]) -> LineChart:
    names = tuple(str(2019 + number) for number in range(len(series[0])))
    rows = (Series(label=f"Linje {n}", values=row, is_main=bool(n)) for n, row in enumerate(series))
    return LineChart(names=names, series=tuple(rows), summary="En bild")


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (50, 20), (201, 100)]
)
def test_the_scale_has_round_steps_and_few_lines(most, step):
    assert step_for(most) == step


@pytest.mark.parametrize(
    ("values", "ticks"), [((0, 0), [0, 1]), ((18, 50), [0, 20, 40, 60]), ((3, 4), [0, 1, 2, 3, 4])]
)
def test_the_scale_reaches_the_highest_value(values, ticks):
    assert [tick.value for tick in chart(values).ticks] == ticks


def test_points_stand_at_their_share_of_width_and_height():
    (line,) = chart((0, 30, 60)).lines

    assert [point.x for point in line.points] == ["0.00%", "50.00%", "100.00%"]
    base, middle, top = (point.y for point in line.points)
    assert (base - middle, middle - top) == (130, 130)
    assert len(line.strokes) == 2


@pytest.mark.parametrize(
    "values", [((5, 5), (5, 5)), ((0, 0), (0, 0)), ((50, 50), (49, 50)), ((50, 50), (4, 9))]
)
def test_words_of_two_lines_never_stand_on_each_other(values):
    upper, lower = chart(*values).lines

    assert lower.end_y - upper.end_y >= 18
    for above, below in zip(upper.points, lower.points, strict=True):
        assert below.text_y - above.text_y >= 18
