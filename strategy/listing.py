"""Lists: decisions by where they stand, and delegated decisions with their exports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Link, Status, Turn
from core.exports import Table
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.models.ways import DelegatedDecisionQuerySet
from strategy.standing import status_label, status_of, turn_of, validity, way_words
from strategy.states import OPEN, DecisionState


@dataclass(frozen=True)
class Listing:
    """One tab of the list with the counts of all tabs."""

    decisions: LeadershipDecisionQuerySet
    tabs: tuple[Link, ...]
    show: str
    may_prepare: bool
    may_report: bool


@dataclass(frozen=True)
class DecisionRow:
    """A row of the list."""

    title: str
    url: str
    diary_number: str
    kind: str
    authority: str
    way: str
    validity: str
    status: Status
    status_label: str
    turn: Turn | None


def list_page(member: Membership, *, show: str) -> Listing:
    """Decisions in force and coming (default), in preparation, or past. Two queries with the rows."""
    everything = LeadershipDecision.objects.visible_to(member)
    today = clock.today()
    past = Q(in_force_until__lt=today) | Q(state=DecisionState.WITHDRAWN)
    groups = {
        "": (_("In force"), Q(in_force_from__isnull=False) & ~past),
        "open": (_("In preparation"), Q(state__in=OPEN)),
        "past": (_("Earlier"), past),
    }
    show = show if show in groups else ""
    counts = everything.aggregate(
        **{f"n_{key}": Count("pk", filter=q) for key, (_label, q) in groups.items()}
    )
    tabs = tuple(
        Link(
            label=label,
            url=reverse("strategy:decision_list") + (f"?show={key}" if key else ""),
            is_current=key == show,
            count=counts[f"n_{key}"],
        )
        for key, (label, _q) in groups.items()
    )
    rows = everything.filter(groups[show][1]).order_by("sort_key", "pk")
    rows = rows.with_what_waits() if show == "open" else rows.with_ways()
    return Listing(rows, tabs, show, *_may(member))


def rows_of(decisions: Iterable[LeadershipDecision], member: Membership) -> tuple[DecisionRow, ...]:
    return tuple(
        DecisionRow(
            title=decision.title,
            url=decision.get_absolute_url(),
            diary_number=decision.diary_number,
            kind=decision.get_kind_display(),
            authority=str(decision.authority),
            way=way_words(decision),
            validity=validity(decision),
            status=status_of(decision),
            status_label=status_label(decision),
            turn=turn_of(decision, member),
        )
        for decision in decisions
    )


def export_table(decisions: Iterable[LeadershipDecision]) -> Table:
    headings = [
        _("Heading"), _("Diary number"), _("Kind of decision"), _("Authority"), _("Status"), _("Decided by"),
        _("Date of the decision"), _("First day"), _("Last day"),
    ]  # fmt: skip
    rows = [
        [
            decision.title,
            decision.diary_number,
            decision.get_kind_display(),
            str(decision.authority),
            status_label(decision),
            way_words(decision),
            decision.way.decided_on if decision.is_made and decision.way else None,
            decision.in_force_from or decision.valid_from,
            decision.in_force_until if decision.is_made else decision.valid_until,
        ]
        for decision in decisions
    ]
    return Table(headings, rows)


def delegated_rows(found: DelegatedDecisionQuerySet) -> DelegatedDecisionQuerySet:
    """Ready for a list: latest last, as they are read at the meeting."""
    rows = found.select_related("authority", "report").prefetch_related("subject")
    return rows.order_by("decided_on", "pk")


def delegated_table(found: DelegatedDecisionQuerySet) -> Table:
    """What is handed in to the meeting."""
    headings = [
        _("Date of the decision"), _("Diary number"), _("Matter"), _("Decided by"), _("Function"), _("Item"),
        _("Authority"), _("Reported to"), _("Date of the meeting"),
    ]  # fmt: skip
    rows = []
    for row in found.select_related("authority", "report").order_by("decided_on", "pk"):
        report = row.reported
        reported = [report.body, report.meeting_on] if report else [None, None]
        rows.append(
            [
                row.decided_on,
                row.diary_number,
                row.title,
                row.name,
                row.function,
                row.item_text,
                str(row.authority),
            ]
            + reported
        )
    return Table(headings, rows)


def _may(member: Membership) -> tuple[bool, bool]:
    prepares = member.may(Permission.STRATEGY_PREPARE)
    return prepares, prepares or member.may(Permission.RECORD_REGISTER)
