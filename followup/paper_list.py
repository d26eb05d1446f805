"""Issued papers about the facts of one contract, as both parties see them."""

from collections.abc import Callable, Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document
from core.documents import kinds
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from followup.attachments import STANDING
from followup.commitment_facts import meetings_under, steps_under
from organisations.models import Membership
from procurements.models import Commitment
from suppliers.slots import commitment_documents


def documents(member: Membership, commitment: Commitment) -> Iterable[Inquiry[Document]]:
    """The papers about standing facts, among the documents of the contract's page."""
    wanted = models.Q(pk__in=())
    for rows in (meetings_under([commitment.pk]), steps_under([commitment.pk])):
        about = _type(rows.model)
        wanted |= models.Q(content_type=about, object_id__in=rows.order_by().values("pk"))
    found = _latest(IssuedDocument.objects.issued().filter(wanted))
    yield Inquiry(lambda rows: [_document(row, address=of_member) for row in rows], Rows(found))


def of_member(pk: int) -> str:
    return reverse("document", args=[pk])


def papers_about(facts: Iterable[models.Model]) -> models.QuerySet[IssuedDocument]:
    """The issued papers about these facts."""
    wanted = models.Q(pk__in=())
    for fact in facts:
        wanted |= models.Q(content_type=_type(type(fact)), object_id=fact.pk)
    return IssuedDocument.objects.issued().filter(wanted)


def papers_of(facts: Sequence[models.Model], *, address: Callable[[int], str]) -> tuple[Document, ...]:
    """The issued papers about these facts, latest first. Asks nothing when there are none."""
    if not facts:
        return ()
    return tuple(_document(row, address=address) for row in _latest(papers_about(facts)))


def _latest(found: models.QuerySet[IssuedDocument]) -> models.QuerySet[IssuedDocument]:
    return found.defer("context", "frame").order_by("-record_on", "-pk")


def _document(row: IssuedDocument, *, address: Callable[[int], str]) -> Document:
    """`address` says for whom: the page of signatures is for those with an account."""
    shows_signings = address is of_member and (kind := kinds.get(row.kind)) is not None and kind.is_signed
    return Document(
        title=_("{title}, version {version}").format(title=row.title, version=row.version),
        url=address(row.pk),
        record=STANDING[RecordStatus(row.record_status)],
        date=date_words(row.record_on),
        signings_url=reverse("followup:signings", args=[row.pk]) if shows_signings else "",
    )


def _type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_documents.fill(documents, key="followup.papers")
