"""Electronic approval: a fresh second factor, the exact file, the mandate, the moment."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import actor_columns
from core.documents.frame import Endorsement, Frame, check_url, new_code
from core.documents.freezing import thaw
from core.documents.ordering import place
from core.documents.storage import sha256
from core.models.documents import IssuedDocument, Signature
from core.models.records import RecordStatus
from core.rules import RuleBroken

if TYPE_CHECKING:
    from organisations.models import Membership

# A rule of the product (issue A, A.3), not of law: re-authentication not older than five minutes.
SIGNATURE_MAX_AGE_SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """In what capacity somebody approves. `text` says what the mandate rests on."""

    function: str
    text: str = ""
    delegation_item: str = ""


def sign(
    document: IssuedDocument,
    *,
    by: "Membership",
    mandate: Mandate,
    method: str,
    authenticated_at: dt.datetime,
) -> Signature:
    """Record that the member approves exactly this file, and order the edition that shows it.

    Writes one signature row; the document itself stays as it is. The edition has the same content with all
    approvals on its last page, and encloses the approved file.
    """
    with transaction.atomic():
        original = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        _check_document(original, by=by)
        _check_factor(method, authenticated_at)
        if not mandate.function.strip():
            raise RuleBroken(_("State the function in which you approve the document."))
        signature = Signature.objects.create(
            document=original,
            sha256=original.sha256,
            organisation_name=by.organisation.name,
            function=mandate.function,
            mandate=mandate.text,
            delegation_item=mandate.delegation_item,
            method=method,
            authenticated_at=authenticated_at,
            **_named(by),
        )
        _order_edition(original, by=by)
    return signature


def _check_document(document: IssuedDocument, *, by: "Membership") -> None:
    if not document.is_issued:
        raise RuleBroken(_("Only an issued document can be approved."))
    if document.edition:
        raise RuleBroken(_("This copy shows approvals. Approve the document that it was made from."))
    if document.signatures.filter(member=by).exists():
        raise RuleBroken(_("You have approved this document already."))
    if sha256(document.read()) != document.sha256:
        raise RuleBroken(_("The stored file is damaged. Tell the administrator; do not approve it."))


def _check_factor(method: str, authenticated_at: dt.datetime) -> None:
    age = (clock.now() - authenticated_at).total_seconds()
    """`Method.PERSONA` counts only where demo persons can log in at all, which is never in production."""
    is_shut_out = method == Signature.Method.PERSONA and not settings.PERSONA_LOGIN
    if method not in Signature.Method.values or is_shut_out:
        raise RuleBroken(_("Approving needs a second factor: an authenticator app or a passkey."))
    if not 0 <= age <= SIGNATURE_MAX_AGE_SECONDS:
        raise RuleBroken(_("Confirm with your second factor again, then approve within five minutes."))


def _named(by: "Membership") -> dict[str, object]:
    columns = actor_columns(by)
    return {**columns, "name": Signature(**columns).actor_name}


def _order_edition(original: IssuedDocument, *, by: "Membership") -> IssuedDocument:
    """The same version once more, with every approval so far on its last page."""
    signatures = list(original.signatures.order_by("at", "pk"))
    code, before = new_code(), thaw(Frame, original.frame)
    frame = Frame(
        **{name: getattr(before, name) for name in _KEPT},
        check_url=check_url(code),
        endorsements=tuple(_endorsement(signature) for signature in signatures),
        endorsed_sha256=original.sha256,
        endorsed_file=original.file_name,
    )
    edition = IssuedDocument(
        **{name: getattr(original, name) for name in _SHARED},
        edition=len(signatures),
        edition_of=original,
        check_code=code,
        record_status=RecordStatus.DRAWN_UP,
    )
    return place(edition, frame, by=by)


_KEPT = ("organisation", "authority", "diary_number", "document_on", "author", "version")
_SHARED = (
    *("content_type", "object_id", "kind", "version", "title", "language", "context", "authority"),
    *("diary_number", "kept_in_order", "secrecy_marked", "secrecy_paragraph"),
)


def _endorsement(signature: Signature) -> Endorsement:
    return Endorsement(
        name=signature.name,
        function=signature.function,
        organisation=signature.organisation_name,
        mandate=signature.mandate,
        delegation_item=signature.delegation_item,
        method=signature.method,
        at=signature.at,
    )
