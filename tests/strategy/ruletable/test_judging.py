"""Which row decides, why the others do not, and what a missing figure does."""

from fractions import Fraction

import pytest

from strategy.ruletable import (
    BadRow,
    Comparison,
    Form,
    Instrument,
    Limit,
    Measure,
    Nature,
    Outcome,
    Purchase,
    Rounding,
    Row,
    Subject,
    Table,
    Volume,
    recommend,
    row_from_json,
    row_to_json,
)

C, I, M = Comparison, Instrument, Measure  # noqa: E741
PARKS = Row(
    name="Parker",
    instrument=I.NUMERIC,
    cpv_prefixes=("77",),
    limits=(Limit(M.VALUE, C.AT_LEAST, Fraction(5_000_000)),),
    volume=Volume(places=1),
)
SHORT = Row(name="Korta", instrument=I.NONE, limits=(Limit(M.MONTHS, C.LESS_THAN, Fraction(6)),))
TALK = Row(name="Dialog", instrument=I.DIALOGUE, limits=(Limit(M.STAFF_SHARE, C.MORE_THAN, Fraction(1, 2)),))
REST = Row(name="Övriga", instrument=I.NONE)


def buys(*, cpv="77310000", nature=Nature.SERVICES, forms=(), **figures) -> Purchase:
    known = {M(name): Fraction(str(figure)) for name, figure in figures.items() if figure is not None}
    return Purchase(nature=nature, forms=frozenset(forms), cpv=cpv, figures=known)


def test_the_first_row_that_fits_decides_and_those_before_say_why_not():
    found = recommend(Table(rows=(SHORT, PARKS, REST)), buys(months=12, value=5_000_000))

    assert (found.outcome, found.advice.instrument, found.advice.places) == (
        Outcome.RECOMMENDED,
        I.NUMERIC,
        1,
    )
    assert (found.deciding.number, found.deciding.row) == (2, PARKS)
    assert [(judged.number, judged.fits) for judged in found.earlier] == [(1, False)]
    (why_not,) = found.earlier[0].tests
    assert (why_not.subject, why_not.figure, why_not.limit.amount) == (M.MONTHS, 12, 6)


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        (C.AT_LEAST, False, True, True),
        (C.MORE_THAN, False, False, True),
        (C.LESS_THAN, True, False, False),
        (C.AT_MOST, True, True, False),
    ],
)
@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        (M.VALUE, ("4999999", "5000000", "5000001")),
        (M.MONTHS, ("3.9", "4", "4.1")),
        (M.PERFORMERS, ("0.9", "1", "1.1")),
        (M.STAFF_SHARE, ("0.49", "0.5", "0.51")),
    ],
)
def test_a_limit_is_met_below_at_and_above_as_it_says(comparison, below, at, above, measure, figures):
    row = Row(name="En", instrument=I.DIALOGUE, limits=(Limit(measure, comparison, Fraction(figures[1])),))

    found = [recommend(Table(rows=(row,)), buys(**{measure.value: each})).is_recommended for each in figures]

    assert found == [below, at, above]


def test_nature_and_form_are_conditions_too():
    row = Row(name="En", instrument=I.DIALOGUE, natures=frozenset({Nature.WORKS}))
    frame = Row(name="Två", instrument=I.RESERVED, forms=frozenset({Form.FRAMEWORK}))
    table = Table(rows=(row, frame))

    assert recommend(table, buys(nature=Nature.WORKS)).advice.instrument is I.DIALOGUE
    assert recommend(table, buys(forms=[Form.FRAMEWORK])).advice.instrument is I.RESERVED
    assert recommend(table, buys()).outcome is Outcome.NOT_RECOMMENDED


def test_without_a_row_that_fits_nothing_is_recommended():
    found = recommend(Table(rows=(SHORT, TALK)), buys(months=12, staff_share="0.5"))

    assert (found.outcome, found.deciding) == (Outcome.NOT_RECOMMENDED, None)
    assert [judged.number for judged in found.earlier] == [1, 2]


class TestWhatIsNotKnown:
    def test_a_missing_figure_never_decides(self):
        found = recommend(Table(rows=(SHORT, PARKS)), buys(value=5_000_000))

        assert (found.outcome, found.missing) == (Outcome.UNCLEAR, (M.MONTHS,))

    def test_it_does_not_matter_where_every_row_says_the_same(self):
        found = recommend(Table(rows=(SHORT, REST)), buys())

        assert (found.outcome, found.missing, found.deciding.row) == (Outcome.NOT_RECOMMENDED, (), REST)

    def test_all_that_is_missing_is_named(self):
        found = recommend(Table(rows=(SHORT, PARKS, TALK)), buys(cpv=""))

        assert found.missing == (M.MONTHS, Subject.SECTOR, M.VALUE, M.STAFF_SHARE)

    def test_a_row_that_counts_by_value_needs_the_value(self):
        row = Row(name="En", instrument=I.NUMERIC, volume=Volume(sek_per_place=25))

        found = recommend(Table(rows=(row,)), buys())

        assert (found.outcome, found.missing) == (Outcome.UNCLEAR, (M.VALUE,))

    def test_what_is_known_to_fail_is_not_asked_for(self):
        found = recommend(Table(rows=(PARKS,)), buys(cpv="", value=1))

        assert (found.outcome, found.missing) == (Outcome.NOT_RECOMMENDED, ())


