"""States of the procurement case and of the commitment, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """Where in the six steps the case is."""

    PLAN = "plan", _("Plan")
    MAP = "map", _("Map")
    ANALYSE = "analyse", _("Analyse")
    PROCURE = "procure", _("Procure")
    IMPLEMENT = "implement", _("Implement")
    MANAGE = "manage", _("Manage")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    CANCELLED = "cancelled", _("Cancelled")
    UNDONE = "undone", pgettext_lazy("contract", "Entered by mistake")


class CommitmentState(models.TextChoices):
    RUNNING = "running", _("Running")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    UNDONE = "undone", pgettext_lazy("contract", "Entered by mistake")


C = CaseState
STEPS = (C.PLAN, C.MAP, C.ANALYSE, C.PROCURE, C.IMPLEMENT, C.MANAGE)
PREPARING = frozenset({C.PLAN, C.MAP, C.ANALYSE})
OPEN = frozenset(STEPS)

# Forward by one or past steps that are not needed here; back to reopen one. Undone is only what was entered
# as a running contract: nobody sees it any more, but its trail stays.
CASE_TRANSITIONS: dict[str, frozenset[str]] = {
    C.PLAN: frozenset({C.MAP, C.ANALYSE, C.PROCURE, C.CANCELLED}),
    C.MAP: frozenset({C.PLAN, C.ANALYSE, C.PROCURE, C.CANCELLED}),
    C.ANALYSE: frozenset({C.PLAN, C.MAP, C.PROCURE, C.CANCELLED}),
    C.PROCURE: frozenset({C.PLAN, C.MAP, C.ANALYSE, C.IMPLEMENT, C.CANCELLED}),
    C.IMPLEMENT: frozenset({C.MANAGE, C.CANCELLED}),
    C.MANAGE: frozenset({C.IMPLEMENT, C.CLOSED, C.UNDONE}),
    C.CLOSED: frozenset({C.MANAGE}),
    C.CANCELLED: frozenset(),
    C.UNDONE: frozenset(),
}
COMMITMENT_TRANSITIONS: dict[str, frozenset[str]] = {
    CommitmentState.RUNNING: frozenset({CommitmentState.CLOSED, CommitmentState.UNDONE}),
    CommitmentState.CLOSED: frozenset({CommitmentState.RUNNING}),
    CommitmentState.UNDONE: frozenset(),
}


class GoState(models.TextChoices):
    """Where the decision to go on is."""

    DRAFT = "draft", _("Draft")
    WAITING_FOR_BODY = "waiting_for_body", _("Waiting for the committee")
    WAITING_FOR_DELEGATE = "waiting_for_delegate", _("Waiting for a decision on delegation")
    RETURNED = "returned", _("Returned")
    DECIDED = "decided", _("Decided")
    DROPPED = "dropped", _("Dropped")


class RequirementState(models.TextChoices):
    """Content changes in draft only."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", pgettext_lazy("requirement", "Approved")
    LOCKED = "locked", _("Locked")


class AwardState(models.TextChoices):
    MADE = "made", _("Decided")
    NOTIFIED = "notified", _("Notification sent")
    SIGNED = "signed", _("Contract signed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MeetingState(models.TextChoices):
    TO_BOOK = "to_book", _("To be booked")
    BOOKED = "booked", _("Booked")
    HELD = "held", _("Held")


G, R, A, M = GoState, RequirementState, AwardState, MeetingState
GO_EDITABLE = frozenset({G.DRAFT, G.RETURNED})
GO_WAITING = frozenset({G.WAITING_FOR_BODY, G.WAITING_FOR_DELEGATE})
GO_OPEN = GO_EDITABLE | GO_WAITING
_FROM_GO_DRAFT = frozenset({G.WAITING_FOR_BODY, G.WAITING_FOR_DELEGATE, G.DECIDED, G.DROPPED})
GO_TRANSITIONS: dict[str, frozenset[str]] = {
    G.DRAFT: _FROM_GO_DRAFT,
    G.RETURNED: _FROM_GO_DRAFT,
    G.WAITING_FOR_BODY: frozenset({G.DECIDED, G.RETURNED}),
    G.WAITING_FOR_DELEGATE: frozenset({G.DECIDED, G.RETURNED}),
    G.DECIDED: frozenset(),
    G.DROPPED: frozenset(),
}
# A draft is locked directly only with the contract of a purchase that needs no approval.
REQUIREMENT_TRANSITIONS: dict[str, frozenset[str]] = {
    R.DRAFT: frozenset({R.SUBMITTED, R.LOCKED}),
    R.SUBMITTED: frozenset({R.DRAFT, R.APPROVED}),
    R.APPROVED: frozenset({R.DRAFT, R.LOCKED}),
    R.LOCKED: frozenset(),
}
# From notified to notified: a date that was typed wrongly.
AWARD_TRANSITIONS: dict[str, frozenset[str]] = {
    A.MADE: frozenset({A.NOTIFIED, A.SIGNED, A.WITHDRAWN}),
    A.NOTIFIED: frozenset({A.NOTIFIED, A.SIGNED, A.WITHDRAWN}),
    A.SIGNED: frozenset(),
    A.WITHDRAWN: frozenset(),
}
MEETING_TRANSITIONS: dict[str, frozenset[str]] = {
    M.TO_BOOK: frozenset({M.BOOKED, M.HELD}),
    M.BOOKED: frozenset({M.BOOKED, M.HELD}),
    M.HELD: frozenset(),
}


class PurchaseState(models.TextChoices):
    """Where a planned purchase is (docs/decisions/0026)."""

    PLANNED = "planned", _("Planned")
    STARTED = "started", _("Started as a procurement")
    DROPPED = "dropped", _("Not to be bought")
    UNDONE = "undone", _("Read in by mistake")


U = PurchaseState
PURCHASE_TRANSITIONS: dict[str, frozenset[str]] = {
    U.PLANNED: frozenset({U.STARTED, U.DROPPED, U.UNDONE}),
    U.STARTED: frozenset({U.PLANNED, U.UNDONE}),
    U.DROPPED: frozenset({U.PLANNED}),
    U.UNDONE: frozenset(),
}


class ListState(models.TextChoices):
    """A list of planned purchases from a file. Workers take three of the steps."""

    CHECKING = "checking", pgettext_lazy("import", "Being checked")
    DRAFT = "draft", pgettext_lazy("import", "Not entered yet")
    ENTERING = "entering", pgettext_lazy("import", "Being entered")
    ENTERED = "entered", pgettext_lazy("import", "Entered")
    UNDOING = "undoing", pgettext_lazy("import", "Being undone")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Thrown away")


L = ListState
LIST_WORKED_ON = frozenset({L.CHECKING, L.ENTERING, L.UNDOING})
LIST_TRANSITIONS: dict[str, frozenset[str]] = {
    L.CHECKING: frozenset({L.DRAFT, L.DISCARDED}),
    L.DRAFT: frozenset({L.CHECKING, L.ENTERING, L.DISCARDED}),
    L.ENTERING: frozenset({L.ENTERED, L.DRAFT}),
    L.ENTERED: frozenset({L.UNDOING}),
    L.UNDOING: frozenset({L.UNDONE, L.ENTERED}),
    L.UNDONE: frozenset(),
    L.DISCARDED: frozenset(),
}
