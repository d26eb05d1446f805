"""What anyone may learn who holds a document and types its check code: what it is, never what it says."""

import datetime as dt
from dataclasses import dataclass

from core.documents.frame import Frame, clean_code
from core.documents.freezing import thaw
from core.documents.kinds import kinds
from core.models.documents import IssuedDocument, Signature
from core.models.outside import OutsideSigning


@dataclass(frozen=True, kw_only=True)
class CheckedSignature:
    """An approval as the check page shows it."""

    name: str
    function: str
    mandate: str
    delegation_item: str
    method: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class OutsideCopy:
    """A copy signed in another system: its hash, who signed and when as stated by whoever handed it in, and
    whether it still counts."""

    sha256: str
    name: str
    function: str
    signed_on: dt.date
    at: dt.datetime
    is_standing: bool


@dataclass(frozen=True, kw_only=True)
class DocumentCheck:
    """The answer of the check page. `title` is empty under a secrecy mark.

    `approved_sha256` is the hash of the file that was approved: the document's own, or for an edition with
    approvals the original's.
    """

    code: str
    kind: str
    title: str
    organisation: str
    authority: str
    diary_number: str
    version: int
    issued_at: dt.datetime
    sha256: str
    byte_count: int
    page_count: int
    approved_sha256: str
    signatures: tuple[CheckedSignature, ...]
    outside_copies: tuple[OutsideCopy, ...]
    has_later_version: bool


def find_by_code(text: str) -> DocumentCheck | None:
    """The issued document with this check code, as typed by a person; None when there is none."""
    code = clean_code(text)
    document = IssuedDocument.objects.issued().filter(check_code=code).select_related("edition_of").first()
    if not code or document is None or document.issued_at is None:
        return None
    original = document.edition_of or document
    frame = thaw(Frame, document.frame)
    kind = kinds.get(document.kind)
    return DocumentCheck(
        code=code,
        kind=str(kind.title) if kind else document.kind,
        title="" if document.secrecy_marked else document.title,
        organisation=frame.organisation,
        authority=frame.authority,
        diary_number=frame.diary_number,
        version=document.version,
        issued_at=document.issued_at,
        sha256=document.sha256,
        byte_count=document.byte_count or 0,
        page_count=document.page_count or 0,
        approved_sha256=original.sha256,
        signatures=tuple(_checked(row) for row in original.signatures.order_by("at", "pk")),
        outside_copies=tuple(
            _outside(row)
            for row in original.outside_signings.select_related("replaced_by", "withdrawal").order_by(
                "at", "pk"
            )
        ),
        has_later_version=_has_later_version(document),
    )


def _outside(row: OutsideSigning) -> OutsideCopy:
    return OutsideCopy(
        sha256=row.sha256,
        name=row.name,
        function=row.function,
        signed_on=row.signed_on,
        at=row.at,
        is_standing=row.is_standing,
    )


def _has_later_version(document: IssuedDocument) -> bool:
    same = IssuedDocument.objects.issued().filter(
        content_type_id=document.content_type_id, object_id=document.object_id, kind=document.kind
    )
    return same.filter(version__gt=document.version).exists()


def _checked(row: Signature) -> CheckedSignature:
    return CheckedSignature(
        name=row.name,
        function=row.function,
        mandate=row.mandate,
        delegation_item=row.delegation_item,
        method=row.get_method_display(),
        at=row.at,
    )
