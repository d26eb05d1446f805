"""Many people judged at once: all that was chosen is kept, or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from matching.models import Placement
from organisations.models import Membership


@dataclass(frozen=True)
class Judged:
    """What is said of one placement: a connection with its reason, and on whose word the person belongs to
    the target group; either may be empty."""

    placement: Placement
    attribution: str
    reason: str
    basis: str


@transaction.atomic
def judge_together(said: Iterable[Judged], *, on: dt.date, by: Membership) -> int:
    """Tell each in its turn, in the order of the rows, so that two who save at once never wait for each
    other. Answers how many people something was said of."""
    asked = sorted(said, key=lambda one: one.placement.pk)
    if not asked:
        raise RuleBroken(_("Choose something for at least one person."))
    for one in asked:
        if one.attribution:
            one.placement.attribute(attribution=one.attribution, reason=one.reason, judged_on=on, by=by)
        if one.basis:
            one.placement.confirm_target_group(by=by, on=on, basis=one.basis)
    return len(asked)
