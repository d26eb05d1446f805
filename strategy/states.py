"""States of the leadership decision and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING_FOR_BODY = "waiting_for_body", _("Waiting for the committee")
    WAITING_FOR_DELEGATE = "waiting_for_delegate", _("Waiting for a decision on delegation")
    RETURNED = "returned", _("Returned")
    DECIDED = "decided", _("Decided")
    SUPERSEDED = "superseded", _("Superseded")
    ENDED = "ended", _("No longer applied")
    WITHDRAWN = "withdrawn", _("Dropped")


S = DecisionState
WAITING = frozenset({S.WAITING_FOR_BODY, S.WAITING_FOR_DELEGATE})
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
OPEN = WAITING | EDITABLE
MADE = frozenset({S.DECIDED, S.SUPERSEDED, S.ENDED})

_FROM_DRAFT = frozenset({S.WAITING_FOR_BODY, S.WAITING_FOR_DELEGATE, S.DECIDED, S.WITHDRAWN})
DECISION_TRANSITIONS: dict[str, frozenset[str]] = {
    S.DRAFT: _FROM_DRAFT,
    S.RETURNED: _FROM_DRAFT,
    S.WAITING_FOR_BODY: frozenset({S.DECIDED, S.RETURNED}),
    S.WAITING_FOR_DELEGATE: frozenset({S.DECIDED, S.RETURNED}),
    S.DECIDED: frozenset({S.SUPERSEDED, S.ENDED}),
    S.SUPERSEDED: frozenset(),
    S.ENDED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


class TableState(models.TextChoices):
    """Where a decision table is."""

    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")
    DROPPED = "dropped", _("Dropped")


T = TableState
TABLE_SETTLED = frozenset({T.IN_FORCE, T.REPLACED})
TABLE_TRANSITIONS: dict[str, frozenset[str]] = {
    T.DRAFT: frozenset({T.IN_FORCE, T.DROPPED}),
    T.IN_FORCE: frozenset({T.REPLACED}),
    T.REPLACED: frozenset(),
    T.DROPPED: frozenset(),
}


class AnalysisState(models.TextChoices):
    """Where an analysis is."""

    OPEN = "open", _("In progress")
    CLOSED = "closed", _("Completed")
    DROPPED = "dropped", _("Dropped")


A = AnalysisState
ANALYSIS_TRANSITIONS: dict[str, frozenset[str]] = {
    A.OPEN: frozenset({A.CLOSED, A.DROPPED}),
    A.CLOSED: frozenset(),
    A.DROPPED: frozenset(),
}


class PreparationState(models.TextChoices):
    """Where a task of the preparations is."""

    OPEN = "open", _("To do")
    DONE = "done", pgettext_lazy("status", "Done")
    NOT_NEEDED = "not_needed", pgettext_lazy("status", "Not needed here")


P = PreparationState
PREPARATION_TRANSITIONS: dict[str, frozenset[str]] = {
    P.OPEN: frozenset({P.DONE, P.NOT_NEEDED}),
    P.DONE: frozenset({P.OPEN}),
    P.NOT_NEEDED: frozenset({P.OPEN}),
}
