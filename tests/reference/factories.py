"""A few rows of public data for tests; the whole of it comes with the fixture `public_data`."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from reference.folding import searchable
from reference.models import (
    County,
    CpvCode,
    Municipality,
    Occupation,
    OccupationGroup,
    PastTitle,
    Skill,
)


class CpvCodeFactory(DjangoModelFactory):
    class Meta:
        model = CpvCode
        django_get_or_create = ("code",)

    code = "90910000"
    check_digit = "9"
    level = 4
    nature = "services"
    label_sv = "Städning"
    label_en = "Cleaning services"
    search_text = factory.LazyAttribute(lambda row: searchable(row.label_sv, row.label_en))


class PastTitleFactory(DjangoModelFactory):
    class Meta:
        model = PastTitle

    procurement_id = factory.Sequence(lambda n: f"MT{n}")
    title = "Lokalvård i kommunens skolor"
    cpv = factory.SubFactory(CpvCodeFactory)
    buyer_number = "2120000142"
    published_on = dt.date(2021, 3, 1)


class CountyFactory(DjangoModelFactory):
    class Meta:
        model = County
        django_get_or_create = ("code",)

    code = "21"
    letter = "X"
    label_sv = "Gävleborgs län"
    label_en = "Gävleborg County"
    region_authority = "Region Gävleborg"
    nuts3 = "SE313"
    seat = "Gävle"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ("code",)

    code = "2180"
    county = factory.SubFactory(CountyFactory)
    label_sv = "Gävle"
    concept_id = "qk9a_g5U_sAH"
    seat = "Gävle"
    latitude = "60.6749"
    longitude = "17.1413"


class OccupationGroupFactory(DjangoModelFactory):
    class Meta:
        model = OccupationGroup
        django_get_or_create = ("code",)

    code = "9111"
    level = 4
    label_sv = "Städare"
    label_en = "Cleaners"
    concept_id = "group_9111"


class OccupationFactory(DjangoModelFactory):
    class Meta:
        model = Occupation

    concept_id = factory.Sequence(lambda n: f"occupation_{n}")
    group = factory.SubFactory(OccupationGroupFactory)
    label_sv = "Lokalvårdare/Städare"
    needs_no_education = True


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    concept_id = factory.Sequence(lambda n: f"skill_{n}")
    label_sv = "Lokalvård"
