"""Small groups are not shown in statistics about people that leave the parties and their leadership.

The limit is this product's own rule, dated data like any other (reference/data/legal_figures.csv). Nothing is
known of nobody, so that zero is shown.
"""

from collections.abc import Sequence

from core import clock
from reference.figures import legal_figure

HIDDEN = "–"


def small_cell_limit() -> int:
    """The smallest group that is shown today."""
    return int(legal_figure("small_cell_limit", on=clock.today()).value)


def shown(cells: Sequence[int], *, limit: int) -> tuple[int | None, ...]:
    """The parts of a total that is told beside them; `None` for those that are hidden.

    Those from one up to the limit are hidden. As the total less the rest gives what the hidden ones come to,
    further ones are hidden, the smallest first, until there are two that come to the limit at least. Where
    the parts do not reach that, all of them are hidden.
    """
    hidden = {place for place, n in enumerate(cells) if 0 < n < limit}
    rest = sorted((n, place) for place, n in enumerate(cells) if n and place not in hidden)
    while hidden and rest and (len(hidden) < 2 or sum(cells[place] for place in hidden) < limit):
        hidden.add(rest.pop(0)[1])
    return tuple(None if place in hidden else n for place, n in enumerate(cells))


def number_or_hidden(n: int | None) -> str:
    return HIDDEN if n is None else str(n)
