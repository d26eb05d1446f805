"""The closed word lists of procurements, requirements and contracts.

The values of the requirement's words are those of scenario files and of suppliers/ledger/kinds.py.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.components import Text


class Purpose(models.TextChoices):
    SIDE_CONDITION = "side_condition", _("Employment requirement in another purchase")
    PURCHASED_PLACES = "purchased_places", _("Occupation places are what is bought")


class Law(models.TextChoices):
    LOU = "LOU", "LOU"
    LUF = "LUF", "LUF"
    LUK = "LUK", "LUK"
    LUFS = "LUFS", "LUFS"
    LOV = "LOV", "LOV"

    @property
    def knows_reserved(self) -> bool:
        """Reserved procurement is a rule of LOU, LUF and LUK."""
        return self in {Law.LOU, Law.LUF, Law.LUK}


class Procedure(models.TextChoices):
    OPEN = "open", _("Open procedure")
    RESTRICTED = "restricted", _("Restricted procedure")
    NEGOTIATED = "negotiated", _("Negotiated procedure")
    COMPETITIVE_DIALOGUE = "competitive_dialogue", _("Competitive dialogue")
    SIMPLIFIED = "simplified", _("Procedure under the national rules")
    NONE = "none", _("No advertised procedure")


class Nature(models.TextChoices):
    SERVICES = "services", _("Services")
    WORKS = "works", _("Works")
    GOODS = "goods", _("Goods")
    CONCESSION = "concession", _("Concession")


class RequirementKind(models.TextChoices):
    NUMERIC = "numeric", _("Numeric requirement")
    DIALOGUE = "dialogue", _("Dialogue requirement")
    COMBINED = "combined", _("Numeric and dialogue requirement")
    RESERVED = "reserved", _("Reserved procurement")

    @property
    def takes_bonus(self) -> bool:
        """Only where there is a base to go beyond; a reserved contract pays for what it asks for."""
        return self in {RequirementKind.NUMERIC, RequirementKind.COMBINED}


# Each kind in one plain sentence, told where it is chosen.
KINDS_IN_WORDS: Mapping[str, Text] = {
    "numeric": _("The contract states how much: for example 24 full-time months, or two places."),
    "dialogue": _("No amount is stated: the parties meet and talk about what is possible."),
    "combined": _("Both: a stated amount, and a talk about what more is possible."),
    "reserved": _("Only suppliers whose main aim is integration may tender, for a stated amount."),
}


class PlacementType(models.TextChoices):
    EMPLOYMENT = "employment", _("Employment")
    INTERNSHIP = "internship", _("Internship")
    TRAINEE = "trainee", _("Trainee place")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    TRAINING = "training", _("Training")


class EarlyEndBasis(models.TextChoices):
    PLACEMENT = "placement", _("Each placement by itself")
    TOTAL = "total", _("All placements together")


class Route(models.TextChoices):
    EMPLOYMENT_SERVICE = "employment_service", _("The employment service or EURES")
    MUNICIPAL = "municipal", _("A municipal labour-market unit")
    PRIVATE = "private", _("A private actor")
    OWN = "own", _("The supplier recruits by itself")


class ReportEvery(models.TextChoices):
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF_YEAR = "half_year", _("Every half-year")
    YEAR = "year", _("Every year")
    OWN = "own", _("When the contract manager asks")

    @property
    def has_schedule(self) -> bool:
        """Do reports fall due by the calendar?"""
        return self is not ReportEvery.OWN

    @classmethod
    def by_schedule(cls) -> list[tuple[str, Any]]:
        """The choices that let reports open by themselves."""
        return [(every.value, every.label) for every in cls if every.has_schedule]

    @property
    def months(self) -> int:
        """Length of a period. Without a schedule there is none."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


class Sanction(models.TextChoices):
    PENALTY = "penalty", _("Rectification, then penalty")
    SUSPENSION = "suspension", _("Rectification, then suspension from call-offs")
    NONE = "none", _("No sanction")


class ChangeGround(models.TextChoices):
    """On what a change of a contract rests (LOU chapter 17; the other laws have their own numbers)."""

    CLAUSE = "clause", _("A change clause or an option in the contract")
    MINOR = "minor", _("A change of minor value")
    ADDITIONAL = "additional", _("Additional orders")
    UNFORESEEN = "unforeseen", _("Circumstances that could not be foreseen")
    NOT_SUBSTANTIAL = "not_substantial", _("The change is not substantial")
    OTHER = "other", _("Another ground")


class DialogueCaller(models.TextChoices):
    """Who calls the meetings of a dialogue requirement."""

    BUYER = "buyer", _("The buyer")
    SUPPLIER = "supplier", _("The supplier")


class DialogueResult(models.TextChoices):
    PLACES = "places", _("Places agreed")
    NONE = "none", _("No places, with reasons")
    POSTPONED = "postponed", _("Postponed")


class TargetGroup(models.TextChoices):
    LONG_TERM_UNEMPLOYED = "long_term_unemployed", _("Long-term unemployed")
    NEWLY_ARRIVED = "newly_arrived", _("Newly arrived")
    YOUNG = "young", _("Young people")
    DISABILITY = "disability", _("People with a disability")
    FOREIGN_BORN_WOMEN = "foreign_born_women", _("Foreign-born women with little schooling")
    OTHER = "other", _("Others who need special efforts to get work")


class Answer(models.TextChoices):
    """An answer to a question of judgement."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Do not know yet")


class GoOutcome(models.TextChoices):
    GO = "go", _("Go on with an employment requirement")
    NO_GO = "no_go", _("Do not use an employment requirement here")


class RulingOutcome(models.TextChoices):
    """What a court said about the award."""

    STANDS = "stands", _("The application was rejected: the award stands")
    CORRECT = "correct", _("The procurement must be corrected")
    REDO = "redo", _("The procurement must be made again")


class Coverage(models.TextChoices):
    """Comply or explain: how a purchase of the register is answered (docs/decisions/0026)."""

    WAITING = "waiting", _("Needs an answer")
    BEING_PREPARED = "being_prepared", _("Yes, being prepared")
    WITH_REQUIREMENT = "with_requirement", _("Yes, with a requirement")
    EXPLAINED = "explained", _("No, with a reason")
    UNCLEAR = "unclear", _("Particulars are missing")
    NOT_ASKED = "not_asked", _("No requirement recommended")


class WhyNone(models.TextChoices):
    """Why a purchase that should carry a requirement will not."""

    NO_LABOUR = "no_labour", _("Hardly any work is done under the contract")
    TOO_SMALL = "too_small", _("Too short, or too few who perform it")
    COMPETENCE = "competence", _("All work takes a licence or a degree")
    NO_CANDIDATES = "no_candidates", _("Nobody in the target groups can do it, trained or not")
    MARKET = "market", _("Too few suppliers: risk of no tenders")
    SECURITY = "security", _("Security or secrecy prevents it")
    OTHER_WAY = "other_way", _("The aim is reached in another way: reserved, or places are bought")
    NOT_OURS = "not_ours", _("Somebody else sets the terms, such as a central purchasing body")
    OTHER = "other", _("Another reason")
