from reference.models.cpv import CpvCode, PastTitle
from reference.models.loaded import LoadedFile
from reference.models.places import County, Municipality
from reference.models.rows import Coded
from reference.models.work import Occupation, OccupationField, OccupationGroup, Skill

__all__ = [
    "Coded",
    "County",
    "CpvCode",
    "LoadedFile",
    "Municipality",
    "Occupation",
    "OccupationField",
    "OccupationGroup",
    "PastTitle",
    "Skill",
]
