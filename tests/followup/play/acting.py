"""Files to play in tests: the demo files, and the smallest case with something added."""

import re
from pathlib import Path

from followup.play import play
from followup.scenario import parse
from tests.reference.factories import CpvCodeFactory

DEMO = Path(__file__).parents[3] / "demo"
CODE = re.compile(r'cpv: "(\d{8})"')

SMALLEST = """\
name: Skötsel av parker
today: {today}
buyer: {{name: Exempelstad, kind: municipality}}
supplier: {{name: Grönyta AB}}
procurement:
  title: Skötsel av parker
  contract: {{start: 2026-01-01, months: 12}}
requirement: {{kind: numeric, full_time_months: 6}}
"""


def known_codes():
    for file in DEMO.rglob("*.yaml"):
        for code in CODE.findall(file.read_text(encoding="utf-8")):
            CpvCodeFactory(code=code)


def case(more="", today="2026-12-31"):
    return parse(SMALLEST.format(today=today) + more, file="case.yaml")


def played(more="", today="2026-12-31"):
    return play(case(more, today))
