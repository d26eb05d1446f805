"""Small groups are hidden, and whatever would give them away."""

import itertools

import pytest

from followup.small_cells import shown, small_cell_limit


def test_the_limit_is_the_recorded_figure():
    assert small_cell_limit() == 5


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((5, 9), (5, 9)),  # nobody is few
        ((0, 9), (0, 9)),  # nothing is known of nobody
        ((4, 9), (None, None)),  # 13 in all less 9 is 4
        ((4, 0), (None, 0)),  # the total itself is few: whoever asks hides that
        ((4, 9, 7), (None, 9, None)),  # the smallest of the rest goes along
        ((3, 2, 9), (None, None, 9)),  # two that come to 5: neither is known
        ((1, 1, 9, 7), (None, None, 9, None)),  # two that come to 2 would each be 1
        ((0, 4, 0, 6), (0, None, 0, None)),
        ((), ()),
    ],
)
def test_what_is_shown_of_the_parts_of_a_total(cells, told):
    assert shown(cells, limit=5) == told


def test_no_small_group_can_be_reckoned_from_the_rest():
    """Every table of three groups up to 12, by trying all that would look the same."""
    for cells in itertools.product(range(0, 13, 2), repeat=3):
        told = shown(cells, limit=5)
        hidden = [place for place, n in enumerate(told) if n is None]
        rest = sum(cells[place] for place in hidden)
        if not hidden or 0 < sum(cells) < 5:
            continue
        could_be = [
            guess for guess in itertools.product(range(1, rest + 1), repeat=len(hidden)) if sum(guess) == rest
        ]
        for place in range(len(hidden)):
            assert len({guess[place] for guess in could_be}) > 1, (cells, told)
