"""What pages show of hearings and reliefs under one contract, the same for both parties."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Document, Fact, Link, Status, Turn
from core.templatetags.formats import date_words
from followup.choices import StepKind, Verdict
from followup.commitment_facts import Facts, facts_of
from followup.hearing import Hearing, hearings_of, open_hearing, relief_of
from followup.hearing_rules import why_not_blame
from followup.models import HearingStep
from followup.paper_list import of_member, papers_of
from followup.policies import (
    is_party,
    why_not_answer,
    why_not_ask,
    why_not_decide,
    why_not_manage,
    why_not_relieve,
)
from followup.topics import parts_of
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.contacts import contacts_of, crumbs_of
from suppliers.slots import Panel, commitment_panels, commitment_parts


@dataclass(frozen=True)
class StepView:
    """One step, ready worded."""

    heading: str
    facts: tuple[Fact, ...]
    note: str


@dataclass(frozen=True)
class HearingPage:
    commitment: Commitment
    crumbs: tuple[Link, ...]
    subnav: tuple[Link, ...]
    facts: tuple[Fact, ...]
    next_step: str
    blocked: str
    steps: tuple[StepView, ...]
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    may_ask: bool
    may_answer: bool
    may_decide: bool
    may_relieve: bool
    may_withdraw: bool
    is_supplier: bool


def hearing_page(commitment: Commitment, *, member: Membership) -> HearingPage:
    facts = facts_of(commitment)
    url = reverse("followup:hearing", args=[commitment.pk])
    manages = why_not_manage(commitment, member) is None
    return HearingPage(
        commitment=commitment,
        crumbs=crumbs_of(commitment),
        subnav=tuple(parts_of(member, commitment, path=url)),
        facts=tuple(_band(commitment, facts, member)),
        next_step=next_step(commitment, facts),
        blocked=(why_not_blame(facts) or "") if manages else "",
        steps=steps_shown(commitment),
        documents=papers_of(facts.history, address=of_member),
        contacts=contacts_of(commitment),
        may_ask=why_not_ask(commitment, member) is None,
        may_answer=why_not_answer(commitment, member) is None,
        may_decide=why_not_decide(commitment, member) is None,
        may_relieve=why_not_relieve(commitment, member) is None,
        may_withdraw=manages and relief_of(facts.steps) is not None,
        is_supplier=is_party(commitment, member),
    )


def _band(commitment: Commitment, facts: Facts, member: Membership) -> Iterable[Fact]:
    status, label = standing_of(facts)
    yield Fact(label=_("Status"), status=status, status_label=label)
    hearing = open_hearing(facts.steps)
    if hearing is not None and hearing.due_on is not None:
        label = _("To be put right by") if hearing.remedy else _("Last day to answer")
        yield Fact(label=label, value=date_words(hearing.due_on))
    yield Fact(label=_("Whose turn"), turn=_turn(commitment, hearing, member))


def standing_of(facts: Facts) -> tuple[Status, str]:
    """How it stands between the parties, as a status with its word."""
    hearing = open_hearing(facts.steps)
    if hearing is not None:
        if not hearing.is_suppliers_turn:
            return Status.ACTION_NEEDED, _("Waits for a decision")
        if hearing.remedy is not None:
            return Status.RUNNING, _("Is being put right")
        return Status.WAITING, _("The supplier is asked")
    if relief_of(facts.steps) is not None:
        return Status.DONE, _("Freed from the requirement")
    latest = next(reversed(hearings_of(facts.steps)), None)
    if latest is None or latest.decision is None:
        return Status.NOT_NEEDED, _("Nothing is being dealt with")
    return Status.DONE, decided_text(latest.decision)


def decided_text(decision: HearingStep) -> str:
    """The decision in a few words."""
    if decision.kind == StepKind.RELIEF or not decision.verdict:
        return str(decision.get_kind_display())
    return str(decision.get_verdict_display())


def _turn(commitment: Commitment, hearing: Hearing | None, member: Membership) -> Turn:
    if hearing is None:
        return Turn(who=_("Nobody"))
    if hearing.is_suppliers_turn:
        mine = is_party(commitment, member)
        return Turn(is_yours=mine, is_group=True, who=commitment.contract.supplier.name)
    mine = commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT)
    return Turn(is_yours=mine, is_group=True, who=commitment.authority.name)


def next_step(commitment: Commitment, facts: Facts) -> str:
    """One sentence on what happens now."""
    hearing, supplier = open_hearing(facts.steps), commitment.contract.supplier.name
    buyer = commitment.authority
    if hearing is None:
        if relief_of(facts.steps) is not None:
            return _("The supplier is relieved from what it owes under the contract.")
        return _("Nothing is being dealt with between the parties.")
    if hearing.remedy is not None:
        words = (
            _("{supplier} has until {day} to put it right.")
            if hearing.is_suppliers_turn
            else _("The time to put it right has passed. {authority} decides.")
        )
        return words.format(supplier=supplier, day=date_words(hearing.due_on), authority=buyer)
    if hearing.statement is not None:
        return _("The supplier has given its view. {authority} decides.").format(authority=buyer)
    if not hearing.is_suppliers_turn:
        return _("The last day has passed without an answer. {authority} decides.").format(authority=buyer)
    return _("{supplier} is asked for its view, no later than {day}.").format(
        supplier=supplier, day=date_words(hearing.due_on)
    )


def steps_shown(commitment: Commitment) -> tuple[StepView, ...]:
    """Every step, the latest first."""
    hearings = hearings_of(facts_of(commitment).history)
    shown = [_view(step, hearing) for hearing in hearings for step in hearing.steps]
    return tuple(reversed(shown))


def _view(step: HearingStep, hearing: Hearing) -> StepView:
    note = _("Noted by {who}.").format(who=step.actor_name)
    return StepView(
        heading=f"{step.get_kind_display()}, {date_words(step.valid_from)}",
        facts=tuple(_facts(step, hearing)),
        note=note,
    )


WORDS_LABEL = {
    StepKind.STATEMENT_REQUESTED: lambda: _("What the buyer has seen"),
    StepKind.STATEMENT_GIVEN: lambda: _("The supplier's view"),
    StepKind.DECISION: lambda: _("Reasons"),
    StepKind.RELIEF: lambda: _("Reasons"),
}


def _facts(step: HearingStep, hearing: Hearing) -> Iterable[Fact]:
    if step.about:
        yield Fact(label=_("What it is about"), value=str(step.get_about_display()))
    if step.verdict:
        yield Fact(label=_("Decision"), value=str(step.get_verdict_display()))
    if step.ground:
        yield Fact(label=_("Ground"), value=str(step.get_ground_display()))
    if step.reason:
        yield Fact(label=WORDS_LABEL[StepKind(step.kind)](), value=step.reason)
    if step.told_by:
        yield Fact(label=_("Speaks for the supplier"), value=step.told_by)
    if step.due_on:
        is_remedy = step.verdict == Verdict.REMEDY
        label = _("To be put right by") if is_remedy else _("Last day to answer")
        yield Fact(label=label, value=date_words(step.due_on))
    if _is_late(step, hearing):
        yield Fact(label=_("Came in"), value=_("After the last day"))


def _is_late(step: HearingStep, hearing: Hearing) -> bool:
    due_on = hearing.request.due_on if hearing.request else None
    return step.kind == StepKind.STATEMENT_GIVEN and due_on is not None and step.valid_from > due_on


def panels(member: Membership, commitment: Commitment) -> Iterable[Panel]:
    """On the contract's page, once something was dealt with."""
    facts = facts_of(commitment)
    if not facts.steps:
        return
    status, label = standing_of(facts)
    yield Panel(
        title=_("Statements and decisions"),
        facts=(Fact(label=_("Status"), status=status, status_label=label),),
        text=next_step(commitment, facts),
        url=reverse("followup:hearing", args=[commitment.pk]),
        link=_("All of it"),
    )


def parts(member: Membership, commitment: Commitment) -> Iterable[Link]:
    """To those who may ask, and to everyone once something was dealt with."""
    if why_not_manage(commitment, member) is None or facts_of(commitment).steps:
        yield Link(label=_("Statements"), url=reverse("followup:hearing", args=[commitment.pk]))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_panels.fill(panels, key="followup.hearing", order=20)
    commitment_parts.fill(parts, key="followup.hearing", order=40)
