"""The facts of one commitment as its pages read them, with who recorded them: two queries, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from organisations.models import Membership
from procurements.models import Commitment, DialogueMeeting
from suppliers.fact_rows import fetch

KEPT = "_facts_of_commitment"


@dataclass(frozen=True)
class Facts:
    """What stands, in the order of the days; without what was corrected afterwards."""

    meetings: tuple[DialogueMeeting, ...]


def facts_of(commitment: Commitment) -> Facts:
    """The standing facts. Kept on the instance, so that the parts of one page ask once."""
    if not hasattr(commitment, KEPT):
        setattr(commitment, KEPT, _fetched(commitment))
    facts: Facts = getattr(commitment, KEPT)
    return facts


def _fetched(commitment: Commitment) -> Facts:
    found = fetch((DialogueMeeting,), [commitment.pk])
    meetings = _standing(found[DialogueMeeting][commitment.pk])
    _name_actors(meetings)
    for row in meetings:
        row.commitment = commitment
    return Facts(meetings=tuple(meetings))


def _standing(rows: list[Any]) -> list[Any]:
    corrected = {row.corrects_id for row in rows}
    return sorted((row for row in rows if row.pk not in corrected), key=lambda row: (row.valid_from, row.pk))


def _name_actors(rows: Iterable[Any]) -> None:
    """Put the members beside the rows that name them."""
    told = list(rows)
    keys = {key for row in told for key in (row.member_id, row.on_behalf_of_id) if key}
    members = Membership.objects.select_related("user").in_bulk(keys) if keys else {}
    for row in told:
        row.member = members.get(row.member_id)
        row.on_behalf_of = members.get(row.on_behalf_of_id)
