"""Issued papers about the facts of one contract, as both parties see them."""

from collections.abc import Callable, Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from followup.attachments import STANDING
from organisations.models import Membership
from procurements.models import Commitment, DialogueMeeting
from suppliers.slots import commitment_documents


def papers_about(commitment: Commitment) -> models.QuerySet[IssuedDocument]:
    """Every issued paper about a meeting under the commitment, also one that was corrected afterwards."""
    meetings = DialogueMeeting.objects.filter(commitment=commitment).values("pk")
    of_meetings = models.Q(content_type=_type(DialogueMeeting), object_id__in=meetings)
    return IssuedDocument.objects.issued().filter(of_meetings)


def documents(member: Membership, commitment: Commitment) -> Iterable[Inquiry[Document]]:
    """The papers about standing facts, among the documents of the contract's page."""
    standing = DialogueMeeting.objects.standing().filter(commitment=commitment)
    found = papers_about(commitment).filter(object_id__in=standing.values("pk"))
    yield Inquiry(lambda rows: [_document(row, address=_address) for row in rows], Rows(_latest(found)))


def _address(pk: int) -> str:
    return reverse("document", args=[pk])


def papers_of(
    commitment: Commitment, facts: Sequence[models.Model], *, address: Callable[[int], str]
) -> tuple[Document, ...]:
    """The issued papers about these facts of one model, latest first. Asks nothing when there are none."""
    if not facts:
        return ()
    found = papers_about(commitment).filter(
        content_type=_type(type(facts[0])), object_id__in=[fact.pk for fact in facts]
    )
    return tuple(_document(row, address=address) for row in _latest(found))


def _latest(found: models.QuerySet[IssuedDocument]) -> models.QuerySet[IssuedDocument]:
    return found.defer("context", "frame").order_by("-record_on", "-pk")


def _document(row: IssuedDocument, *, address: Callable[[int], str]) -> Document:
    return Document(
        title=_("{title}, version {version}").format(title=row.title, version=row.version),
        url=address(row.pk),
        record=STANDING[RecordStatus(row.record_status)],
        date=date_words(row.record_on),
    )


def _type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_documents.fill(documents, key="followup.papers")
