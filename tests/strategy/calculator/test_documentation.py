"""The worked examples of docs/calculation.md hold."""

import doctest
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "calculation.md"


def test_the_worked_examples_hold():
    result = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")

    assert result.attempted > 12
    assert result.failed == 0
