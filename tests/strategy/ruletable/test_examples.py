"""The ready-made examples give what their sources say, boundary values included."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from strategy.ruletable import Form, Instrument, Measure, Nature, Outcome, Purchase, Rounding, recommend
from strategy.table_examples import example_named, examples
from strategy.table_words import answer_words, condition_words, row_words, volume_words, why

DAY = dt.date(2026, 11, 30)
MILLION = 1_000_000
O = Outcome  # noqa: E741
LARGE = {"value": 100 * MILLION, "months": 24, "performers": 30}


def buys(*, nature=Nature.WORKS, forms=(), **figures) -> Purchase:
    known = {Measure(name): Fraction(str(figure)) for name, figure in figures.items()}
    return Purchase(nature=nature, forms=frozenset(forms), cpv="45", figures=known)


@pytest.fixture
def gothenburg():
    return example_named("goteborg", on=DAY).table


@pytest.fixture
def transport():
    return example_named("trafikverket", on=DAY).table


def test_each_example_has_day_source_and_rows():
    found = {example.key: example for example in examples(on=DAY)}

    assert found.keys() == {"goteborg", "trafikverket"}
    assert found["goteborg"].table.valid_from == dt.date(2014, 8, 1)
    assert "socialhansyn.se" in found["goteborg"].table.source
    assert found["trafikverket"].table.valid_from == dt.date(2016, 1, 1)
    assert "TDOK 2017:0444" in found["trafikverket"].table.source
    assert [len(example.table.rows) for example in found.values()] == [2, 6]
    assert all(example.note for example in found.values())


class TestGothenburg:
    """Only where performance takes more than four months and more than one employee."""

    @pytest.mark.parametrize(
        ("months", "performers", "outcome", "row"),
        [
            ("4", "2", O.NOT_RECOMMENDED, 2),
            ("4.1", "2", O.RECOMMENDED, 1),
            ("5", "1", O.NOT_RECOMMENDED, 2),
            ("5", "1.1", O.RECOMMENDED, 1),
            ("5", "2", O.RECOMMENDED, 1),
            ("4", "1", O.NOT_RECOMMENDED, 2),
        ],
    )
    def test_both_limits_must_be_passed(self, gothenburg, months, performers, outcome, row):
        found = recommend(gothenburg, buys(months=months, performers=performers))

        assert (found.outcome, found.deciding.number) == (outcome, row)

    @pytest.mark.parametrize("forms", [(), (Form.FRAMEWORK,), (Form.CALL_OFF,)])
    @pytest.mark.parametrize("nature", list(Nature))
    def test_neither_nature_nor_form_matters(self, gothenburg, nature, forms):
        found = recommend(gothenburg, buys(nature=nature, forms=forms, months=5, performers=2))

        assert (found.advice.instrument, found.advice.places) == (Instrument.NUMERIC, None)

    def test_one_figure_too_small_is_enough_to_tell(self, gothenburg):
        assert recommend(gothenburg, buys(months=4)).outcome is O.NOT_RECOMMENDED
        assert recommend(gothenburg, buys(months=5)).missing == (Measure.PERFORMERS,)


class TestTransport:
    """A place per 50 million of works or 25 million of services, with the exemptions."""

    @pytest.mark.parametrize(
        ("nature", "value", "places"),
        [
            (Nature.WORKS, 49_999_999, None),
            (Nature.WORKS, 50_000_000, 1),
            (Nature.WORKS, 99_999_999, 1),
            (Nature.WORKS, 100_000_000, 2),
            (Nature.SERVICES, 24_999_999, None),
            (Nature.SERVICES, 25_000_000, 1),
            (Nature.SERVICES, 49_999_999, 1),
            (Nature.SERVICES, 50_000_000, 2),
        ],
    )
    def test_places_follow_the_value(self, transport, nature, value, places):
        found = recommend(transport, buys(**LARGE | {"value": value}, nature=nature))

        assert found.advice.places == places
        assert found.is_recommended is (places is not None)

    def test_a_place_is_twelve_months_of_employment_or_six_of_internship(self, transport):
        advice = recommend(transport, buys(**LARGE)).advice

        assert (advice.places, advice.employment_months, advice.internship_months) == (2, 24, 12)

    @pytest.mark.parametrize(
        ("change", "row"),
        [
            ({"forms": [Form.FRAMEWORK]}, 1),
            ({"forms": [Form.DIRECT]}, 1),
            ({"forms": [Form.CALL_OFF]}, 1),
            ({"nature": Nature.GOODS}, 2),
            ({"months": "5.9"}, 3),
            ({"performers": "4.9"}, 4),
        ],
    )
    def test_exempt_purchases_get_nothing_from_their_row(self, transport, change, row):
        found = recommend(transport, buys(**LARGE | change))

        assert (found.outcome, found.deciding.number) == (O.NOT_RECOMMENDED, row)

    @pytest.mark.parametrize("change", [{"months": 6}, {"performers": 5}])
    def test_the_limits_themselves_are_not_exempt(self, transport, change):
        assert recommend(transport, buys(**LARGE | change)).advice.places == 2

    @pytest.mark.parametrize(("rounding", "places"), [("down", 1), ("nearest", 2), ("up", 2)])
    def test_rounding_is_a_setting(self, transport, rounding, places):
        table = replace(transport, rounding=Rounding(rounding))

        assert transport.rounding is Rounding.DOWN
        assert recommend(table, buys(**LARGE | {"value": 75 * MILLION})).advice.places == places

    def test_concessions_have_no_row(self, transport):
        found = recommend(transport, buys(**LARGE, nature=Nature.CONCESSION))

        assert (found.outcome, found.deciding, len(found.earlier)) == (O.NOT_RECOMMENDED, None, 6)


class TestWords:
    def test_the_answer_says_how_much_which_row_and_why(self, transport):
        found = recommend(transport, buys(**LARGE))

        assert answer_words(found) == (
            "Skarpt krav, 2 platser (24 månader anställning eller 12 månader praktik)"
        )
        assert why(found) == "Rad 5 avgör: Entreprenader. Antalet platser följer avtalets värde."
        assert row_words(found.earlier[2]) == "Avtalstid mindre än 6 månader: nej, 24 månader."

    def test_a_missing_figure_is_named(self, transport):
        found = recommend(transport, buys(value=50 * MILLION, months=24))

        assert answer_words(found) == "Går inte att säga än: antal utförare saknas"

    def test_a_row_says_for_whom_it_is(self, transport, gothenburg):
        assert condition_words(transport.rows[0]) == (
            "Ramavtal, avrop från ramavtal eller direktupphandlingar",
        )
        assert condition_words(gothenburg.rows[0]) == (
            "Avtalstid mer än 4 månader", "Antal utförare mer än 1",
        )  # fmt: skip
        assert volume_words(transport.rows[5].volume) == (
            "en plats per 25\xa0000\xa0000\xa0kr; en plats är 12 månader anställning eller 6 månader praktik"
        )
