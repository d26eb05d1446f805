"""Ordering a document: the context is frozen, the row is written, a worker is told on commit."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from core import clock
from core.actors import LinkVisitor, SystemJob
from core.documents.frame import Frame, check_url, new_code
from core.documents.freezing import freeze
from core.documents.guards import check_texts
from core.documents.kinds import DocumentKind
from core.locks import one_at_a_time
from core.models.documents import IssuedDocument
from core.models.records import RecordStatus
from core.queue import hint_on_commit
from core.states import DocumentState

if TYPE_CHECKING:
    from core.actors import Actor
    from organisations.models import Authority

TASK = "core.render_document"


def order(
    kind: DocumentKind,
    subject: models.Model,
    *,
    context: Any,
    title: str,
    authority: "Authority",
    by: "Actor",
    diary_number: str = "",
    author: str | None = None,
    document_on: dt.date | None = None,
    language: str = "sv",
    record_status: str = RecordStatus.WORKING,
) -> IssuedDocument:
    """Order the next version of a document about `subject`, in the transaction of the caller.

    `context` is an instance of the kind's dataclass without personal values. `diary_number` is the case's,
    as printed; registration is the registrar's. `author` is the member who acts unless given. Nothing is
    rendered here: a worker is told when the transaction commits. While the latest version is still being made
    and says the same, it is that one: a double click makes one document.
    """
    if not isinstance(context, kind.context):
        raise TypeError(f"{kind.key} is made of {kind.context.__name__}, not of {type(context).__name__}")
    code = new_code()
    with transaction.atomic():
        latest = _latest(kind, subject)
        frame = Frame(
            organisation=authority.organisation.name,
            authority=authority.name,
            diary_number=diary_number,
            document_on=document_on or clock.today(),
            author=_name(by) if author is None else author,
            version=latest.version + 1 if latest else 1,
            check_url=check_url(code),
        )
        document = IssuedDocument(
            **_key(subject),
            kind=kind.key,
            version=frame.version,
            title=title,
            language=language,
            context=freeze(context),
            check_code=code,
            authority=authority,
            record_status=record_status,
        )
        if latest is not None and latest.state == DocumentState.ORDERED and _same(latest, document, frame):
            return latest
        return place(document, frame, by=by)


def place(document: IssuedDocument, frame: Frame, *, by: "Actor") -> IssuedDocument:
    """Save an ordered document with its frame and tell a worker on commit."""
    document.frame = freeze(frame)
    document.ordered_at = clock.now()
    check_texts([document.title, document.context, document.frame])
    with transaction.atomic():
        document.state = DocumentState.ORDERED
        document.save(force_insert=True)
        document.begin(by=by)
        hint_on_commit(TASK, document.pk)
    return document


def order_again(document: IssuedDocument, *, by: "Actor") -> None:
    """Try a failed document once more."""
    with transaction.atomic():
        document.order_again(by=by)
        hint_on_commit(TASK, document.pk)


def _latest(kind: DocumentKind, subject: models.Model) -> IssuedDocument | None:
    """The latest version; two orders wait for each other, so that they get two numbers.

    No row is locked: the subject may be a fact, which nobody may lock because nobody may change it.
    """
    of_subject = _key(subject)
    one_at_a_time("document", kind.key, of_subject["content_type"].pk, subject.pk)
    return IssuedDocument.objects.filter(**of_subject, kind=kind.key).order_by("-version").first()


def _same(latest: IssuedDocument, ordered: IssuedDocument, frame: Frame) -> bool:
    """Would the ordered one say what the latest says, but for its number and its address?"""
    told = replace(frame, version=latest.version, check_url=check_url(latest.check_code))
    alike = ("title", "language", "context", "authority_id", "record_status")
    return freeze(told) == latest.frame and all(
        getattr(ordered, name) == getattr(latest, name) for name in alike
    )


def _key(subject: models.Model) -> dict[str, Any]:
    content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return {"content_type": content_type, "object_id": subject.pk}


def _name(by: "Actor") -> str:
    """The member who acts, or the deputy for the member; jobs and links are no authors."""
    if isinstance(by, SystemJob | LinkVisitor):
        return ""
    return str(by)
