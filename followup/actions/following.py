"""What is recorded of hearings and reliefs that took place elsewhere."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.actors import Actor, actor_columns
from core.rules import RuleBroken
from followup.choices import StepKind
from followup.models import HearingStep
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


def not_ahead(day: dt.date) -> None:
    """What has happened is recorded afterwards."""
    if day > clock.today():
        raise RuleBroken(_("Record it once it has happened, not before."))
