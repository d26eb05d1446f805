"""The page of one placement: how it stands, and every fact as it was told."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Event, Fact, Link, Status
from core.models.acted import acted_by
from core.templatetags.formats import date_words, moment_words, share
from matching.choices import Attribution, EndReason, FactKind, GroupBasis, PlacementForm
from matching.models import Placement, PlacementFact
from matching.policies import why_not_follow, why_not_judge, why_not_say_bonus, why_not_say_counts
from matching.slots import placement_acts, placement_timeline
from matching.wording import begins_words
from organisations.models import Membership
from procurements.bonus import bonus_of
from procurements.choices import PlacementType, Route
from procurements.slots import CaseEvent

LATEST = 20


@dataclass(frozen=True)
class PlacementPage:
    placement: Placement
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    rows: tuple[Fact, ...]
    events: tuple[Event, ...]
    acts: tuple[Link, ...]
    may_follow: bool
    may_judge: bool
    may_say_bonus: bool
    may_say_counts: bool


def placement_page(placement: Placement, *, member: Membership) -> PlacementPage:
    return PlacementPage(
        placement=placement,
        crumbs=_crumbs(placement),
        facts=(
            Fact(label=_("Status"), status=status_of(placement), status_label=label_of(placement)),
            Fact(label=_("Supplier"), value=placement.supplier.name),
            Fact(label=_("What"), value=kind_of(placement.type, placement.form)),
        ),
        rows=tuple(_rows(placement)),
        events=_events(placement, member=member),
        acts=tuple(link for fill in placement_acts for link in fill(member, placement)),
        may_follow=why_not_follow(placement, member) is None,
        may_judge=why_not_judge(placement, member) is None,
        may_say_bonus=why_not_say_bonus(placement, member) is None,
        may_say_counts=why_not_say_counts(placement, member) is None,
    )


def _crumbs(placement: Placement) -> tuple[Link, ...]:
    if placement.commitment:
        return (Link(label=placement.commitment.title, url=placement.commitment.get_absolute_url()),)
    return (Link(label=_("Requirement profiles"), url=reverse("matching:profile_list")),)


def kind_of(kind: str, form: str) -> str:
    label = PlacementForm(form).label if form and form != PlacementForm.NONE else PlacementType(kind).label
    return str(label)


def status_of(placement: Placement) -> Status:
    if placement.is_withdrawn:
        return Status.STOPPED
    if begins_words(placement):
        return Status.WAITING
    if placement.ended_on is None:
        return Status.RUNNING
    return Status.DONE if placement.ended_because == EndReason.COMPLETED else Status.STOPPED


def label_of(placement: Placement) -> str:
    if placement.is_withdrawn:
        return _("Entered by mistake")
    return str(placement.get_ended_because_display()) if placement.ended_on else begins_words(placement)


def _rows(placement: Placement) -> Iterable[Fact]:
    contract = placement.commitment.title if placement.commitment else _("Outside every contract")
    confirmed = _("Not confirmed yet")
    if placement.group_confirmed_on:
        confirmed = _("Confirmed {day} by {who}").format(
            day=date_words(placement.group_confirmed_on),
            who=acted_by(placement.group_confirmed_by, placement.group_confirmed_for),
        )
    yield Fact(label=_("Contract"), value=contract)
    yield Fact(label=_("First day"), value=date_words(placement.starts_on))
    if placement.planned_end_on:
        yield Fact(label=_("Planned last day"), value=date_words(placement.planned_end_on))
    if placement.ended_on:
        yield Fact(label=_("Last day"), value=date_words(placement.ended_on))
    yield Fact(label=_("Share of full time"), value=share(Fraction(placement.scope)))
    if placement.route:
        yield Fact(label=_("Found through"), value=str(Route(placement.route).label))
    yield Fact(label=_("Connection to the requirement"), value=str(placement.get_attribution_display()))
    yield Fact(label=_("Target group"), value=confirmed)
    if placement.commitment:
        yield Fact(label=_("In the undertaking"), value=counts_words(counts=placement.counts))
    if placement.commitment and bonus_of(placement.commitment):
        yield Fact(label=_("Bonus"), value=bonus_words(is_bonus=placement.is_bonus))


def bonus_words(*, is_bonus: bool) -> str:
    """Which of the two the place is, where the contract pays a bonus."""
    return _("Bonus place, beyond what is required") if is_bonus else _("Part of what is required")


def counts_words(*, counts: bool) -> str:
    return _("Counts in the undertaking") if counts else _("Does not count in the undertaking")


def _events(placement: Placement, *, member: Membership) -> tuple[Event, ...]:
    """Every fact and what rooms above know, latest first."""
    rows = placement.facts.select_related("member__user", "on_behalf_of__user").order_by("-pk")
    own = [CaseEvent(at=row.at, event=_event(row)) for row in rows[:LATEST]]
    above = [event for fill in placement_timeline for event in fill(member, placement)]
    merged = sorted([*own, *above], key=lambda told: told.at, reverse=True)
    return tuple(told.event for told in merged[:LATEST])


def _event(row: PlacementFact) -> Event:
    reason = f" {row.reason}" if row.reason else ""
    return Event(when=moment_words(row.at), text=_told(row) + reason, actor=row.actor_name)


def _told(row: PlacementFact) -> str:
    value: dict[str, Any] = row.value
    match row.kind:
        case FactKind.AGREED:
            return _("Agreed from {day}.").format(day=date_words(row.valid_from))
        case FactKind.SCOPE:
            return _("{share} from {day}.").format(
                share=share(Fraction(value["scope"])), day=date_words(row.valid_from)
            )
        case FactKind.ENDED:
            return _("Ended {day}: {reason}.").format(
                day=date_words(row.valid_from), reason=EndReason(value["because"]).label
            )
        case FactKind.ATTRIBUTION:
            return _("{connection}, judged {day}.").format(
                connection=Attribution(value["attribution"]).label, day=date_words(row.valid_from)
            )
        case FactKind.BONUS:
            return f"{bonus_words(is_bonus=value['is_bonus'])}."
        case FactKind.COUNTS:
            return _("{what}, judged {day}.").format(
                what=counts_words(counts=value["counts"]), day=date_words(row.valid_from)
            )
        case FactKind.GROUP:
            return _group_told(value, row.valid_from)
    return _("Taken back as a mistake.")


def _group_told(value: dict[str, Any], day: dt.date) -> str:
    if not value["belongs"]:
        return _("The confirmation of the target group is taken back.")
    confirmed = _("Confirmed {day} as belonging to the target group.").format(day=date_words(day))
    return f"{confirmed} {GroupBasis(value['basis']).label}." if value["basis"] else confirmed
