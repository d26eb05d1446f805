"""Playing the acts of a case on their days, all or nothing, and reading the outcome back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.mail import silenced
from core.rules import RuleBroken
from followup.play import managing, preparing, signing
from followup.play.stage import Act, Setting, Stage
from followup.scenario import Scenario, ScenarioError
from followup.scenario import outcome as told_outcome
from procurements.models import Commitment, Procurement
from suppliers.balances import balance
from suppliers.ledger import Outcome

MORNING = dt.time(8)
BETWEEN_ACTS = dt.timedelta(seconds=5)


@dataclass(frozen=True, kw_only=True)
class Played:
    """What came of it. Without a commitment (no contract by `today`) the outcome is that of the file."""

    case: Procurement | None
    commitment: Commitment | None
    outcome: Outcome


def play(scenario: Scenario, setting: Setting | None = None) -> Played:
    """Play the case up to the end of its `today`, as those who would press the buttons.

    One transaction: the first refused step undoes everything and raises ScenarioError with its line. Writes
    no mail. Documents are ordered and made by the worker after commit.
    """
    stage = Stage.of(scenario, setting or Setting())
    with silenced(), transaction.atomic():
        for act, moment in moments(script(scenario)):
            with clock.frozen(moment), told_with_line(scenario, act):
                act.do(stage)
        if (case := stage.case_or_none) is not None:
            case.refresh_from_db()
        return Played(case=case, commitment=stage.commitment, outcome=read_back(stage))


def script(scenario: Scenario) -> list[Act]:
    """Everything that has happened by the end of `today`, in the order of the days."""
    every = [*preparing.acts(scenario), *signing.acts(scenario), *managing.acts(scenario)]
    return sorted((act for act in every if act.on <= scenario.today), key=lambda act: (act.on, act.rank))


def moments(acts: Iterable[Act]) -> Iterator[tuple[Act, dt.datetime]]:
    """Each act with its moment: from eight in the morning, one shortly after the other."""
    for day, of_day in groupby(acts, key=lambda act: act.on):
        for number, act in enumerate(of_day):
            yield act, dt.datetime.combine(day, MORNING) + number * BETWEEN_ACTS


@contextmanager
def told_with_line(scenario: Scenario, act: Act) -> Iterator[None]:
    """Turn a refusal into an error of the file, at the line that asked for the step."""
    try:
        yield
    except RuleBroken as refusal:
        raise ScenarioError(scenario.file, act.line, str(refusal)) from refusal
    except ValidationError as fault:
        raise ScenarioError(scenario.file, act.line, in_words(fault)) from fault


def in_words(fault: ValidationError) -> str:
    """The messages, with the field they are about."""
    if not hasattr(fault, "error_dict"):
        return " ".join(fault.messages)
    told = [
        f"{field}: {' '.join(texts)}" for field, texts in fault.message_dict.items() if field != "__all__"
    ]
    return "; ".join([*told, *fault.message_dict.get("__all__", [])])


def read_back(stage: Stage) -> Outcome:
    """From the rows just written; from the file while there is no commitment to read."""
    if stage.commitment is None:
        return told_outcome(stage.scenario)
    row = Commitment.objects.select_related("contract").get(pk=stage.commitment.pk)
    return balance(row, on=stage.scenario.today)
