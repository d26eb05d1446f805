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


class GroupBasis(models.TextChoices):
    """On whose word the person belongs to the target group. Never why she does."""

    MATCHING = "matching", _("The matching officer has confirmed it")
    EMPLOYMENT_SERVICE = "employment_service", _("The public employment service has confirmed it")
    SUPPLIER = "supplier", _("The supplier has shown it")


class FactKind(models.TextChoices):
    """What a placement fact says; its value is a row of matching/facts.py."""

    AGREED = "agreed", _("Agreed")
    SCOPE = "scope", _("Share of full time")
    ENDED = "ended", _("Ended")
    ATTRIBUTION = "attribution", _("Connection to the requirement")
    COUNTS = "counts", _("Counts in the undertaking")
    GROUP = "group", _("Target group")
    BONUS = "bonus", _("Bonus place")
    WITHDRAWN = "withdrawn", _("Entered by mistake")


class Licence(models.TextChoices):
    """Classes of driving licence that profiles ask for."""

    AM = "AM", "AM"
    B = "B", "B"
    BE = "BE", "BE"
    C1 = "C1", "C1"
    C = "C", "C"
    CE = "CE", "CE"
    D = "D", "D"
    TRUCK = "truck", _("Forklift")


class AnswerThrough(models.TextChoices):
    """How the person answered. Never what she said beyond yes or no."""

    MEETING = "meeting", _("At a meeting")
    PHONE = "phone", _("By telephone")
    WRITTEN = "written", _("In writing")


class CvField(models.TextChoices):
    """What may be passed on to a supplier. A name is not among them."""

    OCCUPATIONS = "occupations", _("Occupations")
    COMPETENCES = "competences", _("Competences")
    LANGUAGES = "languages", _("Languages")
    LICENCES = "licences", _("Driving licences")
    AVAILABILITY = "availability", _("Availability")


class LegalGround(models.TextChoices):
    """On what a disclosure rests. Paragraphs of the Swedish act on publicity and secrecy (2009:400)."""

    NO_HARM = "no_harm", _("The secrecy test shows no harm (OSL)")
    CONSENT = "consent", _("The person agrees that secrecy is lifted (OSL 10:1)")
    NO_SECRECY = "no_secrecy", _("No secrecy applies to these details")


class Choosing(models.TextChoices):
    """The supplier's answer to a proposal."""

    CHOSEN = "chosen", _("We want to go on with the person")
    DECLINED = "declined", _("We do not go on with the person")


class DeclinedBecause(models.TextChoices):
    """Why the supplier says no: about the job, never about the person's private matters."""

    DEMAND = "demand", _("A demand in the profile is not met")
    TIME = "time", _("Working hours or period do not fit")
    OTHER_PERSON = "other_person", _("Another proposed person was chosen")
    PLACE_GONE = "place_gone", _("The place is no longer there")
    NO_CONTACT = "no_contact", _("We did not get in touch")
    OTHER = "other", _("Another reason")


class WithdrawnBecause(models.TextChoices):
    PERSON = "person", _("The person does not want to go on")
    OTHER_JOB = "other_job", _("The person got something else")
    PLACE_GONE = "place_gone", _("The place is no longer there")
    NOT_DISCLOSED = "not_disclosed", _("The secrecy test does not allow it")
    MISTAKE = "mistake", _("Asked by mistake")


class RequestAnswer(models.TextChoices):
    CANDIDATES = "candidates", _("There are candidates")
    NONE_AVAILABLE = "none_available", _("There is nobody right now")
