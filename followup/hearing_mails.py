"""Mails of a hearing: the supplier is asked, the buyer gets the answer, and both learn what comes of it."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail
from core.reminders import Recipient
from core.templatetags.formats import date_words
from followup.choices import StepKind, Verdict
from followup.commitment_facts import facts_of
from followup.hearing import open_hearing
from followup.hearing_rules import why_not_answer_now, why_not_go_on
from followup.mails import NEW_LINK, WHY_SUPPLIER, party_path, words
from followup.models import HearingStep, PartyLink
from procurements.readers import contact_at
from suppliers.parties import contact_of, receivers_of, reporters_of

WHY_BUYER = _("You get this mail because you follow the contract.")


def request_letter(step: HearingStep, mail: OutgoingMail) -> Letter:
    """To the supplier: what it is asked, with a link of its own to the page where it answers."""
    commitment = step.commitment
    values = {
        **words(commitment),
        "about": str(step.get_about_display()),
        "due": date_words(step.due_on),
        "is_reminder": "yes" if mail.reminder_id else "",
    }
    return Letter(_answer_path(step, mail), _t("Read and answer"), contact_of(commitment), values)


def _answer_path(step: HearingStep, mail: OutgoingMail) -> str:
    if mail.to_member_id:
        return reverse("followup:statement", args=[step.commitment_id])
    token = mail.link_token()
    PartyLink.open_with(token, commitment=step.commitment, email=mail.to_email, request=step)
    return reverse("followup:party_statement", kwargs={"key": token})


def step_letter(step: HearingStep, mail: OutgoingMail) -> Letter:
    """What was said or decided, to either party."""
    commitment = step.commitment
    decided = step.get_kind_display() if step.kind == StepKind.RELIEF else step.get_verdict_display()
    values = {
        **words(commitment),
        "decided": str(decided),
        "due": date_words(step.due_on) if step.due_on else "",
        "is_relief": "yes" if step.kind == StepKind.RELIEF else "",
        "is_answered": "yes" if step.kind == StepKind.STATEMENT_GIVEN else "",
        "is_remedy": "yes" if step.verdict == Verdict.REMEDY else "",
    }
    path = party_path(commitment, mail, page=step.get_absolute_url())
    action = _t("Read and decide") if mail.kind == TO_DECIDE.key else _t("Read it all")
    return Letter(path, action, contact_of(commitment), values)


def example() -> Letter:
    """An invented matter for the preview pages."""
    values = {
        "contract": "Skötsel av gator och parker",
        "authority": "Servicenämnden",
        "buyer": "Ekhamns kommun",
        "supplier": "Grönyta AB",
        "about": _t("Nobody has started in time"),
        "due": date_words(dt.date(2026, 12, 14)),
        "decided": _t("The supplier gets time to put it right"),
        "is_reminder": "",
        "is_relief": "",
        "is_answered": "yes",
        "is_remedy": "",
    }
    return Letter("/", _t("Read and answer"), Contact("Axel Avtalsansvarig", phone="070-174 06 30"), values)


def is_awaited(step: HearingStep, _mail: OutgoingMail) -> bool:
    """Is the supplier's answer to this request still open?"""
    facts = facts_of(step.commitment)
    hearing = open_hearing(facts.steps)
    return hearing is not None and hearing.request == step and why_not_answer_now(facts) is None


def is_undecided(step: HearingStep, _mail: OutgoingMail) -> bool:
    """Does the buyer still have to decide in the matter of this step?"""
    facts = facts_of(step.commitment)
    hearing = open_hearing(facts.steps)
    return hearing is not None and step in hearing.steps and why_not_go_on(facts) is None


STATEMENT_WANTED = MailKind(
    key="followup.statement_wanted",
    subject=_("Give your view by {due}: {contract}"),
    template="emails/followup/statement_wanted.txt",
    why=WHY_SUPPLIER,
    context=request_letter,
    still_wanted=is_awaited,
    reader=contact_at,
    example=example,
    quiet_days=True,
)
STATEMENT_RECEIPT = MailKind(
    key="followup.statement_receipt",
    subject=_("Your view has come in: {contract}"),
    template="emails/followup/statement_receipt.txt",
    why=WHY_SUPPLIER,
    context=step_letter,
    reader=contact_at,
    example=example,
)
TO_DECIDE = MailKind(
    key="followup.hearing_to_decide",
    subject=_("Decide after the supplier's view: {contract}"),
    template="emails/followup/hearing_to_decide.txt",
    why=WHY_BUYER,
    context=step_letter,
    still_wanted=is_undecided,
    example=example,
    quiet_days=True,
)
DECIDED = MailKind(
    key="followup.hearing_decided",
    subject=_("The buyer has decided: {contract}"),
    template="emails/followup/hearing_decided.txt",
    why=WHY_SUPPLIER,
    context=step_letter,
    reader=contact_at,
    example=example,
)


def _tell(kind: MailKind, step: HearingStep, people: Iterable[Recipient], *, by: Actor) -> None:
    for to in people:
        if to != by:
            queue_mail(kind, step, to=to, by=by)


def tell_asked(step: HearingStep, *, by: Actor) -> None:
    """To the supplier: it is asked for its view."""
    _tell(STATEMENT_WANTED, step, reporters_of(step.commitment), by=by)


def tell_answered(step: HearingStep, *, by: Actor) -> None:
    """To the contract manager that it has come, to the supplier that it has arrived."""
    _tell(TO_DECIDE, step, receivers_of(step.commitment), by=by)
    _tell(STATEMENT_RECEIPT, step, reporters_of(step.commitment), by=by)


def tell_decided(step: HearingStep, *, by: Actor) -> None:
    """To the supplier: what was decided."""
    _tell(DECIDED, step, reporters_of(step.commitment), by=by)


def send_new_link(link: PartyLink) -> None:
    """To the address that the old link went to: the question anew while it waits, else a link to read."""
    if link.request is not None and why_not_answer_now(facts_of(link.commitment)) is None:
        queue_mail(STATEMENT_WANTED, link.request, to=link.email, by=link.visitor)
    else:
        queue_mail(NEW_LINK, link, to=link.email, by=link.visitor)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (STATEMENT_WANTED, STATEMENT_RECEIPT, TO_DECIDE, DECIDED):
        mail_kinds.fill(kind, key=kind.key)
