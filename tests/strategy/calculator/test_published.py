"""The published example (docs/calculation.md): every actor gains, and society more than 200,000 SEK."""

import hashlib
import json

from strategy.calculator import FORMULAS, Party, as_json
from tests.strategy.calculator.cases import RULES, amounts, reckon, results, whole


def test_every_actor_gains_and_society_more_than_200_000():
    calculation = reckon()

    assert all(amount > 0 for amount in calculation.results.values())
    assert calculation.society > 200_000


def test_the_figures_of_the_example():
    calculation = reckon()

    assert results(calculation) == {
        "individual": 57_867,
        "municipality": 15_289,
        "region": 25_316,
        "state": 72_890,
        "employer": 28_846,
    }
    assert whole(calculation.society) == 200_209


def test_municipal_tax_covers_the_procurement_as_published():
    found = amounts(reckon())

    assert found["municipal_tax"] > found["procurement"]
    assert found["income_support"] > 0


def test_the_resource_sum_of_our_own_check():
    """Production less supervision, administration and procurement is 161,323 SEK before indirect tax."""
    calculation = reckon()
    found = amounts(calculation)

    assert whole(-calculation.result_of(Party.RESOURCES) - found["indirect_tax"]) == 161_323


def test_a_hundred_such_persons_make_more_than_20_million():
    assert reckon(posts=100).society > 20_000_000


def test_without_our_inferred_indirect_tax_society_stays_below_what_was_published():
    calculation = reckon(rules=RULES.changed(indirect_tax=0))

    assert whole(calculation.society) == 161_323


def test_formulas_do_not_change_without_a_new_number():
    """If this fails, raise FORMULAS in strategy/calculator/calculation.py, and then the digest here."""
    stored = json.dumps(as_json(reckon())["entries"], sort_keys=True)

    assert (FORMULAS, hashlib.sha256(stored.encode()).hexdigest()[:16]) == ("1", "d5a3895dee05faa8")
