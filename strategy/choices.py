"""The closed word lists of leadership decisions. Rooms above use the same values."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    """How far the leadership goes (the four kinds of the national model)."""

    PILOT = "pilot", _("Pilot procurement")
    AREA = "area", _("Selected area")
    LIMITED_TIME = "limited_time", _("Project for a limited time")
    GENERAL = "general", _("General, through guidelines and policy")


class TargetGroup(models.TextChoices):
    """Groups that the national model names; a decision may add its own in words."""

    LONG_TERM_UNEMPLOYED = "long_term_unemployed", _("Long-term unemployed")
    NEWLY_ARRIVED = "newly_arrived", _("Newly arrived")
    YOUNG = "young", _("Young people")
    DISABILITY = "disability", _("People with a disability")
    FOREIGN_BORN_WOMEN = "foreign_born_women", _("Foreign-born women with little schooling")
    OTHER = "other", _("Others who need special efforts to get work")


class Nature(models.TextChoices):
    SERVICES = "services", _("Services")
    WORKS = "works", _("Works")
    GOODS = "goods", _("Goods")
    CONCESSION = "concession", _("Concession")


class Exempt(models.TextChoices):
    """Forms of purchase that a decision may leave out."""

    FRAMEWORK = "framework", _("Framework agreements")
    CALL_OFF = "call_off", _("Call-offs from framework agreements")
    DIRECT = "direct", _("Direct procurements")


class Measure(models.TextChoices):
    """What a threshold is about, in the order the reader meets it."""

    VALUE = "value", _("Estimated value")
    MONTHS = "months", _("Contract length")
    PERFORMERS = "performers", _("Number of performers")
    STAFF_SHARE = "staff_share", _("Staff-cost share")


class Comparison(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")


class GoalMeasure(models.TextChoices):
    SERVICE_SHARE = "service_share", _("Share of service procurements with the requirement, per cent")
    PROCUREMENT_SHARE = "procurement_share", _("Share of all procurements with the requirement, per cent")
    PROCUREMENTS = "procurements", _("Procurements with the requirement")
    PERSONS = "persons", _("Persons in occupation")
    PERSONS_DIRECT = "persons_direct", _("Persons in occupation as a direct consequence")
    FULL_TIME_MONTHS = "full_time_months", _("Full-time months done")


class Delegable(models.TextChoices):
    """What a row of the delegation order may give somebody the right to decide."""

    LEADERSHIP = "leadership", _("Decision to use employment requirements")
    GO = "go", _("Decision to go on with a procurement or not")
    AWARD = "award", _("Award decision")
