"""Places by contract value, and the threshold for using a requirement at all."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from procurements.sizing import (
    Exemption,
    Nature,
    PlaceRule,
    Purchase,
    ThresholdRule,
    is_large_enough,
    size,
)
from strategy.ruletable import Rounding

MILLION = 1_000_000
RULE = PlaceRule(
    valid_from=dt.date(2016, 1, 1),
    source="Trafikverket, krav på sysselsättning, 2016",
    sek_per_place={Nature.WORKS: 50 * MILLION, Nature.SERVICES: 25 * MILLION},
    employment_months=12,
    internship_months=6,
    rounding=Rounding.DOWN,
    minimum_months=6,
    minimum_performers=Fraction(5),
)
THRESHOLD = ThresholdRule(
    valid_from=dt.date(2014, 8, 1),
    source="Göteborgs Stad, pilot 2014–2015",
    more_than_months=4,
    more_than_performers=1,
)
WORKS = Purchase(nature=Nature.WORKS, value_sek=100 * MILLION, months=24, performers=Fraction(30))


def test_a_hundred_million_of_works_is_two_places():
    sizing = size(WORKS, RULE)

    assert (sizing.places, sizing.employment_months, sizing.internship_months) == (2, 24, 12)
    assert sizing.exempt_because == ()


def test_services_give_a_place_per_twenty_five_million():
    assert size(replace(WORKS, nature=Nature.SERVICES), RULE).places == 4


@pytest.mark.parametrize(
    ("value", "down", "nearest", "up"),
    [
        (49_999_999, 0, 1, 1),
        (50_000_000, 1, 1, 1),
        (50_000_001, 1, 1, 2),
        (74_999_999, 1, 1, 2),
        (75_000_000, 1, 2, 2),
        (0, 0, 0, 0),
    ],
)
def test_parts_of_a_place_are_rounded_as_the_setting_says(value, down, nearest, up):
    purchase = replace(WORKS, value_sek=value)
    places = [size(purchase, replace(RULE, rounding=way)).places for way in Rounding]

    assert places == [down, nearest, up]


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"is_framework": True}, Exemption.FRAMEWORK),
        ({"is_direct_award": True}, Exemption.DIRECT_AWARD),
        ({"is_call_off": True}, Exemption.CALL_OFF),
        ({"nature": Nature.GOODS}, Exemption.NATURE),
        ({"months": 5}, Exemption.TOO_SHORT),
        ({"performers": Fraction(49, 10)}, Exemption.TOO_FEW_PERFORMERS),
    ],
)
def test_exempt_contracts_get_no_places_and_the_ground(change, ground):
    sizing = size(replace(WORKS, **change), RULE)

    assert sizing.exempt_because == (ground,)
    assert (sizing.places, sizing.employment_months, sizing.internship_months) == (0, 0, 0)


@pytest.mark.parametrize("change", [{"months": 6}, {"performers": Fraction(5)}, {"performers": None}])
def test_the_limits_themselves_are_not_exempt(change):
    assert size(replace(WORKS, **change), RULE).places == 2


def test_every_ground_is_named():
    purchase = Purchase(nature=Nature.GOODS, value_sek=MILLION, months=1, is_framework=True)

    assert size(purchase, RULE).exempt_because == (
        Exemption.FRAMEWORK,
        Exemption.NATURE,
        Exemption.TOO_SHORT,
    )


@pytest.mark.parametrize(
    ("months", "employees", "large_enough"),
    [
        (Fraction(4), Fraction(2), False),
        (Fraction(41, 10), Fraction(2), True),
        (Fraction(5), Fraction(1), False),
        (Fraction(5), Fraction(11, 10), True),
    ],
)
def test_the_threshold_asks_for_more_than_both_figures(months, employees, large_enough):
    assert is_large_enough(months=months, employees=employees, rule=THRESHOLD) is large_enough
