"""Scenario files: read, check, and turned into facts. Nothing is played and nothing written."""

from pathlib import Path

import yaml

from followup.scenario.case import read_buyer, read_procurement, read_supplier
from followup.scenario.crosschecks import check
from followup.scenario.errors import ScenarioError
from followup.scenario.happenings import read_event, read_no_candidate, read_placement
from followup.scenario.model import Scenario
from followup.scenario.nodes import Section, Value
from followup.scenario.requirement import read_requirement

SCENARIO = frozenset(
    {"name", "today", "buyer", "supplier", "procurement", "requirement"}
    | {"placements", "no_candidate", "events"}
)


def load(path: Path) -> Scenario:
    """The scenario in the file; raises ScenarioError for whatever keeps it from being played."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise ScenarioError(str(path), 1, f"The file cannot be read as UTF-8 text: {reason}.") from reason
    return parse(text, file=str(path))


def parse(text: str, *, file: str = "scenario") -> Scenario:
    """The scenario in the text; `file` is what it is called in errors."""
    part = Value(file, compose(text, file=file), "The scenario").section(SCENARIO)
    scenario = Scenario(
        file=file,
        name=part.need("name").text(),
        today=part.need("today").day(),
        buyer=read_buyer(part.need("buyer")),
        supplier=read_supplier(part.need("supplier")),
        procurement=read_procurement(part.need("procurement")),
        requirement=read_requirement(part.need("requirement")),
        placements=tuple(read_placement(value) for value in items(part, "placements", "A placement")),
        no_candidate=tuple(
            read_no_candidate(value) for value in items(part, "no_candidate", "A request without candidate")
        ),
        events=tuple(read_event(value) for value in items(part, "events", "An event")),
    )
    check(scenario)
    return scenario


def items(part: Section, key: str, name: str) -> list[Value]:
    value = part.maybe(key)
    return [Value(item.file, item.node, name) for item in value.items()] if value else []


def compose(text: str, *, file: str) -> yaml.Node:
    """The YAML tree with its line numbers."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise ScenarioError(
            file, mark.line + 1 if mark else 1, f"Not valid YAML: {fault.problem}."
        ) from fault
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise ScenarioError(file, line, "The file holds a character that YAML does not allow.") from fault
    except RecursionError as fault:
        raise ScenarioError(file, 1, "The file is nested too deep.") from fault
    if node is None:
        raise ScenarioError(file, 1, "The file is empty.")
    return node
