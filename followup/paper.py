"""A letter-like document about one contract: who it concerns, then sections. Written in Swedish."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.documents.parts import Column, Grid, Row, Section
from procurements.models import Commitment

LANGUAGE = "sv"
TEMPLATE = "documents/followup/paper.html"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What the paper says, ready worded."""

    lead: str
    sections: tuple[Section, ...]


def matter_of(commitment: Commitment, *more: tuple[str, str], heading: str) -> Section:
    """The contract and its parties as a table, with what else there is to know at a glance."""
    pairs = (
        (_("Contract"), commitment.title),
        (_("Diary number"), commitment.diary_number),
        (_("Supplier"), commitment.contract.supplier.name),
        (_("Buyer"), f"{commitment.authority}, {commitment.authority.organisation}"),
        *more,
    )
    return Section(heading=heading, grid=facts_grid(heading, [pair for pair in pairs if pair[1]]))


def facts_grid(caption: str, pairs: list[tuple[str, str]]) -> Grid:
    columns = (Column(label=_("What it is about")), Column(label=_("Particulars")))
    return Grid(caption=caption, columns=columns, rows=tuple(Row(head=a, cells=(b,)) for a, b in pairs))


def lines(text: str) -> tuple[str, ...]:
    """What was typed, as paragraphs."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())
