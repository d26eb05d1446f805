"""States of the procurement case and of the commitment, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    """Where in the six steps the case is."""

    PLAN = "plan", _("Plan")
    MAP = "map", _("Map")
    ANALYSE = "analyse", _("Analyse")
    PROCURE = "procure", _("Procure")
    IMPLEMENT = "implement", _("Implement")
    MANAGE = "manage", _("Manage")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class CommitmentState(models.TextChoices):
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


C = CaseState
STEPS = (C.PLAN, C.MAP, C.ANALYSE, C.PROCURE, C.IMPLEMENT, C.MANAGE)
PREPARING = frozenset({C.PLAN, C.MAP, C.ANALYSE})
OPEN = frozenset(STEPS)

# Forward by one or past steps that are not needed here; back to reopen one.
CASE_TRANSITIONS: dict[str, frozenset[str]] = {
    C.PLAN: frozenset({C.MAP, C.ANALYSE, C.PROCURE, C.CANCELLED}),
    C.MAP: frozenset({C.PLAN, C.ANALYSE, C.PROCURE, C.CANCELLED}),
    C.ANALYSE: frozenset({C.PLAN, C.MAP, C.PROCURE, C.CANCELLED}),
    C.PROCURE: frozenset({C.PLAN, C.MAP, C.ANALYSE, C.IMPLEMENT, C.CANCELLED}),
    C.IMPLEMENT: frozenset({C.MANAGE, C.CANCELLED}),
    C.MANAGE: frozenset({C.IMPLEMENT, C.CLOSED}),
    C.CLOSED: frozenset({C.MANAGE}),
    C.CANCELLED: frozenset(),
}
COMMITMENT_TRANSITIONS: dict[str, frozenset[str]] = {
    CommitmentState.RUNNING: frozenset({CommitmentState.CLOSED}),
    CommitmentState.CLOSED: frozenset({CommitmentState.RUNNING}),
}
