"""The facts of one commitment as its pages read them, with who recorded them: one statement, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.together import Rows, ask
from procurements.models import Commitment, DialogueMeeting, Variation

KEPT = "_facts_of_commitment"
WHO = ("member__user", "on_behalf_of__user")


@dataclass(frozen=True)
class Facts:
    """What stands, in the order of the days; without what was corrected afterwards."""

    meetings: tuple[DialogueMeeting, ...]
    variations: tuple[Variation, ...]


def facts_of(commitment: Commitment) -> Facts:
    """The standing facts. Kept on the instance, so that the parts of one page ask once."""
    if not hasattr(commitment, KEPT):
        setattr(commitment, KEPT, _asked(commitment))
    facts: Facts = getattr(commitment, KEPT)
    return facts


def _asked(commitment: Commitment) -> Facts:
    meetings, variations = Rows(meetings_under([commitment])), Rows(variations_under([commitment]))
    ask(meetings, variations)
    return Facts(meetings=_of(commitment, meetings), variations=_of(commitment, variations))


def meetings_under(
    commitments: Iterable[Commitment] | models.QuerySet[Commitment],
) -> models.QuerySet[DialogueMeeting]:
    """The standing meetings in the order of their days, with who recorded them."""
    rows = DialogueMeeting.objects.standing().filter(commitment__in=commitments)
    return rows.select_related(*WHO).order_by("valid_from", "pk")


def variations_under(
    commitments: Iterable[Commitment] | models.QuerySet[Commitment],
) -> models.QuerySet[Variation]:
    """The standing changes in the order of their days, with who recorded them."""
    rows = Variation.objects.standing().filter(commitment__in=commitments)
    return rows.select_related(*WHO).order_by("valid_from", "pk")


def _of(commitment: Commitment, rows: Rows[Any]) -> tuple[Any, ...]:
    """The rows, each knowing the very commitment of the page."""
    for row in rows.answer:
        row.commitment = commitment
    return tuple(rows.answer)
