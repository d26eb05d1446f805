"""House rule 9.6: every guard is run over planted violations and must catch them, and over the same thing
done right, where it must be silent. A guard without a plant fails, and so does one that no test runs."""

import ast
from pathlib import Path

import pytest

from tests.house.guards.registry import GUARDS, assert_clean
from tests.house.plants.registry import PLANTS, Plant, asked, load, without_guard, without_plant

load()
# The browser starts before a world is built: Django keeps connections apart by whether a loop runs.
pytestmark = pytest.mark.usefixtures("browser")


@pytest.mark.parametrize("planted", [pytest.param(p, id=p.name, marks=p.marks) for p in PLANTS])
def test_guard_bites(planted, request):
    specimen = planted.specimen(request)

    found = specimen.wrong.of(planted.guard)

    assert [sentence for sentence in found if specimen.says in sentence], found
    with pytest.raises(AssertionError, match=r"\S"):
        assert_clean(found)
    assert specimen.right.of(planted.guard) == []


def test_every_guard_has_a_plant():
    assert_clean(without_plant(GUARDS, PLANTS))


def test_every_plant_has_a_guard():
    assert_clean(without_guard(GUARDS, PLANTS))


def test_a_guard_without_a_plant_is_found():
    planted = [Plant("bitten", asked)]

    assert without_plant(["bitten", "toothless"], planted) == [
        "toothless has no plant: write one under @plant('toothless') in tests/house/plants/"
    ]
    assert without_guard(["toothless"], planted) == ["bitten-asked: there is no guard 'bitten'"]


def named_in(source: str) -> set[str]:
    """Every name that the module uses, after a dot or by itself."""
    tree = ast.parse(source)
    plain = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return plain | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_every_guard_is_run_by_a_house_test():
    here = Path(__file__)
    modules = [module for module in here.parent.glob("test_*.py") if module != here]
    used = set().union(*(named_in(module.read_text(encoding="utf-8")) for module in modules))

    assert [name for name in GUARDS if name not in used] == []
