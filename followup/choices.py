"""The closed word lists of follow-up; values as in scenario files and suppliers/ledger/kinds.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What is told while it is sorted out who answers for a requirement that is not fulfilled."""

    STATEMENT_REQUESTED = "statement_requested", _("The supplier is asked for its view")
    STATEMENT_GIVEN = "statement_given", _("The supplier has given its view")
    DECISION = "decision", _("The buyer has decided")
    RELIEF = "relief", _("The supplier is relieved")


class OutcomeResult(models.TextChoices):
    """Where a person was some time after a placement."""

    SAME_EMPLOYER = "same_employer", _("Employed at the same employer")
    OTHER_JOB = "other_job", _("In another job")
    STUDY = "study", _("In studies")
    UNEMPLOYED = "unemployed", _("Without work")
    UNKNOWN = "unknown", _("Not known")
