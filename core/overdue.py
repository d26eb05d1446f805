"""What every room that tells of overdue matters does alike: count, fetch the oldest, note the reminders.

tell = lambda row: Late(..., **letters_of(row))
yield overdue(meetings.order_by("due_on", "pk"), choice, tell=tell, mail=START_MEETING.key)
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypedDict, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Aggregate,
    Count,
    DateField,
    Expression,
    ExpressionWrapper,
    Max,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from core.models import OutgoingMail
from core.slots import Late, LateChoice, LateMatters
from core.together import Count as HowMany
from core.together import Inquiry, Rows

M = TypeVar("M", bound=Model)


class Letters(TypedDict):
    """What a matter says of the mails about it."""

    reminders: int
    reminded_on: dt.date | None


def overdue(
    rows: QuerySet[M], choice: LateChoice, *, tell: Callable[[M], Late], mail: str = ""
) -> Inquiry[LateMatters]:
    """How many of these matters there are, and the first ones in their order, which is the oldest first.
    `mail` is the kind of mail that reminds of them. Where only the number is wanted, no row is asked for."""

    def told(count: int, oldest: Iterable[M] = ()) -> Iterable[LateMatters]:
        yield LateMatters(count, tuple(tell(row) for row in oldest))

    if not choice.most:
        return Inquiry(told, HowMany(rows))
    reminded: QuerySet[M] = with_letters(rows, mail) if mail else rows
    return Inquiry(told, HowMany(rows), Rows(reminded[: choice.most]))


def with_letters(rows: QuerySet[Any], mail_kind: str) -> QuerySet[Any]:
    """Along with how often mail of the kind has left about each to those who owe it, and when it last did."""
    return rows.annotate(
        letters=_of_letters(rows.model, mail_kind, Count("pk")),
        letters_last=_of_letters(rows.model, mail_kind, Max("sent_at")),
    )


def letters_of(row: Any) -> Letters:
    """What `with_letters` found."""
    last = row.letters_last
    return Letters(reminders=row.letters or 0, reminded_on=timezone.localdate(last) if last else None)


def day_after(moment: str, within: dt.timedelta) -> Expression:
    """The day so long after the moment in the column, as a column to compare and to order by."""
    return ExpressionWrapper(TruncDate(moment) + Value(within.days), output_field=DateField())


def _of_letters(model: type[Model], mail_kind: str, told: Aggregate) -> Subquery:
    sent = OutgoingMail.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=OuterRef("pk"),
        kind=mail_kind,
        sent_at__isnull=False,
    )
    sent = sent.exclude(reminder__is_escalated=True)  # that was to colleagues of those who wait
    return Subquery(sent.order_by().values("object_id").annotate(told=told).values("told"))
