"""Choosing a CPV code: what the page shows for a search text and a title."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reference.models import CpvCode
from reference.search import Because, CpvHit, search_cpv, suggest_cpv

IN_SEARCH = 12
SUGGESTED = 5


@dataclass(frozen=True)
class CpvOption:
    """One code to choose, with why it is there."""

    code: str
    text: str
    why: str
    is_chosen: bool


@dataclass(frozen=True)
class CpvChoice:
    """The options under a heading; `query` is what was typed."""

    heading: str
    options: tuple[CpvOption, ...]
    query: str


def cpv_choice(*, query: str, title: str, chosen: str) -> CpvChoice:
    """What was searched for, else what the title suggests; the chosen code always comes first."""
    query = query.strip()
    hits = search_cpv(query, limit=IN_SEARCH) if query else suggest_cpv(title, limit=SUGGESTED)
    heading = (
        _("Codes for “{query}”").format(query=query)
        if query
        else _("Suggestions: codes of earlier procurements with a like title")
    )
    options = [_option(hit, chosen) for hit in hits]
    if chosen and not any(option.is_chosen for option in options):
        options = [*_chosen(chosen), *options]
    if not hits:
        heading = _("No code found") if query or title else _("Write the title first, or search")
    return CpvChoice(heading, tuple(options), query)


def _chosen(code: str) -> list[CpvOption]:
    return [CpvOption(row.code, str(row), "", True) for row in CpvCode.objects.current().filter(code=code)]


def _option(hit: CpvHit, chosen: str) -> CpvOption:
    why = ""
    if hit.because is Because.EARLIER_TITLE:
        why = _("Used earlier for “{title}”").format(title=hit.earlier_title)
    return CpvOption(hit.cpv.code, str(hit.cpv), why, hit.cpv.code == chosen)
