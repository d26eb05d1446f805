"""How many placements of each type, in words: "3 anställningar, 2 praktikplatser och 17 utbildningar"."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procurements.choices import PlacementType

# Employments and internships are always told, so that neither is read as the other.
ALWAYS = (PlacementType.EMPLOYMENT, PlacementType.INTERNSHIP)


def counts_in_words(counts: Mapping[PlacementType, int]) -> str:
    """Each type that occurs, the most work-like first."""
    words = list(each_in_words(counts).values())
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])


def each_in_words(counts: Mapping[PlacementType, int]) -> dict[PlacementType, str]:
    """The same one by one."""
    told = [kind for kind in PlacementType if kind in ALWAYS or counts.get(kind, 0)]
    return {kind: _counted(kind, counts.get(kind, 0)) for kind in told}


def _counted(kind: PlacementType, n: int) -> str:
    words = {
        PlacementType.EMPLOYMENT: ngettext("{n} employment", "{n} employments", n),
        PlacementType.INTERNSHIP: ngettext("{n} internship", "{n} internships", n),
        PlacementType.TRAINEE: ngettext("{n} trainee place", "{n} trainee places", n),
        PlacementType.APPRENTICESHIP: ngettext("{n} apprenticeship", "{n} apprenticeships", n),
        PlacementType.TRAINING: ngettext("{n} training", "{n} trainings", n),
    }
    return words[kind].format(n=n)
