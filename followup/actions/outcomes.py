"""Noting how it went for the person of a placement."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core.actors import Actor, actor_columns
from core.locks import one_at_a_time
from core.rules import RuleBroken
from followup.actions.following import not_ahead
from followup.models import PlacementOutcome
from matching.models import Placement


@transaction.atomic
def record_outcome(placement: Placement, *, on: dt.date, result: str, by: Actor) -> PlacementOutcome:
    """Note where the person of the placement was on a day after it began.

    A second word about the same day corrects the first, which stays in the history. No figure of the
    ledger rests on it.
    """
    not_ahead(on)
    if on < placement.starts_on:
        raise RuleBroken(_("Choose a day after the placement began."))
    one_at_a_time("outcome", placement.pk)
    earlier = placement.outcomes.standing().filter(valid_from=on).first()
    if earlier is not None and earlier.result == result:
        return earlier
    return PlacementOutcome.objects.create(
        placement=placement, valid_from=on, result=result, corrects=earlier, **actor_columns(by)
    )
