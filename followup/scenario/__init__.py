"""Scenario files: one case each, for demonstration, training and acceptance.

`load(path)` reads and checks a file; `outcome(scenario)` tells what the rules say on its `today`,
without a database; `to_ledger(scenario)` gives the facts behind it; `timeline(scenario)` the days of
the steps that the file does not mention. Errors name file, line and rule.
"""

from followup.scenario.errors import ScenarioError
from followup.scenario.facts import outcome, to_ledger
from followup.scenario.files import load, parse
from followup.scenario.model import (
    Bonus,
    Buyer,
    BuyerKind,
    EventKind,
    Law,
    Nature,
    NoCandidate,
    Placement,
    Procurement,
    Requirement,
    Scenario,
    ScenarioEvent,
    Supplier,
)
from followup.scenario.timeline import LeadTimes, Timeline, timeline

__all__ = [
    "Bonus",
    "Buyer",
    "BuyerKind",
    "EventKind",
    "Law",
    "LeadTimes",
    "Nature",
    "NoCandidate",
    "Placement",
    "Procurement",
    "Requirement",
    "Scenario",
    "ScenarioError",
    "ScenarioEvent",
    "Supplier",
    "Timeline",
    "load",
    "outcome",
    "parse",
    "timeline",
    "to_ledger",
]
