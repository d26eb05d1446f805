"""Every demo file, played through the verbs, comes out of the database as reasoned."""

import json
from pathlib import Path

import pytest

from core.models import OutgoingMail
from followup.play import play
from followup.scenario import load
from tests.followup.play.acting import DEMO

EXPECTED = Path(__file__).parents[1] / "scenario" / "expected"
HEAVY = {"cleaning-framework", "window-cleaning", "housing-renewal"}
FILES = [
    pytest.param(file, id=file.stem, marks=[pytest.mark.slow] if file.stem in HEAVY else [])
    for file in sorted(DEMO.glob("*.yaml"))
    if (EXPECTED / f"{file.stem}.json").exists()
]


@pytest.mark.parametrize("file", FILES)
def test_the_database_tells_what_the_file_does(codes, file):
    expected = json.loads((EXPECTED / f"{file.stem}.json").read_text(encoding="utf-8"))

    told = play(load(file)).outcome.as_json()
    told.pop("detail")

    assert told == expected
    assert list(told) == list(expected)
    assert not OutgoingMail.objects.exists()
