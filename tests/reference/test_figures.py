import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from core.rules import RuleBroken
from reference.figures import NAMES, legal_figure, legal_figures

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("key", "on", "value", "unit"),
    [
        ("standstill_days_electronic", TODAY, "10", "days"),
        ("standstill_days_other", TODAY, "15", "days"),
        ("direct_procurement_limit", dt.date(2021, 12, 31), "615312", "SEK"),
        ("direct_procurement_limit", dt.date(2022, 2, 1), "700000", "SEK"),
        ("direct_procurement_limit", TODAY, "700000", "SEK"),
        ("first_start_months", TODAY, "6", "months"),
        ("early_end_share", TODAY, "0.75", "share"),
    ],
)
def test_figure_of_a_day(key, on, value, unit):
    figure = legal_figure(key, on=on)

    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_a_day_without_a_value_is_refused_instead_of_guessed():
    with pytest.raises(RuleBroken, match=r"Gräns för direktupphandling.*2022-01-15"):
        legal_figure("direct_procurement_limit", on=dt.date(2022, 1, 15))


def test_an_unknown_key_is_a_programming_error():
    with pytest.raises(KeyError):
        legal_figure("no_such_figure", on=TODAY)


def test_every_figure_names_its_source():
    figures = [figure for rows in legal_figures().values() for figure in rows]

    assert [figure.key for figure in figures if not figure.source] == []
    assert all(figure.note for figure in figures if not figure.is_verified)


def test_every_figure_has_a_name_for_people():
    assert set(NAMES) == set(legal_figures())


def test_periods_of_one_figure_do_not_overlap():
    for rows in legal_figures().values():
        assert all(
            earlier.valid_until and earlier.valid_until < later.valid_from
            for earlier, later in pairwise(rows)
        )
