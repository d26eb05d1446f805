"""Files on a contract or a procurement: who reads them, and as what they are put there."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.attachments import attach
from core.components import Document
from core.components import Record as Standing
from core.models import Attachment, RecordStatus
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from followup.access import registers, sees
from followup.topics import FILE_READERS, own_authority, works_for
from organisations.models import Authority, Membership
from procurements.slots import evidence
from suppliers.slots import commitment_documents

STANDING = {
    RecordStatus.WORKING: Standing.WORKING,
    RecordStatus.RECEIVED: Standing.RECEIVED,
    RecordStatus.DRAWN_UP: Standing.DRAWN_UP,
}


def readable(member: Membership) -> Q:
    """The authority reads its files, a sender's colleagues what they sent, others what is shared with them
    and not under a secrecy mark."""
    own = Q(authority__in=member.authority_ids_with(*FILE_READERS)) | Q(
        member__organisation=member.organisation_id
    )
    return own | Q(is_shared=True, secrecy_marked=False)


def attachments_on(subject: Any, *, member: Membership) -> QuerySet[Attachment]:
    """The files of an object that the member sees, the latest first."""
    found = Attachment.objects.about(subject).filter(readable(member))
    return found.select_related("authority", "member__user", "on_behalf_of__user")


def attachment_for(member: Membership, pk: int) -> Attachment | None:
    """One file, if the member may read it."""
    row = Attachment.objects.select_related("content_type", "authority").filter(pk=pk).first()
    if row is None or registers(member, row):
        return row
    may_read = any(member.may(permission) for permission in FILE_READERS)
    is_readable = may_read and Attachment.objects.filter(readable(member), pk=pk).exists()
    return row if is_readable and sees(member.through(*FILE_READERS), row.subject) else None


def put(
    subject: Any, *, name: str, content: bytes, by: Membership, status: str = "", is_shared: bool = False
) -> Attachment:
    """The authority's own people choose what the file is; from anybody else it
    is received by the authority."""
    authority: Authority = own_authority(by, subject) or subject.authority
    if not works_for(by, subject) and authority == subject.authority:
        status, is_shared = RecordStatus.RECEIVED, False
    chosen = status or RecordStatus.WORKING
    return attach(
        subject, name=name, content=content, authority=authority, status=chosen, is_shared=is_shared, by=by
    )


def may_change(member: Membership, attachment: Attachment) -> bool:
    """Working material is drawn up or removed by those who work for its authority."""
    return attachment.authority_id in member.authority_ids_with(*FILE_READERS)


def documents(member: Membership, subject: Any) -> Iterable[Inquiry[Document]]:
    """The files as rows of a page's documents."""
    if any(member.may(permission) for permission in FILE_READERS):
        yield Inquiry(_documents, Rows(attachments_on(subject, member=member)))


def _documents(files: Iterable[Attachment]) -> Iterable[Document]:
    for row in files:
        yield Document(
            title=row.name,
            url=reverse("followup:attachment", args=[row.pk]),
            record=STANDING[RecordStatus(row.record_status)],
            date=date_words(row.record_on),
            note=_("Secrecy mark: {paragraph}").format(paragraph=row.secrecy_paragraph)
            if row.secrecy_marked
            else "",
        )


def fill_slots() -> None:
    """Called once the apps are ready."""
    evidence.fill(documents, key="followup.attachments")
    commitment_documents.fill(documents, key="followup.attachments")
