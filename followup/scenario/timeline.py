"""When the steps that a scenario file does not mention are played."""

import datetime as dt
from dataclasses import dataclass

from followup.scenario.model import Scenario
from suppliers.ledger.months import last_day_of_term


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """Days before the contract's start, and after it for the start meeting, as the format fixes them."""

    decision: int = 180
    publication: int = 120
    award: int = 40
    contract: int = 20
    start_meeting: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The days of the case's steps. What lies after the scenario's `today` has not happened."""

    decided_on: dt.date
    published_on: dt.date
    awarded_on: dt.date
    signed_on: dt.date
    starts_on: dt.date
    start_meeting_on: dt.date
    ends_on: dt.date


FORMAT = LeadTimes()


def timeline(scenario: Scenario, lead: LeadTimes = FORMAT) -> Timeline:
    start = scenario.procurement.contract_start
    return Timeline(
        decided_on=start - dt.timedelta(days=lead.decision),
        published_on=start - dt.timedelta(days=lead.publication),
        awarded_on=start - dt.timedelta(days=lead.award),
        signed_on=start - dt.timedelta(days=lead.contract),
        starts_on=start,
        start_meeting_on=start + dt.timedelta(days=lead.start_meeting),
        ends_on=last_day_of_term(start, scenario.procurement.contract_months),
    )
