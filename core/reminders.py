"""Reminders that can neither be lost nor sent wrongly: how a room declares a kind, and how they run.

A kind is declared in the room that knows the dates, and put in the slot in `AppConfig.ready()`:

    REPORT_DUE = reminder_kinds.fill(
        ReminderKind(
            key="suppliers.report_due",
            label=_("Report due"),
            offsets=(-7, 0, 7, 14),            # days after the due date; negative: before
            due=open_reports,                  # (until) -> Due(report, due_on) for each OPEN one due by then
            recipients=contact_persons,        # (report) -> members or addresses
            still_open=report_is_awaited,      # (report, reminder) -> bool, asked again when the mail leaves
            mail=REPORT_REMINDER,              # MailKind; finds offset and due date in mail.reminder
            cap=3,                             # so many offsets go to the recipients,
            escalate_to=active_colleagues,     # those after them to colleagues
        ),
        key="suppliers.report_due",
    )

    def open_reports(until: dt.date) -> Iterable[Due]:
        rows = Report.objects.awaited().filter(due_on__lte=until)
        return (Due(report, report.due_on) for report in rows)

The rule (house.md 6.2): the state is open, and the day of an offset has come, and the ledger has no row for
(object, kind, due date, offset). A day on which nothing ran therefore costs nothing: the next run sends the
newest offset that has passed, and only that one. Nobody is reminded twice within two days because a person
did it by hand, nor of days that were past when the matter was entered here (`Due.known_on`).
`preview_run(day)` says who would get what, and is what the run itself uses. `resend` is the button for a
reminder now, `send_again` the one for a mail that failed.
"""

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _t

from core import clock
from core.actors import SystemJob, actor_columns
from core.locks import one_at_a_time
from core.mail import MailKind, Words, queue_mail
from core.models.mail import OutgoingMail
from core.models.reminders import Reminder, recipient_key
from core.registry import Slot
from core.rules import RuleBroken

if TYPE_CHECKING:
    from core.actors import Actor
    from organisations.models import Membership

logger = logging.getLogger(__name__)
Recipient = Union["Membership", str]
Key = tuple[int, int, dt.date]
REMINDER_RUN = SystemJob("reminders")
RESEND_PAUSE = dt.timedelta(minutes=5)
BY_HAND_COVERS = dt.timedelta(days=2)  # this product's own pace


@dataclass(frozen=True)
class Due:
    """An open matter and the day it is due. `known_on`: the day it was entered here, where it is older than
    that; what the days up to then would have reminded of is not made up for."""

    subject: models.Model
    due_on: dt.date
    known_on: dt.date | None = None


def nobody(subject: Any) -> Iterable[Recipient]:
    """There is nobody to escalate to."""
    return ()


@dataclass(frozen=True, kw_only=True)
class ReminderKind:
    """One kind of reminder: which matters, when, to whom, and by which mail (one with `quiet_days`).

    Without a cap below the number of offsets, all reminders go to the recipients.
    """

    key: str
    label: Words
    offsets: tuple[int, ...]
    due: Callable[[dt.date], Iterable[Due]]
    recipients: Callable[[Any], Iterable[Recipient]]
    still_open: Callable[[Any, Reminder], bool]
    mail: MailKind
    cap: int = 100
    escalate_to: Callable[[Any], Iterable[Recipient]] = nobody

    def offset_on(self, day: dt.date, *, due: Due) -> int | None:
        """The newest offset that has come; earlier ones that were missed are not made up for."""
        newest = max((o for o in self.offsets if _day_of(due, o) <= day), default=None)
        is_old = newest is not None and due.known_on is not None and _day_of(due, newest) <= due.known_on
        return None if is_old else newest

    def is_past_cap(self, offset: int) -> bool:
        return sorted(self.offsets).index(offset) >= self.cap


reminder_kinds: Slot[ReminderKind] = Slot("reminder_kinds")


