"""Mails and reminders of what a case waits for outside the handler's hands: consent to go on without a
decision, and a committee's decision that somebody is to fill in."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.mail import Letter, mail_kinds, queue_mail
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from core.templatetags.formats import date_words
from organisations.models import Part
from procurements.mails import case_letter, colleagues, consent_by, deciders_of, handler, mail_kind
from procurements.models import EntryCheck, EntryConsent, GoDecision, Procurement
from procurements.states import GoState

if TYPE_CHECKING:
    from core.actors import Actor


def those_who_consent(entry: EntryCheck) -> list[Recipient]:
    """Everyone who may agree that the case goes on."""
    return [*deciders_of(entry.procurement.authority)]


def consent_letter(entry: EntryCheck, _mail: OutgoingMail) -> Letter:
    action, why = _t("Read and agree"), entry.has_decision_reason
    return case_letter(entry.procurement, "procurements:entry_consent", action, reason=why)


def given_letter(consent: EntryConsent, _mail: OutgoingMail) -> Letter:
    who = str(consent.member or "")
    words = {"who": who, "note": consent.note}
    return case_letter(consent.procurement, "procurements:case", _t("Go on with the case"), **words)


def waits_for_consent(entry: EntryCheck, _about: OutgoingMail | Reminder) -> bool:
    return EntryCheck.objects.awaiting_consent().filter(pk=entry.pk).exists()


def body_letter(go: GoDecision, _mail: OutgoingMail) -> Letter:
    """To whoever typed the matter in."""
    referral = go.latest_referral
    words = {
        "body": referral.body if referral else "",
        "day": date_words(referral.meeting_on) if referral else "",
    }
    return case_letter(go.procurement, "procurements:body_decision", _t("Fill in the decision"), **words)


def waits_for_minutes(go: GoDecision, about: OutgoingMail | Reminder) -> bool:
    """Not filled in, not moved to another meeting, and the case still open."""
    reminder = about if isinstance(about, Reminder) else about.reminder
    referral = go.latest_referral
    is_same_day = referral is not None and (reminder is None or reminder.due_on == referral.meeting_on)
    return go.state == GoState.WAITING_FOR_BODY and go.procurement.is_open and is_same_day


def those_who_fill_in(go: GoDecision) -> list[Recipient]:
    """The official who sent it to the committee, else whoever runs the case."""
    typed_by = go.sent_to_body_by
    return [typed_by] if typed_by.is_active else handler(go.procurement)


def their_colleagues(go: GoDecision) -> list[Recipient]:
    return [member for member in colleagues(go.procurement) if member != go.sent_to_body_by]


CONSENT_WANTED = mail_kind(
    "consent_wanted",
    _("Agree to go on without a decision: {title}"),
    _("You get this mail because you are a decision-maker for {authority}."),
    consent_letter,
    waits_for_consent,
)
CONSENT_GIVEN = mail_kind(
    "consent_given",
    _("You may go on without a decision: {title}"),
    _("You get this mail because you handle the case."),
    given_letter,
    lambda consent, _mail: consent.procurement.is_open,
)
BODY_DECISION = mail_kind(
    "body_decision",
    _("Fill in what the committee decided: {title}"),
    _("You get this mail because you sent the matter to the committee, or work with the case."),
    body_letter,
    waits_for_minutes,
)


def shown_cases() -> QuerySet[Procurement]:
    """Open cases whose pages are there: a link in a mail must lead somewhere."""
    return Procurement.objects.open().filter(authority__organisation__parts__contains=[Part.PROCUREMENT])


def due_consents(until: dt.date) -> Iterable[Due]:
    """Cases that wait for a decision-maker's consent."""
    rows = EntryCheck.objects.awaiting_consent().filter(procurement__in=shown_cases())
    for row in rows.select_related("procurement__authority").order_by("pk"):
        if (day := consent_by(row)) and day <= until:
            yield Due(row, day)


def due_minutes(until: dt.date) -> Iterable[Due]:
    """Matters whose meeting comes, or has been held without anybody telling what it decided."""
    rows = GoDecision.objects.filter(state=GoState.WAITING_FOR_BODY, procurement__in=shown_cases())
    for row in rows.prefetch_related("body_referrals").order_by("pk"):
        if (referral := row.latest_referral) and referral.meeting_on <= until:
            yield Due(row, referral.meeting_on)


KINDS = (
    ReminderKind(
        key="procurements.consent_waiting",
        label=_("Consent to go on waits"),
        offsets=(-3, 0, 7, 14),
        due=due_consents,
        recipients=those_who_consent,
        still_open=waits_for_consent,
        mail=CONSENT_WANTED,
        cap=3,
        escalate_to=lambda entry: handler(entry.procurement),
    ),
    ReminderKind(
        key="procurements.body_decision",
        label=_("The committee's decision is not filled in"),
        offsets=(1, 7, 14, 28),
        due=due_minutes,
        recipients=those_who_fill_in,
        still_open=waits_for_minutes,
        mail=BODY_DECISION,
        cap=2,
        escalate_to=their_colleagues,
    ),
)


def ask_for_consent(entry: EntryCheck, *, by: "Actor") -> None:
    """Ask everyone who may agree, unless she asked herself."""
    for to in those_who_consent(entry):
        if to != by:
            queue_mail(CONSENT_WANTED, entry, to=to, by=by)


def tell_of_consent(consent: EntryConsent, *, by: "Actor") -> None:
    for to in handler(consent.procurement):
        if to != by:
            queue_mail(CONSENT_GIVEN, consent, to=to, by=by)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for mail in (CONSENT_WANTED, CONSENT_GIVEN, BODY_DECISION):
        mail_kinds.fill(mail, key=mail.key)
    for kind in KINDS:
        reminder_kinds.fill(kind, key=kind.key)
