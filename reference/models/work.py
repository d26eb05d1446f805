"""Which work: occupations with their fields and SSYK groups, and skills, as Arbetsförmedlingen names them."""

from django.db import models

from reference.models.rows import Coded


class OccupationField(Coded):
    """One of the 21 broad fields of work."""

    concept_id = models.CharField(max_length=20, primary_key=True)


class OccupationGroup(Coded):
    """A group of SSYK 2012, from one digit (level 1) to four (level 4)."""

    code = models.CharField(max_length=4, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    field = models.ForeignKey(
        OccupationField, on_delete=models.PROTECT, null=True, blank=True, related_name="groups"
    )
    concept_id = models.CharField(max_length=20)
    definition_sv = models.TextField(blank=True)


class Occupation(Coded):
    """An occupation by name, below a four-digit group."""

    concept_id = models.CharField(max_length=20, primary_key=True)
    group = models.ForeignKey(OccupationGroup, on_delete=models.PROTECT, related_name="occupations")
    needs_no_education = models.BooleanField(default=False)


class Skill(Coded):
    """Something a person can do or know."""

    concept_id = models.CharField(max_length=20, primary_key=True)
