"""When contracts that ran already were entered here: what was over by then is nobody's to be late with."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min
from django.utils import timezone

from core.models import StatusChange
from procurements.models import Commitment


def entered_on(commitment: Commitment) -> dt.date | None:
    """The day on which a contract that ran already was entered; None for one that was made here."""
    return entered_days([commitment]).get(commitment.pk)


def entered_days(commitments: Iterable[Commitment]) -> Mapping[int, dt.date]:
    """The same of many by primary key, in one query; those that were made here are left out."""
    keys = [row.pk for row in commitments]
    entered = Commitment.objects.filter(pk__in=keys, contract__lot__procurement__entered_running=True)
    begun = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Commitment), object_id__in=entered.values("pk")
    )
    first = begun.order_by().values_list("object_id").annotate(at=Min("at"))
    return {pk: timezone.localdate(at) for pk, at in first}
