"""The closed word lists of follow-up; values as in scenario files and suppliers/ledger/kinds.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What is told while it is sorted out who answers for a requirement that is not fulfilled."""

    STATEMENT_REQUESTED = "statement_requested", _("The supplier is asked for its view")
    STATEMENT_GIVEN = "statement_given", _("The supplier has given its view")
    DECISION = "decision", _("The buyer has decided")
    RELIEF = "relief", _("The supplier is relieved")


class Shortcoming(models.TextChoices):
    """What the supplier is asked about."""

    FIRST_START = "first_start", _("Nobody has started in time")
    VOLUME = "volume", _("The extent is not reached")
    REPORTS = "reports", _("Reports are missing or wrong")
    DIALOGUE = "dialogue", _("The supplier has not taken part in the dialogue")
    OTHER = "other", _("Something else")


class Verdict(models.TextChoices):
    """What the buyer decides after it has heard the supplier."""

    NO_CLAIM = "no_claim", _("No claim is made")
    REMEDY = "remedy", _("The supplier gets time to put it right")
    CLAIM = "claim", _("A claim is made by the contract")
    RELIEF_WITHDRAWN = "relief_withdrawn", _("The relief is withdrawn")


class ReliefGround(models.TextChoices):
    """Why a supplier is freed from what it owes."""

    NO_CANDIDATE = "no_candidate", _("No suitable candidate could be found")
    NOT_CALLED = "not_called", _("The buyer never called the dialogue")
    BUYER_CHANGED = "buyer_changed", _("The buyer has changed or reduced the work")
    OUTSIDE_CONTROL = "outside_control", _("Circumstances outside the supplier's control")
    OTHER = "other", _("Another ground")


class OutcomeResult(models.TextChoices):
    """Where a person was some time after a placement."""

    SAME_EMPLOYER = "same_employer", _("Employed at the same employer")
    OTHER_JOB = "other_job", _("In another job")
    STUDY = "study", _("In studies")
    UNEMPLOYED = "unemployed", _("Without work")
    UNKNOWN = "unknown", _("Not known")
