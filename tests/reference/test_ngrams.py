import pytest

from reference.nearest import Nearby, TitleCorpus
from reference.ngrams import GramIndex, grams

TEXTS = ["Städtjänster", "Snöröjning", "Snöröjning och sandning", "Fönsterputsning"]


def test_grams_are_runs_of_three_and_four_letters_with_the_word_s_edges():
    assert grams("Åhö!") == {" åh", "åhö", "hö ", " åhö", "åhö "}


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("snöröjning", [1, 2]),
        ("SNÖRÖJNINGEN", [1, 2]),
        ("städtjänst", [0]),
        ("fönsterputs", [3]),
        ("xyz", []),
        ("", []),
    ],
)
def test_nearest(asked, places):
    near = GramIndex(TEXTS).nearest(asked, limit=2, at_least=0.3)

    assert [place for place, _likeness in near] == places


def test_the_same_text_is_fully_alike_and_half_of_it_is_less():
    (first, same), (second, less) = GramIndex(TEXTS).nearest("Snöröjning", limit=2)

    assert (first, second) == (1, 2)
    assert same == pytest.approx(1.0)
    assert 0.3 < less < 0.9


def test_runs_that_most_texts_share_are_left_out():
    index = GramIndex([f"tjänst {n:05}" for n in range(200)])

    assert index.nearest("tjänst", limit=5) == []


def test_an_index_of_nothing_answers_nothing():
    assert GramIndex([]).nearest("städ", limit=5) == []


def test_codes_are_voted_for_by_titles_and_labels():
    corpus = TitleCorpus(
        labels=[("90910000", "Städning"), ("90620000", "Snöröjning")],
        titles=[
            ("90910000", "Lokalvård i skolor"),
            ("90910000", "Lokalvård"),
            ("90620000", "Vinterväghållning"),
        ],
    )

    (lokalvard,) = corpus.nearest("lokalvård", limit=5)
    (snow,) = corpus.nearest("snöröjning", limit=1)

    assert (lokalvard.code, lokalvard.earlier_title) == ("90910000", "Lokalvård")
    assert snow == Nearby("90620000", pytest.approx(1.0, abs=0.1), "")
