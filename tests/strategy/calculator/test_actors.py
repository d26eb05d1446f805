"""One table for each actor: what changes for it when one thing about the requirement changes."""

from fractions import Fraction

import pytest

from strategy.calculator import Age, Buyer, Occupation, Party, Support, Unemployed
from tests.strategy.calculator.cases import amounts, reckon, whole

HALF = Fraction(1, 2)
EMPLOYER, INDIVIDUAL, STATE = Party.EMPLOYER, Party.INDIVIDUAL, Party.STATE
INTERN = {
    "occupation": Occupation.INTERNSHIP,
    "support": Support.NONE,
    "intern_production": Fraction(8_000),
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 28_846),
        ({"support": Support.NONE}, 28_846 - 150_816),
        ({"is_newly_arrived": False}, 28_846 - 75_408),  # one employer contribution instead of two
        ({"is_newly_arrived": False, "unemployed": Unemployed.FROM_24}, 28_846),
        ({"scope": HALF}, (28_846 + 57_311) / 2 - 57_311),  # supervision and administration are not halved
        ({"production_factor": Fraction(1)}, 28_846 + 64_659),
        ({"supervision_share": Fraction(0)}, 28_846 + 47_311),
        ({"bonus_per_month": Fraction(5_000)}, 28_846 + 60_000),
        (
            {"months": Fraction(36)},
            3 * (-64_658.64 - 47_311.2) + 2 * 150_816 - 10_000,
        ),  # support for two years
        ({"months": Fraction(24), "age": Age.UNDER_26}, 2 * (-64_658.64 - 47_311.2) + 150_816 - 10_000),
        ({"support": Support.INTRODUCTION}, 28_846 - 150_816 + 252_326 + 12_000),  # 80 % of 20,000 with fees
        ({"support": Support.WAGE_GRANT, "support_share": HALF}, 28_846 - 150_816 + 157_704),
        (INTERN, 96_000 - 57_311),
        ({"occupation": Occupation.APPRENTICESHIP}, 28_846),
    ],
)
def test_employer(changed, expected):
    assert whole(reckon(**changed).result_of(EMPLOYER)) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {},
            246_000 - 70_925 + 19_353 - 136_560,
        ),  # wage, tax, tax credit, and the norm that was filled up to
        ({"has_housing_allowance": False}, 57_867),  # income support had filled up
        (
            {"is_newly_arrived": False, "is_insured": True},
            # 16,400 a month taxed: 196,800 a year less 30,586; what was left was above the norm, with housing
            194_427 - (196_800 - 53_504 + 46_800),
        ),
        (INTERN, 0),
        ({"support": Support.NONE}, 57_867),
    ],
)
def test_individual(changed, expected):
    assert whole(reckon(**changed).result_of(INDIVIDUAL)) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 45_609 + 9_680 - 40_000),
        ({"buyer": Buyer.REGION}, 45_609 + 9_680),
        ({"has_housing_allowance": False}, 45_609 + 9_680 + 46_800 - 40_000),
        ({"bonus_per_month": Fraction(1_000)}, 45_609 + 9_680 - 40_000 - 12_000),
        ({"procurement_cost": Fraction(0)}, 45_609 + 9_680),
        ({"posts": 2}, 2 * (45_609 + 9_680) - 40_000),
        (INTERN, -40_000),
    ],
)
def test_municipality(changed, expected):
    assert whole(reckon(**changed).result_of(Party.MUNICIPALITY)) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 25_316),
        ({"buyer": Buyer.REGION}, 25_316 - 40_000),
        ({"buyer": Buyer.REGION, "bonus_per_month": Fraction(1_000)}, 25_316 - 52_000),
        ({"months": Fraction(6)}, 25_316 / 2),
        (INTERN, 0),
    ],
)
def test_region(changed, expected):
    assert whole(reckon(**changed).result_of(Party.REGION)) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 77_293 - 19_353 + 80_080 + 46_800 + 38_885 - 150_816),
        ({"buyer": Buyer.STATE}, 72_890 - 40_000),
        ({"support": Support.NONE}, 72_890 + 150_816),
        ({"support": Support.INTRODUCTION}, 72_890 + 150_816 - 252_326 - 12_000),
        ({"has_housing_allowance": False}, 72_890 - 46_800),
        (INTERN, 0),
    ],
)
def test_state(changed, expected):
    assert whole(reckon(**changed).result_of(STATE)) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 200_209),
        ({"support": Support.NONE}, 200_209),  # support only moves money
        ({"buyer": Buyer.STATE}, 200_209),
        ({"has_housing_allowance": False}, 200_209),
        ({"bonus_per_month": Fraction(9_000)}, 200_209),
        ({"posts": 3}, 3 * 240_209 - 40_000),
        ({"posts": 0}, 0),
        (INTERN, 96_000 - 57_311 - 40_000),
    ],
)
def test_society(changed, expected):
    assert whole(reckon(**changed).society) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("changed", "entry", "expected"),
    [
        (
            {"gross_wage": Fraction(60_000), "support": Support.NONE},
            "state_tax",
            (720_000 - 13_624.5 - 490_700) / 5,
        ),
        ({}, "state_tax", 0),
        ({"is_newly_arrived": False}, "activity_support", 57_980),
        ({"is_newly_arrived": False, "is_insured": True}, "unemployment_insurance", 196_800),
        (
            {"is_newly_arrived": False, "is_insured": True, "gross_wage": Fraction(40_000)},
            "unemployment_insurance",
            760 * 260,
        ),
    ],
)
def test_single_entries(changed, entry, expected):
    assert whole(amounts(reckon(**changed))[entry]) == pytest.approx(expected, abs=1)
