"""What is recorded while a contract runs: hearings, reliefs, and how it went for people."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.actors import Actor, actor_columns
from core.rules import RuleBroken
from followup.choices import StepKind
from followup.models import HearingStep, PlacementOutcome
from matching.models import Placement
from procurements.models import Commitment


def record_step(
    commitment: Commitment, kind: str, *, on: dt.date, reason: str = "", by: Actor
) -> HearingStep:
    """Note a step of the hearing. A relief frees the supplier whatever else holds, and needs a reason."""
    not_ahead(on)
    if kind == StepKind.RELIEF and not reason.strip():
        raise RuleBroken(_("Write why the supplier is relieved."))
    return HearingStep.objects.create(
        commitment=commitment, kind=kind, valid_from=on, reason=reason, **actor_columns(by)
    )


def record_outcome(placement: Placement, *, on: dt.date, result: str, by: Actor) -> PlacementOutcome:
    """Note where the person of the placement was on a day after it began."""
    not_ahead(on)
    if on < placement.starts_on:
        raise RuleBroken(_("Choose a day after the placement began."))
    return PlacementOutcome.objects.create(
        placement=placement, valid_from=on, result=result, **actor_columns(by)
    )


def not_ahead(day: dt.date) -> None:
    """What has happened is recorded afterwards."""
    if day > clock.today():
        raise RuleBroken(_("Record it once it has happened, not before."))
