"""Messages between the parties of a case, read with the rights that the case itself gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import ngettext

from core import audit, clock
from core.actors import actor_columns
from core.models import Message, RecordStatus
from core.models.messages import MessageRead
from core.slots import ToDo
from core.together import Inquiry, Rows
from followup.access import open_to
from followup.topics import READERS
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.models import Commitment, Participant, Procurement

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MOST_UNREAD = 100  # are counted for the home page
THREADS_NAMED = 3
# What messages may be about. Each class has a manager with `visible_to` and an `authority`.
TOPICS: tuple[type[models.Model], ...] = (Commitment, Procurement)
# What their pages ask of them besides.
ALONG: dict[type[models.Model], tuple[str, ...]] = {Commitment: ("contract__supplier",)}


@dataclass(frozen=True)
class Line:
    """One message in a list: who, when, about what, and whether the reader has read it."""

    message: Message
    about: str
    url: str
    is_unread: bool
    is_own: bool


class ReadMessage(TypedDict):
    """What `messages_for` adds to a message."""

    is_read: bool


def messages_for(member: Membership) -> "QuerySet[WithAnnotations[Message, ReadMessage]]":
    """Every message about something that is open to the member, newest first, with `is_read`."""
    reader, seen = member.through(*READERS), Q(pk__in=[])
    for model in TOPICS:
        content_type = ContentType.objects.get_for_model(model)
        seen |= Q(content_type=content_type, object_id__among=open_to(reader, model))
    own_reading = MessageRead.objects.filter(message=OuterRef("pk"), member=member)
    found = Message.objects.filter(seen).annotate(is_read=Exists(own_reading))
    return found.select_related("member__user", "member__organisation", "on_behalf_of__user").order_by("-at")


def unread(member: Membership) -> int:
    """How many messages from others the member has not read."""
    return messages_for(member).filter(is_read=False).exclude(member=member).count()


def unread_waiting(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """Messages from others that the member has not read are one thing to do, for whoever may open them."""
    if member.may(Permission.MESSAGE_WRITE) or member.may(Permission.RECORD_SEE):
        found = messages_for(member).filter(is_read=False).exclude(member=member).select_related(None)
        yield Inquiry(_to_read, Rows(found.annotate(about=_titles())[:MOST_UNREAD]))


def _titles() -> Case:
    """What a message is about, in words, as a column of its row."""
    known = [
        When(
            content_type=ContentType.objects.get_for_model(model),
            then=Subquery(model._base_manager.filter(pk=OuterRef("object_id")).values("title")[:1]),
        )
        for model in TOPICS
    ]
    return Case(*known, default=Value(""), output_field=models.CharField())


def _to_read(found: Sequence[Any]) -> list[ToDo]:
    """One for all of them: to the thread where there is but one, else to the list."""
    threads = dict.fromkeys((row.content_type_id, row.object_id, row.about) for row in found)
    if not threads:
        return []
    (content_type, pk, _about), *others = threads
    url = reverse("message_list") if others else reverse("followup:thread", args=[content_type, pk])
    words = ngettext("Read {n} unread message", "Read {n} unread messages", len(found))
    return [
        ToDo(
            action=words.format(n=len(found)),
            url=url,
            subject=" · ".join(about for _type, _pk, about in list(threads)[:THREADS_NAMED]),
            due_on=None,
            is_mine=True,
            kind="message",
        )
    ]


def lines(found: "Iterable[WithAnnotations[Message, ReadMessage]]", *, member: Membership) -> list[Line]:
    """Messages with what they are about; one query for each kind of topic."""
    asked = list(found)
    names = _names(asked)
    return [
        Line(
            message=row,
            about=names.get((row.content_type_id, row.object_id), ""),
            url=reverse("followup:thread", args=[row.content_type_id, row.object_id]),
            is_unread=not row.is_read and row.member_id != member.pk,
            is_own=row.member_id == member.pk,
        )
        for row in asked
    ]


def topic(member: Membership, *, content_type: int, pk: int, doors: Sequence[Permission] = READERS) -> Any:
    """The object that a thread is about, if it is open to the member where she holds one of the doors; else
    None."""
    for model in TOPICS:
        if ContentType.objects.get_for_model(model).pk == content_type:
            found = open_to(member.through(*doors), model).select_related("authority", *ALONG.get(model, ()))
            return found.filter(pk=pk).first()
    return None


def may_write_on(member: Membership, subject: models.Model) -> bool:
    """May the member write where this belongs, not only somewhere?"""
    writer = member.through(Permission.MESSAGE_WRITE)
    return member.may(Permission.MESSAGE_WRITE) and (
        open_to(writer, type(subject)).filter(pk=subject.pk).exists()
    )


@transaction.atomic
def send(subject: Any, *, text: str, by: Membership) -> Message:
    """Write to the other parties of the case. A public record at the case's authority from now on.

    What passes between two parties waits for the registrar; what colleagues at the only authority of a case
    write to each other is kept in order with the case.
    """
    authority: Authority = subject.authority
    own = authority.organisation_id == by.organisation_id
    message = Message.objects.create(
        subject=subject,
        text=text,
        authority=authority,
        record_status=RecordStatus.DRAWN_UP if own else RecordStatus.RECEIVED,
        record_on=clock.today(),
        kept_in_order=own and not has_other_party(subject),
        **actor_columns(by),
    )
    MessageRead.objects.create(message=message, member=by)
    audit.record("message.sent", subject, by=by, changes={"message": message.pk})
    return message


def has_other_party(subject: Any) -> bool:
    """Does anybody beside the case's own authority read what is written on it: the supplier of a contract, or
    another authority that the procurement is made for?"""
    if isinstance(subject, Commitment):
        return True
    others = Participant.objects.filter(procurement=subject).exclude(authority=subject.authority)
    return others.exists()


def mark_read(found: Iterable[Message], *, by: Membership) -> None:
    """Remember that the member has read these."""
    rows = [MessageRead(message=message, member=by) for message in found]
    MessageRead.objects.bulk_create(rows, ignore_conflicts=True)


def _names(found: Sequence[Message]) -> dict[tuple[int, int], str]:
    names: dict[tuple[int, int], str] = {}
    for model in TOPICS:
        content_type = ContentType.objects.get_for_model(model).pk
        keys = {row.object_id for row in found if row.content_type_id == content_type}
        if keys:
            rows = model._default_manager.filter(pk__in=keys).values_list("pk", "title")
            names |= {(content_type, pk): title for pk, title in rows}
    return names