@dataclass(frozen=True)
class Planned:
    """One reminder that a run would send. Without recipients it waits until there is one."""

    kind: ReminderKind
    due: Due
    offset: int
    recipients: Sequence[Recipient]
    is_escalated: bool


def preview_run(day: dt.date) -> list[Planned]:
    """Who would get what if the run took place on `day`. Writes nothing."""
    return [planned(kind, due, offset) for kind in reminder_kinds for due, offset in unsent(kind, day)]


def queue_due_reminders() -> int:
    """Write ledger rows and mails for everything due today. Returns how many mails were queued.

    Each matter is one transaction; two runs at once, or a run killed half-way, leave nothing double and
    nothing lost. A matter or kind that breaks does not hold up the others; the run then ends with an error.
    """
    count, broken = 0, 0
    for kind in reminder_kinds:
        try:
            for due, offset in unsent(kind, clock.today()):
                try:
                    count += _remind(planned(kind, due, offset))
                except Exception as problem:  # one matter must not silence the others
                    broken += _note(kind, problem, object_id=due.subject.pk)
        except Exception as problem:  # nor one room's query
            broken += _note(kind, problem)
    if broken:
        raise RuntimeError(f"{broken} reminders could not be queued; see the lines above")
    return count


def unsent(kind: ReminderKind, day: dt.date) -> list[tuple[Due, int]]:
    """Open matters with the offset that has come and that the ledger does not have."""
    horizon = day - dt.timedelta(days=min(kind.offsets))
    dues = [(due, kind.offset_on(day, due=due)) for due in kind.due(horizon)]
    known, by_hand = _ledger(kind, [due.subject.pk for due, _offset in dues])
    return [
        (due, offset)
        for due, offset in dues
        if offset is not None
        and (*_key(due), offset) not in known
        and not _is_covered(kind, due, offset, by_hand.get(_key(due)))
    ]


def _day_of(due: Due, offset: int) -> dt.date:
    return due.due_on + dt.timedelta(days=offset)


def _key(due: Due) -> Key:
    return _type_id(due.subject), due.subject.pk, due.due_on


def _is_covered(kind: ReminderKind, due: Due, offset: int, by_hand_on: dt.date | None) -> bool:
    """Has a person just reminded the same recipients? Colleagues are told all the same."""
    if by_hand_on is None or kind.is_past_cap(offset):
        return False
    return by_hand_on >= _day_of(due, offset) - BY_HAND_COVERS


def planned(kind: ReminderKind, due: Due, offset: int) -> Planned:
    """The reminder with its recipients: after the cap, colleagues instead."""
    is_escalated = kind.is_past_cap(offset)
    recipients = (kind.escalate_to if is_escalated else kind.recipients)(due.subject)
    return Planned(kind, due, offset, tuple(recipients), is_escalated)


def is_still_open(reminder: Reminder) -> bool:
    """Is what the reminder is about still waiting? Asked when its mail is about to leave."""
    return reminder_kinds[reminder.kind].still_open(reminder.subject, reminder)


@transaction.atomic
def resend(kind: ReminderKind, due: Due, *, by: "Actor") -> list[OutgoingMail]:
    """Remind now, by hand, everyone who was not reminded within five minutes. Refused where all of them were,
    and when nothing is awaited."""
    _one_at_a_time(kind, due.subject)
    recipients = tuple(kind.recipients(due.subject))
    if not recipients:
        raise RuleBroken(_t("There is nobody to remind. Add a contact person first."))
    if not kind.still_open(due.subject, Reminder(**_columns(kind, due, to=recipients[0]))):
        raise RuleBroken(_t("This is already done, so no reminder is needed."))
    reminded = _just_reminded(kind, due.subject)
    rested = [to for to in recipients if recipient_key(to) not in reminded]
    if not rested:
        first = min(reminded[recipient_key(to)] for to in recipients)
        raise RuleBroken(
            _t("A reminder was sent at {sent}. You can send another from {again}.").format(
                sent=_time(first), again=_time(first + RESEND_PAUSE)
            )
        )
    return [_by_hand(kind, due, to=to, by=by) for to in rested]


