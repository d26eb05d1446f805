"""Which file becomes which rows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from reference.folding import searchable
from reference.models import (
    County,
    CpvCode,
    Municipality,
    Occupation,
    OccupationField,
    OccupationGroup,
    PastTitle,
    Skill,
)

Row = dict[str, str]


def _cpv(row: Row) -> CpvCode:
    return CpvCode(
        code=row["code"],
        check_digit=row["check_digit"],
        parent_id=row["parent"] or None,
        level=int(row["level"]),
        nature=row["nature"],
        is_social_service=row["social_service"] == "1",
        label_sv=row["label_sv"],
        label_en=row["label_en"],
        search_text=searchable(row["label_sv"], row["label_en"]),
    )


def _past_title(row: Row) -> PastTitle:
    return PastTitle(
        procurement_id=row["procurement_id"],
        title=row["title"],
        cpv_id=row["cpv"] or None,
        buyer_number=row["buyer_orgnr"],
        published_on=dt.date.fromisoformat(row["published"]),
    )


def _county(row: Row) -> County:
    return County(
        code=row["code"],
        letter=row["letter"],
        label_sv=row["name_sv"],
        label_en=row["name_en"],
        region_authority=row["region_authority"],
        nuts3=row["nuts3"],
        seat=row["seat"],
    )


def _municipality(row: Row) -> Municipality:
    return Municipality(
        code=row["code"],
        label_sv=row["name"],
        county_id=row["county_code"],
        concept_id=row["jobtech_id"],
        seat=row["seat"],
        latitude=Decimal(row["lat"]),
        longitude=Decimal(row["lon"]),
    )


def _field(row: Row) -> OccupationField:
    return OccupationField(concept_id=row["jobtech_id"], label_sv=row["label_sv"], label_en=row["label_en"])


def _group(row: Row) -> OccupationGroup:
    return OccupationGroup(
        code=row["code"],
        level=int(row["level"]),
        parent_id=row["parent"] or None,
        field_id=row["field_id"] or None,
        concept_id=row["jobtech_id"],
        label_sv=row["label_sv"],
        label_en=row["label_en"],
        definition_sv=row["definition_sv"],
    )


def _occupation(row: Row) -> Occupation:
    return Occupation(
        concept_id=row["jobtech_id"],
        group_id=row["ssyk"],
        label_sv=row["label_sv"],
        label_en=row["label_en"],
        needs_no_education=row["no_education_required"] == "1",
    )


def _skill(row: Row) -> Skill:
    return Skill(concept_id=row["jobtech_id"], label_sv=row["label_sv"], label_en=row["label_en"])


@dataclass(frozen=True)
class Source:
    """A file, the model it fills, and how one row of it becomes one instance (unsaved)."""

    file: str
    model: type[models.Model]
    instance: Callable[[Row], models.Model]


CPV = Source("cpv_2008.csv.gz", CpvCode, _cpv)
PAST_TITLES = Source("procurements_se_2021.csv.gz", PastTitle, _past_title)
# What is pointed at comes before what points at it.
SOURCES = (
    Source("counties_se.csv.gz", County, _county),
    Source("municipalities_se.csv.gz", Municipality, _municipality),
    CPV,
    PAST_TITLES,
    Source("occupation_fields.csv.gz", OccupationField, _field),
    Source("ssyk_2012.csv.gz", OccupationGroup, _group),
    Source("occupations.csv.gz", Occupation, _occupation),
    Source("skills.csv.gz", Skill, _skill),
)
