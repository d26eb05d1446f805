"""What pages show of how a commitment has been changed, the same for both parties."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Fact, Link
from core.templatetags.formats import date_words
from followup.change_words import changed_text, changes_of, ground_text
from followup.commitment_facts import facts_of
from followup.policies import why_not_manage
from followup.topics import parts_of
from organisations.models import Membership
from procurements.models import Commitment, Variation
from suppliers.balances import terms_of
from suppliers.contacts import contacts_of, crumbs_of
from suppliers.ledger.terms import contract_span
from suppliers.queries import standings
from suppliers.slots import Panel, commitment_panels, commitment_parts
from suppliers.volume_words import requirement_text


@dataclass(frozen=True)
class ChangeView:
    """One change, ready worded."""

    heading: str
    facts: tuple[Fact, ...]
    note: str
    correction_url: str = ""


@dataclass(frozen=True)
class ChangePage:
    commitment: Commitment
    crumbs: tuple[Link, ...]
    subnav: tuple[Link, ...]
    facts: tuple[Fact, ...]
    changes: tuple[ChangeView, ...]
    signed: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    may_change: bool


def change_page(commitment: Commitment, *, member: Membership) -> ChangePage:
    outcome = standings([commitment])[commitment.pk].outcome
    may_change = why_not_manage(commitment, member) is None
    url = reverse("followup:change_list", args=[commitment.pk])
    return ChangePage(
        commitment=commitment,
        crumbs=crumbs_of(commitment),
        subnav=tuple(parts_of(member, commitment, path=url)),
        facts=(
            Fact(label=_("Holds now"), value=requirement_text(commitment, outcome)),
            Fact(label=_("Last day"), value=date_words(outcome.detail.contract_end)),
            Fact(label=_("Changes"), value=str(len(facts_of(commitment).variations))),
        ),
        changes=changes_shown(commitment, may_correct=may_change),
        signed=tuple(_signed(commitment)),
        contacts=contacts_of(commitment),
        may_change=may_change,
    )


def changes_shown(commitment: Commitment, *, may_correct: bool = False) -> tuple[ChangeView, ...]:
    """The standing changes, the latest first."""
    rows = reversed(facts_of(commitment).variations)
    return tuple(_view(row, may_correct=may_correct) for row in rows)


def _view(row: Variation, *, may_correct: bool) -> ChangeView:
    note = _("Recorded by {who}.").format(who=row.actor_name)
    if row.corrects_id:
        note = _("Corrected by {who}.").format(who=row.actor_name)
    return ChangeView(
        heading=_("From {day}").format(day=date_words(row.valid_from)),
        facts=tuple(_facts(row)),
        note=note,
        correction_url=reverse("followup:change_correction", args=[row.commitment_id, row.pk])
        if may_correct
        else "",
    )


def _facts(row: Variation) -> Iterable[Fact]:
    yield Fact(label=_("Holds from then on"), value="\n".join(changes_of(row)))
    yield Fact(label=_("Ground"), value=ground_text(row))
    if row.reason:
        yield Fact(label=_("Reason"), value=row.reason)


def _signed(commitment: Commitment) -> Iterable[Fact]:
    """The terms that the contract was signed with."""
    terms = terms_of(commitment, variations=(), openings=())
    span = contract_span(terms)
    days = f"{date_words(span.first)}–{date_words(span.last)}"
    yield Fact(label=_("Contract term"), value=days)
    if promised := "\n".join(changes_of(_Promised(commitment))):
        yield Fact(label=_("Promised"), value=promised)


class _Promised:
    """What was signed, in the shape of a change."""

    contract_months = None

    def __init__(self, commitment: Commitment) -> None:
        self.full_time_months = commitment.full_time_months
        self.places = commitment.places
        self.value_sek = commitment.contract.value_sek


def panels(member: Membership, commitment: Commitment) -> Iterable[Panel]:
    """The latest change on the contract's page; nothing where nothing was changed."""
    changes = facts_of(commitment).variations
    if not changes:
        return
    latest = changes[-1]
    when = _("Latest, from {day}").format(day=date_words(latest.valid_from))
    yield Panel(
        title=_("Changes of the commitment"),
        facts=(
            Fact(label=when, value=changed_text(latest)),
            Fact(label=_("Ground"), value=ground_text(latest)),
        ),
        url=reverse("followup:change_list", args=[commitment.pk]),
        link=_("All changes"),
    )


def parts(member: Membership, commitment: Commitment) -> Iterable[Link]:
    """To those who may change the commitment, and to everyone once it is changed."""
    if why_not_manage(commitment, member) is None or facts_of(commitment).variations:
        yield Link(label=_("Changes"), url=reverse("followup:change_list", args=[commitment.pk]))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_panels.fill(panels, key="followup.changes", order=30)
    commitment_parts.fill(parts, key="followup.changes", order=30)