def _just_reminded(kind: ReminderKind, subject: models.Model) -> dict[str, dt.datetime]:
    """Who was reminded of it within the pause, by machine or by hand, and when last."""
    rows = Reminder.objects.about(subject).filter(kind=kind.key, at__gt=clock.now() - RESEND_PAUSE)
    return dict(rows.order_by("at", "pk").values_list("recipient", "at"))


@transaction.atomic
def send_again(mail: OutgoingMail, *, by: "Actor") -> None:
    """Remind once more where a mail could not be delivered: the same recipient, where it is still hers to be
    reminded, else those who are to be reminded now. Refused when nothing is awaited any longer."""
    reminder = mail.reminder
    if reminder is None or (kind := reminder_kinds.get(reminder.kind)) is None:
        raise RuleBroken(_t("The mail is no reminder."))
    if mail.subject is None or not is_still_open(reminder):
        raise RuleBroken(_t("This is already done, so no reminder is needed."))
    if reminder.recipient in {recipient_key(to) for to in kind.recipients(mail.subject)}:
        mail.retry(by=by)
    else:
        resend(kind, Due(mail.subject, reminder.due_on), by=by)


@transaction.atomic
def _remind(plan: Planned) -> int:
    """Ledger row and mail for each recipient; the unique key decides between two runs at once."""
    count = 0
    for to in plan.recipients:
        row, is_new = Reminder.objects.get_or_create(
            **_columns(plan.kind, plan.due, to=to),
            offset=plan.offset,
            defaults={"is_escalated": plan.is_escalated, **actor_columns(REMINDER_RUN)},
        )
        if is_new:
            queue_mail(plan.kind.mail, plan.due.subject, to=to, by=REMINDER_RUN, reminder=row)
            count += 1
    return count


def _by_hand(kind: ReminderKind, due: Due, *, to: Recipient, by: "Actor") -> OutgoingMail:
    row = Reminder.objects.create(**_columns(kind, due, to=to), **actor_columns(by))
    return queue_mail(kind.mail, due.subject, to=to, by=by, reminder=row)


def _columns(kind: ReminderKind, due: Due, *, to: Recipient) -> dict[str, Any]:
    return {
        "content_type_id": _type_id(due.subject),
        "object_id": due.subject.pk,
        "kind": kind.key,
        "due_on": due.due_on,
        "recipient": recipient_key(to),
    }


def _ledger(
    kind: ReminderKind, object_ids: Sequence[int]
) -> tuple[set[tuple[int, int, dt.date, int | None]], dict[Key, dt.date]]:
    """The offsets that were reminded of, and the latest day on which a person did it by hand."""
    rows = Reminder.objects.filter(kind=kind.key, object_id__in=object_ids).order_by("at")
    told = list(rows.values_list("content_type_id", "object_id", "due_on", "offset", "at"))
    by_hand = {row[:3]: timezone.localdate(row[4]) for row in told if row[3] is None}
    return {row[:4] for row in told if row[3] is not None}, by_hand


def _type_id(subject: models.Model) -> int:
    return ContentType.objects.get_for_model(subject, for_concrete_model=False).pk


def _one_at_a_time(kind: ReminderKind, subject: models.Model) -> None:
    """Make a second click wait for the first one's commit, so that it meets the pause."""
    one_at_a_time("resend", kind.key, _type_id(subject), subject.pk)


def _time(moment: dt.datetime) -> str:
    return formats.time_format(timezone.localtime(moment), "TIME_FORMAT")


def _note(kind: ReminderKind, problem: Exception, *, object_id: int | None = None) -> int:
    """Log where it broke, without the error's text: that may hold a name or an address."""
    frames = "".join(traceback.format_tb(problem.__traceback__))
    logger.error("reminder %s, object %s: %s\n%s", kind.key, object_id, type(problem).__name__, frames)
    return 1
