"""What others have done lately: the latest steps of rows that a member may see."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from core import clock
from core.models import StatusChange

if TYPE_CHECKING:
    from organisations.models import Membership

SHOWN = 6
LATELY = dt.timedelta(days=60)


def latest_steps(
    rows: QuerySet[Model], *, member: "Membership", states: tuple[str, ...]
) -> QuerySet[StatusChange]:
    """The newest steps to one of `states`, taken by others than the member on rows of the queryset."""
    steps = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(rows.model),
        at__gt=clock.now() - LATELY,
        to_state__in=states,
        object_id__among=rows,
    ).exclude(member=member)
    return steps.select_related("member__user", "on_behalf_of__user").order_by("-at", "-pk")[:SHOWN]
