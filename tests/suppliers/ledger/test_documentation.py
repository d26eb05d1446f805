"""The worked examples of docs/arithmetic.md hold."""

import doctest
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "arithmetic.md"


def test_the_worked_examples_hold():
    result = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")

    assert result.attempted > 15
    assert result.failed == 0
