"""What pages show of how it went after placements. For the buyer's side and the matching side only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Event, Fact, Link, Status
from core.templatetags.formats import date_words, moment_words
from followup.models import PlacementOutcome
from followup.outcomes import OutcomeRow, ended_under, outcome_rows, summed_up
from followup.policies import why_not_note_outcome
from followup.topics import parts_of
from matching.models import Placement
from matching.slots import placement_acts, placement_timeline
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from procurements.slots import CaseEvent
from suppliers.contacts import crumbs_of
from suppliers.slots import commitment_parts


@dataclass(frozen=True)
class OutcomeLine:
    """One ended placement in the list."""

    name: str
    url: str
    ended: str
    status: Status
    label: str
    told: str


@dataclass(frozen=True)
class OutcomePage:
    commitment: Commitment
    crumbs: tuple[Link, ...]
    subnav: tuple[Link, ...]
    facts: tuple[Fact, ...]
    lines: tuple[OutcomeLine, ...]
    pages: Page[OutcomeRow]


PER_PAGE = 50


def outcome_page(commitment: Commitment, *, member: Membership, number: str | None) -> OutcomePage:
    """Every ended placement under the commitment, those that wait for word first, so many on a page."""
    rows = outcome_rows(ended_under(commitment))
    pages = Paginator(sorted(rows, key=lambda row: not row.waits), PER_PAGE).get_page(number)
    url = reverse("followup:outcome_list", args=[commitment.pk])
    may_note = any(member.may(permission) for permission in NOTING)
    return OutcomePage(
        commitment=commitment,
        crumbs=crumbs_of(commitment),
        subnav=tuple(parts_of(member, commitment, path=url)),
        facts=summed_up(rows),
        lines=tuple(_line(row, may_note=may_note) for row in pages),
        pages=pages,
    )


NOTING = (Permission.PROFILE_EDIT, Permission.CONTRACT_EDIT)


def _line(row: OutcomeRow, *, may_note: bool) -> OutcomeLine:
    page = "followup:outcome" if may_note and row.waits else "matching:placement"
    told = ""
    if row.latest is not None:
        told = f"{row.latest.get_result_display()}, {date_words(row.latest.valid_from)}"
    return OutcomeLine(
        name=row.placement.person.reference,
        url=reverse(page, args=[row.placement.pk]),
        ended=date_words(row.placement.ended_on),
        status=Status.ACTION_NEEDED if row.waits else Status.DONE if row.latest else Status.NOT_NEEDED,
        label=row.wanted if row.waits else "",
        told=told,
    )


def acts(member: Membership, placement: Placement) -> Iterable[Link]:
    """What the member may note on the placement's page."""
    if why_not_note_outcome(placement, member) is None:
        yield Link(label=_("Note how it went"), url=reverse("followup:outcome", args=[placement.pk]))


def timeline(member: Membership, placement: Placement) -> Iterable[CaseEvent]:
    """Every word about the time after, with those corrected."""
    rows = PlacementOutcome.objects.visible_to(member).filter(placement=placement)
    for row in rows.select_related("member__user", "on_behalf_of__user"):
        text = _("How it went, {day}: {result}.").format(
            day=date_words(row.valid_from), result=row.get_result_display()
        )
        yield CaseEvent(at=row.at, event=Event(when=moment_words(row.at), text=text, actor=row.actor_name))


def parts(member: Membership, commitment: Commitment) -> Iterable[Link]:
    """The list's place in the sub-navigation; a supplier does not see where people went."""
    if member.may(Permission.COMMITMENT_SEE):
        yield Link(label=_("Afterwards"), url=reverse("followup:outcome_list", args=[commitment.pk]))


def fill_slots() -> None:
    """Called once the apps are ready."""
    placement_acts.fill(acts, key="followup.outcomes")
    placement_timeline.fill(timeline, key="followup.outcomes")
    commitment_parts.fill(parts, key="followup.outcomes", order=50)
