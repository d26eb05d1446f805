"""How often the right code is among the first five, on earlier titles that the corpus has not seen."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reference.files import DATA, rows
from reference.folding import fold
from reference.nearest import TitleCorpus
from reference.sources import CPV, PAST_TITLES

Row = dict[str, str]


@dataclass(frozen=True)
class Score:
    """Shares of the held-out titles whose division (two digits) and whose exact code
    is among the first five."""

    division: float
    code: float


@pytest.fixture(scope="module")
def titles() -> list[Row]:
    return [row for row in rows(DATA / PAST_TITLES.file) if row["cpv"]]


@pytest.fixture(scope="module")
def labels() -> list[tuple[str, str]]:
    return [(row["code"], row["label_sv"]) for row in rows(DATA / CPV.file)]


def one_in_ten(text: str) -> bool:
    return zlib.crc32(text.encode()) % 10 == 0


def unseen_title(row: Row) -> bool:
    """A stern split: a title that occurs twice lies wholly on one side."""
    return one_in_ten(fold(row["title"]))


def any_procurement(row: Row) -> bool:
    """The usual split: procurements at random, so a buyer's standing title may be on both sides,
    as in real life."""
    return one_in_ten(row["procurement_id"])


def score(corpus: TitleCorpus, held_out: list[Row]) -> Score:
    divisions = codes = 0
    for row in held_out:
        found = [near.code for near in corpus.nearest(row["title"], limit=5)]
        codes += row["cpv"] in found
        divisions += row["cpv"][:2] in {code[:2] for code in found}
    return Score(divisions / len(held_out), codes / len(held_out))


def measured(
    titles: list[Row], labels: list, is_held_out: Callable[[Row], bool], step: int
) -> tuple[Score, Score]:
    """The score with earlier titles, and with the labels alone."""
    held_out = [row for row in titles if is_held_out(row)][::step]
    known = [(row["cpv"], row["title"]) for row in titles if not is_held_out(row)]
    return score(TitleCorpus(labels, known), held_out), score(TitleCorpus(labels, []), held_out)


def test_earlier_titles_beat_the_labels(titles, labels):
    with_titles, labels_alone = measured(titles, labels, unseen_title, step=8)

    assert with_titles.division >= 0.80
    assert with_titles.code >= 0.50
    assert with_titles.division > labels_alone.division + 0.10
    assert with_titles.code > 2 * labels_alone.code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("split", "division", "code"), [(unseen_title, 0.84, 0.55), (any_procurement, 0.86, 0.56)]
)
def test_quality_on_all_held_out_titles(titles, labels, split, division, code):
    with_titles, labels_alone = measured(titles, labels, split, step=1)

    assert with_titles.division >= division
    assert with_titles.code >= code
    assert labels_alone.division < with_titles.division
    assert labels_alone.code < with_titles.code