class TestSector:
    """Dialogue is never ruled out by sector."""

    @pytest.mark.parametrize("rows", [(PARKS,), (PARKS, REST), (SHORT, PARKS, REST)])
    def test_architects_get_dialogue_where_parks_get_a_number(self, rows):
        found = recommend(Table(rows=rows), buys(cpv="71200000", value=5_000_000, months=12))

        assert (found.outcome, found.advice.instrument) == (Outcome.RECOMMENDED, I.DIALOGUE)
        assert found.by_sector.row == PARKS

    def test_another_reason_still_rules_it_out(self):
        table = Table(rows=(PARKS, REST))

        assert not recommend(table, buys(cpv="71200000", value=4_999_999)).is_recommended
        assert not recommend(
            Table(rows=(SHORT, PARKS)), buys(cpv="71200000", value=9e6, months=5)
        ).is_recommended

    def test_a_row_that_recommends_something_is_not_weakened(self):
        table = Table(rows=(PARKS, Row(name="Alla", instrument=I.COMBINED, volume=Volume(places=2))))

        assert recommend(table, buys(cpv="71200000", value=5_000_000)).advice.instrument is I.COMBINED

    def test_a_sector_that_would_give_no_place_gives_no_dialogue(self):
        row = Row(name="En", instrument=I.NUMERIC, cpv_prefixes=("77",), volume=Volume(sek_per_place=100))

        assert not recommend(Table(rows=(row,)), buys(cpv="71", value=99)).is_recommended

    def test_no_row_may_rule_out_a_sector(self):
        with pytest.raises(BadRow, match="sector_rules_out_dialogue"):
            Row(name="Arkitekter", instrument=I.NONE, cpv_prefixes=("71",))


@pytest.mark.parametrize(
    ("value", "down", "nearest", "up"),
    [
        (1, None, None, 1),
        (12_500_000, None, 1, 1),
        (24_999_999, None, 1, 1),
        (25_000_000, 1, 1, 1),
        (25_000_001, 1, 1, 2),
        (37_500_000, 1, 2, 2),
    ],
)
def test_parts_of_a_place_are_rounded_as_the_table_says(value, down, nearest, up):
    row = Row(name="En", instrument=I.NUMERIC, volume=Volume(sek_per_place=25_000_000))
    answers = [recommend(Table(rows=(row,), rounding=way), buys(value=value)) for way in Rounding]

    assert [found.advice.places for found in answers] == [down, nearest, up]
    assert [found.is_recommended for found in answers] == [
        places is not None for places in (down, nearest, up)
    ]
    assert [found.advice.is_below_one for found in answers] == [
        places is None for places in (down, nearest, up)
    ]


def test_a_combined_requirement_below_one_place_is_dialogue():
    row = Row(name="En", instrument=I.COMBINED, volume=Volume(sek_per_place=100))

    assert recommend(Table(rows=(row,)), buys(value=99)).advice.instrument is I.DIALOGUE


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("one_volume", Volume),
        ("one_volume", lambda: Volume(places=1, sek_per_place=1)),
        ("volume_above_zero", lambda: Volume(places=0)),
        ("volume_without_amount", lambda: Row(name="", instrument=I.DIALOGUE, volume=Volume(places=1))),
        ("limit_twice", lambda: _limits((C.AT_LEAST, 1), (C.MORE_THAN, 2))),
        ("empty_band", lambda: _limits((C.AT_LEAST, 6), (C.LESS_THAN, 6))),
        ("empty_band", lambda: _limits((C.MORE_THAN, 6), (C.AT_MOST, 6))),
        ("empty_band", lambda: _limits((C.AT_LEAST, 7), (C.AT_MOST, 6))),
    ],
)
def test_a_row_that_cannot_be_is_refused(code, make):
    with pytest.raises(BadRow) as refused:
        make()

    assert refused.value.code == code


def test_a_band_of_one_figure_may_be():
    assert recommend(Table(rows=(_limits((C.AT_LEAST, 6), (C.AT_MOST, 6)),)), buys(months=6)).is_recommended


@pytest.mark.parametrize("row", [PARKS, SHORT, TALK, REST])
def test_a_row_survives_storing(row):
    assert row_from_json(row_to_json(row)) == row


def test_volumes_survive_storing():
    volumes = [Volume(full_time_months=Fraction(49, 2)), Volume(sek_per_place=25, employment_months=12)]
    rows = [Row(name="En", instrument=I.COMBINED, volume=volume) for volume in volumes]

    assert [row_from_json(row_to_json(row)) for row in rows] == rows


def _limits(*bounds) -> Row:
    limits = tuple(Limit(M.MONTHS, comparison, Fraction(amount)) for comparison, amount in bounds)
    return Row(name="En", instrument=I.DIALOGUE, limits=limits)
