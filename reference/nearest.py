"""Which CPV code a procurement has, judged by what earlier procurements with like titles had."""

from collections.abc import Iterable
from dataclasses import dataclass

from reference.ngrams import GramIndex

# Many weak neighbours that agree beat a few strong ones (measured: docs/decisions/0005-reference-data.md).
NEIGHBOURS = 160
LEAST_LIKENESS = 0.1


@dataclass(frozen=True)
class Nearby:
    """A code, the weight of the votes for it, and the earlier title that speaks most for it
    ("": its label does)."""

    code: str
    weight: float
    earlier_title: str


class TitleCorpus:
    """Earlier titles with their codes, and the codes' own labels, as one body of texts."""

    def __init__(self, labels: Iterable[tuple[str, str]], titles: Iterable[tuple[str, str]]) -> None:
        """Both arguments are pairs of code and text."""
        earlier, named = list(titles), list(labels)
        self._codes = [code for code, _ in earlier] + [code for code, _ in named]
        self._titles = [title for _, title in earlier]
        self._index = GramIndex([*self._titles, *(label for _, label in named)])

    def nearest(self, title: str, *, limit: int) -> list[Nearby]:
        """The codes that titles and labels near `title` vote for, each with the square of its likeness."""
        weights: dict[str, float] = {}
        best: dict[str, int] = {}
        for place, likeness in self._index.nearest(title, limit=NEIGHBOURS, at_least=LEAST_LIKENESS):
            code = self._codes[place]
            weights[code] = weights.get(code, 0.0) + likeness**2
            best.setdefault(code, place)
        ranked = sorted(weights, key=lambda code: (-weights[code], code))[:limit]
        return [Nearby(code, weights[code], self._title(best[code])) for code in ranked]

    def _title(self, place: int) -> str:
        return self._titles[place] if place < len(self._titles) else ""
