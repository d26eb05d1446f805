"""When somebody was last here: read from the log of log-ins, so that showing a page writes nothing."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from core.models import AuditRow
from organisations.models import Membership

LOGGED_IN = "logged_in"


def visits_of(member: Membership) -> QuerySet[AuditRow]:
    """The member's latest two log-ins: this visit, and the one before it."""
    own = AuditRow.objects.filter(object_label="organisations.user", object_id=str(member.user_id))
    here = Q(organisation_id=member.organisation_id) | Q(organisation_id__isnull=True)
    return own.filter(here, action=LOGGED_IN).order_by("-at", "-pk")[:2]


def last_visit(visits: Sequence[AuditRow]) -> dt.datetime | None:
    """The log-in before this visit's; None for whoever is here for the first time."""
    return visits[1].at if len(visits) > 1 else None
