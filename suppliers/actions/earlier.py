"""People who had begun when a running contract was entered here, told one by one by the authority itself."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from core.templatetags.formats import date_words
from matching.models import Placement
from matching.models.placement import start_placement
from organisations.models import Membership
from procurements.models import Commitment


def entered_on(commitment: Commitment) -> dt.date:
    """The day on which the contract was entered. Whoever began later is for the supplier to report."""
    first = commitment.status_changes.order_by("at", "pk").values_list("at", flat=True)[0]
    return timezone.localdate(first)


@transaction.atomic
def record_earlier_person(
    commitment: Commitment,
    *,
    ended_on: dt.date | None = None,
    because: str = "",
    by: Membership,
    **terms: Any,
) -> Placement:
    """Somebody who began under the contract before it was entered, and may have ended.

    Counts from her first day like anybody else; days that an opening balance covers are not counted twice
    (suppliers/ledger). `terms` as in `matching.facts.agreed`.
    """
    last = entered_on(commitment)
    if not commitment.contract.starts_on <= terms["starts_on"] <= last:
        raise RuleBroken(
            _("Choose a day from {first} to {last}. Whoever began later is reported by the supplier.").format(
                first=date_words(commitment.contract.starts_on), last=date_words(last)
            )
        )
    supplier = commitment.contract.supplier
    placement = start_placement(supplier=supplier, commitment=commitment, by=by, **terms)
    if ended_on is not None:
        placement.end(ended_on=ended_on, because=because, by=by)
    return placement
