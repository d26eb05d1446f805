"""Mail that waits, has left, or could not: one row per recipient. The queue only hints at these rows."""

import base64
import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from core import clock
from core.actors import SystemJob
from core.models.reminders import Reminder
from core.models.stepping import Stepping
from core.states import MAIL_TRANSITIONS, DropReason, MailState

if TYPE_CHECKING:
    from core.actors import Actor

POSTMAN = SystemJob("mail")
# Longer than a worker may spend on one mail (core.tasks.mail), shorter than a minute: whatever a killed
# worker held is taken up again within the minute that users are promised.
LEASE = dt.timedelta(seconds=30)
MAX_ATTEMPTS = 12  # with the waits below: about a day
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=6)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Mails; `visible_to` is asked of the object that a mail is about."""

    def about(self, subject: models.Model) -> Self:
        content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id=subject.pk)

    def failed(self) -> Self:
        """What an administrator must look at: the address or the mail server is wrong."""
        return self.filter(state=MailState.FAILED).order_by("-pk")

    def forget_address(self) -> None:
        """What still waits is not sent, and no address is left; the rows stay, and say when what was sent.
        One that is just leaving is waited for."""
        for mail in self.filter(state=MailState.QUEUED):
            mail.drop(DropReason.LEFT)
        self.exclude(state=MailState.QUEUED).update(to_email="")

    def due(self) -> Self:
        """Waiting, their moment has come, and no worker holds them: never claimed, or the lease ran out."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=clock.now())
        return self.filter(free, state=MailState.QUEUED, not_before__lte=clock.now())

    def claim(self, pk: int, *, lease: dt.timedelta = LEASE) -> "OutgoingMail | None":
        """Take the mail for the time of the lease, or nothing when another has it or it is not due.

        One conditional update: of two racers, the second waits for the first and then matches no row.
        """
        until = clock.now() + lease
        taken = self.due().filter(pk=pk).update(claimed_until=until, attempts=F("attempts") + 1)
        return self.get(pk=pk) if taken else None


class OutgoingMail(Stepping):
    """One mail to one recipient: what kind, about which object, to whom, when. Text is made when it is sent.

    The recipient is a member (the address is looked up when the mail leaves) or, for people without an
    account, an address. `params` holds ids, never names; secrets in links are made by `link_token`.
    """

    TRANSITIONS = MAIL_TRANSITIONS
    STATES = MailState
    PERSONAL_FIELDS: ClassVar = frozenset({"to_email"})

    kind = models.CharField(max_length=60)
    to_email = models.EmailField(blank=True)
    to_member = models.ForeignKey(
        "organisations.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=8)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey(for_concrete_model=False)
    params = models.JSONField(default=dict, blank=True)
    reminder = models.ForeignKey(
        Reminder, null=True, blank=True, on_delete=models.PROTECT, related_name="mails"
    )
    created_at = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    # Told by a job, which leaves people in peace at night and on holidays. What a person asks for leaves at
    # once, whatever the hour.
    keeps_quiet = models.BooleanField(default=False)

    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=120, blank=True)

    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=12, choices=DropReason.choices, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MailState.QUEUED)
                | (Q(to_member__isnull=False) & Q(to_email=""))
                | (Q(to_member__isnull=True) & ~Q(to_email="")),
                name="core_outgoingmail_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="core_outgoingmail_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state=MailState.DROPPED) & ~Q(dropped_reason=""))
                | (~Q(state=MailState.DROPPED) & Q(dropped_reason="")),
                name="core_outgoingmail_dropped_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.QUEUED) | Q(claimed_until__isnull=True),
                name="core_outgoingmail_only_waiting_is_held",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state=MailState.QUEUED), name="core_outgoingmail_due"
            ),
            models.Index(fields=["content_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a repeat after a crash is recognised as the same mail."""
        mark = salted_hmac("core.mail.message_id", str(self.pk), algorithm="sha256").hexdigest()[:16]
        return f"<mail-{self.pk}-{mark}@{settings.MESSAGE_ID_DOMAIN}>"

    def link_token(self) -> str:
        """The secret for a link in this mail: the same at every attempt and stored nowhere.

        Derived with the installation's SECRET_KEY, so that the database alone does not give it away.
        Whoever checks the link stores its digest (core.tokens).
        """
        secret = salted_hmac("core.mail.link_token", str(self.pk), algorithm="sha256").digest()
        return base64.urlsafe_b64encode(secret[:24]).decode()

    def record_sent(self) -> None:
        """The server has taken the mail."""
        with self.stepping(MailState.SENT, by=POSTMAN) as row:
            row.sent_at, row.claimed_until, row.last_error = clock.now(), None, ""

    def drop(self, reason: DropReason) -> None:
        """Leave it unsent for good: what it says is no longer true or wanted."""
        with self.stepping(MailState.DROPPED, by=POSTMAN, reason=reason) as row:
            row.dropped_reason, row.claimed_until = reason, None

    def record_failure(self, error: str, *, is_final: bool = False) -> None:
        """Try again later, each time after a longer wait; give up at last. `error` is a code, not a text."""
        if is_final or self.attempts >= MAX_ATTEMPTS:
            with self.stepping(MailState.FAILED, by=POSTMAN, reason=error) as row:
                row.last_error, row.claimed_until = error, None
            return
        wait = min(FIRST_WAIT * 2 ** max(self.attempts - 1, 0), LONGEST_WAIT)
        self._release(not_before=clock.now() + wait, last_error=error)

    def postpone(self, moment: dt.datetime) -> None:
        """Give the claim back until `moment`; it does not count as an attempt."""
        self._release(not_before=moment, attempts=max(self.attempts - 1, 0))

    def retry(self, *, by: "Actor") -> None:
        """Queue a failed mail again, when the address or the server has been put right."""
        with self.stepping(MailState.QUEUED, by=by) as row:
            row.attempts, row.not_before = 0, clock.now()

    def _release(self, **values: object) -> None:
        waiting = OutgoingMail.objects.filter(pk=self.pk, state=MailState.QUEUED)
        waiting.update(claimed_until=None, **values)
        self.refresh_from_db()
