"""Hearing the supplier, deciding, and relieving: strict steps of the pages.

`actions.following.record_step` notes what happened elsewhere; here each step asks whether it may be taken.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import Actor, actor_columns
from core.rules import RuleBroken
from followup.choices import StepKind, Verdict
from followup.commitment_facts import Facts, facts_of
from followup.hearing import Hearing, open_hearing, relief_of
from followup.hearing_mails import tell_answered, tell_asked, tell_decided
from followup.hearing_paper import order_paper
from followup.hearing_rules import (
    why_not_answer_now,
    why_not_ask_now,
    why_not_claim_now,
    why_not_decide_now,
    why_not_go_on,
)
from followup.models import HearingStep, PartyLink
from procurements.models import Commitment


@transaction.atomic
def ask_for_statement(
    commitment: Commitment, *, about: str, text: str, due_on: dt.date, by: Actor
) -> HearingStep:
    """Ask for the supplier's view with a last day. Refused while the matching side owes an answer."""
    facts = _locked(commitment)
    _refuse(why_not_ask_now(facts))
    if due_on <= clock.today():
        raise RuleBroken(_("Choose a last day that lies ahead, so that the supplier has time to answer."))
    step = _step(commitment, StepKind.STATEMENT_REQUESTED, text=text, about=about, due_on=due_on, by=by)
    order_paper(step, Hearing(request=step), by=by)
    tell_asked(step, by=by)
    return step


@transaction.atomic
def give_statement(
    commitment: Commitment, *, text: str, told_by: str, by: Actor, link: PartyLink | None = None
) -> HearingStep:
    """The supplier's view, by itself or as it reached the buyer in another way. Taken until it is decided.

    Spends the link it came by. From now on the turn is the buyer's.
    """
    facts = _locked(commitment)
    _refuse(why_not_answer_now(facts))
    hearing = open_hearing(facts.steps)
    assert hearing is not None
    if link is not None:
        if link.request != hearing.request:
            raise RuleBroken(_("The link is for an earlier question. Use the latest mail."))
        link.spend()
    step = _step(commitment, StepKind.STATEMENT_GIVEN, text=text, told_by=told_by, by=by)
    order_paper(step, hearing, by=by)
    tell_answered(step, by=by)
    return step


@transaction.atomic
def decide(
    commitment: Commitment, *, verdict: str, text: str, due_on: dt.date | None = None, by: Actor
) -> HearingStep:
    """What the buyer decides after the supplier was heard, or had the time to be."""
    facts = _locked(commitment)
    _refuse(why_not_decide_now(facts))
    if verdict == Verdict.CLAIM:
        _refuse(why_not_claim_now(facts))
    if verdict == Verdict.REMEDY and (due_on is None or due_on <= clock.today()):
        raise RuleBroken(_("State by which day the supplier is to put it right; it must lie ahead."))
    hearing = open_hearing(facts.steps)
    assert hearing is not None
    day = due_on if verdict == Verdict.REMEDY else None
    step = _step(commitment, StepKind.DECISION, text=text, verdict=verdict, due_on=day, by=by)
    order_paper(step, hearing, by=by)
    tell_decided(step, by=by)
    return step


@transaction.atomic
def relieve(commitment: Commitment, *, ground: str, text: str, by: Actor) -> HearingStep:
    """Free the supplier from what it owes, whatever else holds. Closes a hearing that is open."""
    facts = _locked(commitment)
    if relief_of(facts.steps) is not None:
        raise RuleBroken(_("The supplier is relieved already."))
    step = _step(commitment, StepKind.RELIEF, text=text, ground=ground, by=by)
    order_paper(step, open_hearing(facts.steps) or Hearing(), by=by)
    tell_decided(step, by=by)
    return step


@transaction.atomic
def withdraw_relief(commitment: Commitment, *, text: str, by: Actor) -> HearingStep:
    """Take a relief back: what is owed counts again. The relief stays in the history."""
    relief = relief_of(_locked(commitment).steps)
    if relief is None:
        raise RuleBroken(_("There is no relief to withdraw."))
    step = _step(
        commitment, StepKind.DECISION, text=text, verdict=Verdict.RELIEF_WITHDRAWN, corrects=relief, by=by
    )
    order_paper(step, Hearing(), by=by)
    tell_decided(step, by=by)
    return step


def _locked(commitment: Commitment) -> Facts:
    """The facts as nobody can change them any more in this transaction: of two steps at once one waits."""
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    _refuse(why_not_go_on(facts_of(row)))
    return facts_of(row)


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise RuleBroken(reason)


def _step(commitment: Commitment, kind: str, *, text: str, by: Actor, **values: object) -> HearingStep:
    if not text.strip():
        raise RuleBroken(_("Write the reason in words."))
    row = HearingStep(
        commitment=commitment,
        kind=kind,
        valid_from=clock.today(),
        reason=text,
        **values,
        **actor_columns(by),
    )
    row.full_clean(exclude=["corrects", "commitment"])
    row.save()
    return row
