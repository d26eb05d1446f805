"""The last day of a contract with every change of its term, as the database works it out."""

import datetime as dt
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from core import clock
from procurements.models import Commitment, Variation


def by_last_day(commitments: QuerySet[Commitment], *, on: dt.date | None = None) -> QuerySet[Commitment]:
    """With `last_day` as the term stands on the day (today), to order a list by or to warn by: in a month
    that is too short it may be a day from the ledger's."""
    changed = Variation.objects.standing().filter(
        commitment=OuterRef("pk"), contract_months__isnull=False, valid_from__lte=on or clock.today()
    )
    months = Subquery(changed.order_by("-valid_from", "-pk").values("contract_months")[:1])
    term = Func(Value(0), months, function="make_interval")
    after = Cast(ExpressionWrapper(F("contract__starts_on") + term, output_field=DateField()), DateField())
    signed = F("contract__ends_on")
    return commitments.annotate(last_day=Coalesce(after - Value(1), signed, output_field=DateField()))


def ends_before(commitment: Commitment, day: dt.date) -> dt.date | None:
    """The last day of the contract where it lies before the day; none where the day is within the term, or
    within a longer one that is agreed upon."""
    found: Any = by_last_day(Commitment.objects.filter(pk=commitment.pk), on=day)
    last: dt.date = found.get().last_day
    return last if last < day else None
