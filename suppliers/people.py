"""The people under one contract, by reference: what was agreed, what is done, and how it is judged."""

from collections.abc import Iterable
from fractions import Fraction

from core.components import Status
from matching.judgements import judgement_of
from matching.models import Placement
from matching.policies import judges
from organisations.models import Membership
from procurements.models import Commitment
from suppliers.queries import RowView, dates_text, terms_text
from suppliers.standing import Standing

PLACE = "people"


def people_of(
    commitment: Commitment, placements: Iterable[Placement], told: Standing, *, member: Membership
) -> list[RowView]:
    """The supplier's own labels are for that supplier only; the ways to judge for those who judge."""
    shows_labels = commitment.contract.supplier_id == member.organisation_id
    rows = [_row(placement, told, shows_labels=shows_labels) for placement in placements]
    if not rows or not judges(commitment, member):
        return rows
    return [row.judged_from(f"{commitment.get_absolute_url()}#{PLACE}") for row in rows]


def _row(placement: Placement, told: Standing, *, shows_labels: bool) -> RowView:
    months = {row.id: row.done for row in told.outcome.detail.placements}
    done = months.get(str(placement.pk), Fraction(0))
    return RowView(
        name=(placement.person.label if shows_labels else "") or placement.person.reference,
        terms=terms_text(placement.type, placement.form, Fraction(placement.scope)),
        dates=dates_text(placement.starts_on, placement.ended_on or placement.planned_end_on),
        earlier=done,
        period=Fraction(0),
        total=done,
        state=Status.DONE if placement.ended_on else Status.RUNNING,
        state_label=str(placement.get_ended_because_display()) if placement.ended_on else "",
        placement_id=placement.pk,
        row_id=None,
        is_draft=False,
        judgement=judgement_of(placement),
    )
