"""The people under one contract, by reference: what was agreed, what is done, and how it is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Link, Status
from matching.choices import EndReason
from matching.judgements import judgement_of, together_url
from matching.models import Placement
from matching.placement_page import label_of
from matching.policies import judges
from matching.wording import begins_words
from organisations.models import Membership
from procurements.models import Commitment
from suppliers.credit_words import counted_words
from suppliers.queries import RowView, dates_text, person_name, terms_of
from suppliers.standing import Standing

PLACE = "people"
PER_PAGE = 10
DIRECT, RUNNING = "direct", "running"


@dataclass(frozen=True)
class PeopleList:
    """One page of the people under a contract. `tabs` choose among them where they are many."""

    page: Page[RowView]
    tabs: tuple[Link, ...]
    note: str
    together_url: str


def people_address(commitment: Commitment, shown: str = "") -> str:
    """Where the contract's page lists its people: all, or those that a figure counts."""
    return f"{commitment.get_absolute_url()}{f'?people={shown}' if shown else ''}#{PLACE}"


def people_list(commitment: Commitment, rows: list[RowView], *, shown: str, page: str) -> PeopleList:
    """The rows that were asked for, a page of them. A word that nobody knows asks for all."""
    found = {
        "": rows,
        DIRECT: [row for row in rows if row.judgement and row.judgement.is_direct],
        RUNNING: [row for row in rows if row.state is Status.RUNNING],
    }
    chosen = shown if shown in found else ""
    labels = {"": _("All"), DIRECT: _("Direct consequence"), RUNNING: _("In occupation now")}
    tabs = [
        Link(
            label=label, url=people_address(commitment, key), is_current=key == chosen, count=len(found[key])
        )
        for key, label in labels.items()
    ]
    count = len(found[chosen])
    return PeopleList(
        page=Paginator(found[chosen], PER_PAGE).get_page(page),
        tabs=tuple(tabs) if chosen or len(rows) > PER_PAGE else (),
        note=ngettext("{n} placement", "{n} placements", count).format(n=count) if rows else "",
        together_url=together_url(
            commitment, sum(row.waits_for_judgement for row in rows), back=people_address(commitment)
        ),
    )


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
    months = next((row for row in told.outcome.detail.placements if row.id == str(placement.pk)), None)
    done = months.done if months else Fraction(0)
    return RowView(
        name=person_name(placement.person, shows_labels=shows_labels),
        terms=terms_of(placement),
        dates=dates_text(placement.starts_on, placement.ended_on or placement.planned_end_on),
        earlier=done,
        period=Fraction(0),
        total=done,
        state=_state(placement),
        state_label=label_of(placement),
        placement_id=placement.pk,
        row_id=None,
        is_draft=False,
        counted=counted_words(months),
        judgement=judgement_of(placement),
    )


def _state(placement: Placement) -> Status:
    """Only what ended as planned has the tick, here as in the report."""
    if begins_words(placement):
        return Status.WAITING
    if placement.ended_on is None:
        return Status.RUNNING
    return Status.DONE if placement.ended_because == EndReason.COMPLETED else Status.STOPPED
