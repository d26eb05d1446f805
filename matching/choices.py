"""The closed word lists of placements; values as in scenario files and suppliers/ledger/kinds.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlacementForm(models.TextChoices):
    PERMANENT = "permanent", _("Permanent employment")
    FIXED_TERM = "fixed_term", _("Fixed-term employment")
    SUBSTITUTE = "substitute", _("Substitute")
    SEASONAL = "seasonal", _("Seasonal employment")
    PROBATION = "probation", _("Probationary employment")
    NONE = "none", _("Not an employment")


class EndReason(models.TextChoices):
    COMPLETED = "completed", _("Ended as planned")
    RESIGNED = "resigned", _("The person resigned")
    PERSONAL_GROUNDS = "personal_grounds", _("Dismissed on personal grounds")
    SUMMARY_DISMISSAL = "summary_dismissal", _("Summarily dismissed")
    SHORTAGE_OF_WORK = "shortage_of_work", _("Shortage of work")
    PROBATION_ENDED = "probation_ended", _("The probation ended")
    SUPPLIER = "supplier", _("The supplier ended it for another reason")
    OTHER_JOB = "other_job", _("Got another job")
    ILLNESS = "illness", _("Long absence")
    OTHER = "other", _("Another reason")


class Attribution(models.TextChoices):
    DIRECT_REQUIREMENT = "direct_requirement", _("Direct consequence of the requirement")
    RELATION_SPILLOVER = "relation_spillover", _("Consequence of the relation")
    WOULD_HAVE_BEEN_HIRED = "would_have_been_hired", _("Would have been hired anyway")
    UNKNOWN = "unknown", _("Not known")


class FactKind(models.TextChoices):
    """What a placement fact says; its value is a row of matching/facts.py."""

    AGREED = "agreed", _("Agreed")
    SCOPE = "scope", _("Share of full time")
    ENDED = "ended", _("Ended")
    ATTRIBUTION = "attribution", _("Connection to the requirement")
    WITHDRAWN = "withdrawn", _("Entered by mistake")
