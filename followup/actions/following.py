"""What is recorded while a contract runs: changes, hearings, reliefs, and how it went for people."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from core import clock
from core.actors import Actor, actor_columns
from core.rules import RuleBroken
from followup.choices import StepKind
from followup.models import HearingStep, PlacementOutcome
from matching.models import Placement
from procurements.models import Commitment, Variation


def record_variation(
    commitment: Commitment,
    *,
    holds_from: dt.date,
    ground: str,
    full_time_months: Decimal | None = None,
    places: int | None = None,
    value_sek: int | None = None,
    contract_months: int | None = None,
    by: Actor,
) -> Variation:
    """Change what was promised, from a day on; what is left out stays as it was."""
    row = Variation(
        commitment=commitment,
        valid_from=holds_from,
        ground=ground,
        full_time_months=full_time_months,
        places=places,
        value_sek=value_sek,
        contract_months=contract_months,
        **actor_columns(by),
    )
    if all(value is None for value in (full_time_months, places, value_sek, contract_months)):
        raise RuleBroken(_("Say what is changed."))
    row.full_clean()
    row.save()
    return row


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
