"""The reminder "decision waiting": a meeting has been held, or somebody is asked to decide on delegation."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.mail import Contact, Letter, MailKind, mail_kinds
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from core.templatetags.formats import date_words
from organisations.contacts import person_at
from organisations.models import Membership, Part
from organisations.permissions import Permission
from strategy.models import LeadershipDecision
from strategy.states import WAITING, DecisionState

S = DecisionState
KEY = "strategy.decision_waiting"
ANSWER_WITHIN = dt.timedelta(days=7)  # this product's own pace, not a rule of law
OFFSETS = (1, 7, 14, 28)  # days after the meeting, or after the request
CAP = 2


def waiting(until: dt.date) -> Iterable[Due]:
    """Decisions that wait, with the day of the meeting or of the request."""
    rows = LeadershipDecision.objects.filter(
        state__in=WAITING, authority__organisation__parts__contains=[Part.STRATEGY]
    )
    for row in rows.prefetch_related("body_referrals", "delegate_requests").order_by("pk"):
        day = waits_since(row)
        if day is not None and day <= until:
            yield Due(row, day)


def waits_since(decision: LeadershipDecision) -> dt.date | None:
    if decision.state == S.WAITING_FOR_BODY and (referral := decision.latest_referral):
        return referral.meeting_on
    if decision.state == S.WAITING_FOR_DELEGATE and (request := decision.latest_request):
        return timezone.localdate(request.at)
    return None


def those_to_act(decision: LeadershipDecision) -> Iterable[Recipient]:
    """The one who is asked to decide, or the one who registers what the committee decided."""
    request = decision.latest_request
    asked = decision.state == S.WAITING_FOR_DELEGATE and request is not None
    member = request.delegate if asked and request is not None else decision.sent_to_body_by
    return [member] if member.is_active else colleagues(decision)


def colleagues(decision: LeadershipDecision) -> list[Recipient]:
    """Others of the authority who may take it further."""
    wanted = Permission.DECIDE if decision.state == S.WAITING_FOR_DELEGATE else Permission.STRATEGY_PREPARE
    members = Membership.objects.active().of_authority(decision.authority).select_related("user")
    return [member for member in members.order_by("pk") if member.may(wanted)]


def still_waits(decision: LeadershipDecision, reminder: Reminder) -> bool:
    return decision.state in WAITING and waits_since(decision) == reminder.due_on


def still_wanted(decision: LeadershipDecision, mail: OutgoingMail) -> bool:
    return decision.state in WAITING


def letter(decision: LeadershipDecision, mail: OutgoingMail) -> Letter:
    since = waits_since(decision)
    by_body = decision.state == S.WAITING_FOR_BODY
    referral = decision.latest_referral
    return Letter(
        path=decision.get_absolute_url(),
        action=_("Register the committee's decision") if by_body else _("Read and decide"),
        contact=whom_to_ask(decision),
        values={
            "title": decision.title,
            "since": date_words(since),
            "body": referral.body if by_body and referral else "",
            "preparer": str(decision.prepared_by),
        },
    )


def whom_to_ask(decision: LeadershipDecision) -> Contact:
    """The one who prepared it."""
    return person_at(decision.prepared_by, decision.authority)


def example() -> Letter:
    """For the preview page."""
    values = {
        "title": _("Employment requirements in the purchases of the municipality"),
        "since": date_words(dt.date(2026, 11, 9)),
        "body": _("The executive board"),
        "preparer": "Sam Samordnare",
    }
    contact = Contact(name="Sam Samordnare", phone="070-174 06 12")
    return Letter(
        path="/beslut/1/", action=_("Register the committee's decision"), contact=contact, values=values
    )


DECISION_WAITING_MAIL = MailKind(
    key=KEY,
    subject=gettext_lazy("A decision waits: {title}"),
    template="emails/strategy/decision_waiting.txt",
    why=gettext_lazy("You get this mail because the decision waits for you or your colleagues."),
    context=letter,
    example=example,
    still_wanted=still_wanted,
    quiet_days=True,
)
DECISION_WAITING = ReminderKind(
    key=KEY,
    label=gettext_lazy("Decision waiting"),
    offsets=OFFSETS,
    due=waiting,
    recipients=those_to_act,
    still_open=still_waits,
    mail=DECISION_WAITING_MAIL,
    cap=CAP,
    escalate_to=colleagues,
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    mail_kinds.fill(DECISION_WAITING_MAIL, key=KEY)
    reminder_kinds.fill(DECISION_WAITING, key=KEY)
