"""Copies signed in another system: kept under their hash, replaced and withdrawn by new rows only."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core import audit, clock
from core.actors import actor_columns
from core.documents.storage import sha256, store
from core.filetypes import kind_of
from core.models.documents import IssuedDocument
from core.models.outside import OutsideSigning, OutsideWithdrawal
from core.models.records import RecordStatus
from core.records import draw_up
from core.rules import RuleBroken

if TYPE_CHECKING:
    from core.actors import Actor

OUTSIDE_FOLDER = "signed-outside"
MEBIBYTE = 1024 * 1024
_STANDING = Q(replaced_by__isnull=True, withdrawal__isnull=True)


@dataclass(frozen=True, kw_only=True)
class SignedBy:
    """Who signed in the other system, in what function and on which day, as stated by whoever hands it in."""

    name: str
    function: str
    on: dt.date


@transaction.atomic
def attach_signed_outside(
    document: IssuedDocument,
    content: bytes,
    *,
    signed: SignedBy,
    by: "Actor",
    replaces: OutsideSigning | None = None,
    reason: str = "",
) -> OutsideSigning:
    """Keep the copy under its hash and link it. A document that was working material is drawn up by it.

    With `replaces`, takes the place of that copy, which stays to be read.
    """
    row = _locked(document)
    if row.edition:
        raise RuleBroken(
            _("This copy shows approvals. Hand in a signed copy of the document it was made from.")
        )
    check_signed_on(row, signed.on)
    check_signed_file(content)
    digest = sha256(content)
    if replaces is not None:
        _check_replacement(replaces, reason)
    elif row.outside_signings.filter(_STANDING, sha256=digest).exists():
        raise RuleBroken(_("This signed copy is attached already."))
    signing = OutsideSigning.objects.create(
        document=row,
        sha256=digest,
        byte_count=len(content),
        file=store(content, folder=OUTSIDE_FOLDER),
        name=signed.name.strip(),
        function=signed.function.strip(),
        signed_on=signed.on,
        replaces=replaces,
        reason=reason.strip(),
        **actor_columns(by),
    )
    if row.record_status == RecordStatus.WORKING:
        draw_up(row, by)
    audit.record("document.signed_outside", row, by=by, changes={"signing": signing.pk, "sha256": digest})
    return signing


@transaction.atomic
def withdraw_signed_outside(signing: OutsideSigning, *, reason: str, by: "Actor") -> OutsideWithdrawal:
    """Say that the copy no longer counts, and why. The file and its hash stay."""
    document = _locked(signing.document)
    _check_standing(signing)
    if not reason.strip():
        raise RuleBroken(_("Write a reason, so that the next reader understands."))
    row = OutsideWithdrawal.objects.create(signing=signing, reason=reason.strip(), **actor_columns(by))
    audit.record("document.signing_withdrawn", document, by=by, changes={"signing": signing.pk})
    return row


def check_signed_on(document: IssuedDocument, day: dt.date) -> None:
    """Nobody signs tomorrow, nor what was not issued yet."""
    if not document.is_issued or document.issued_at is None:
        raise RuleBroken(_("Wait until the document is issued, then attach the signed copy."))
    if day > clock.today():
        raise RuleBroken(_("The day of the signature has not come yet."))
    if day < localdate(document.issued_at):
        raise RuleBroken(_("The document was not issued yet on that day. Check the date on the signed copy."))


def check_signed_file(content: bytes) -> None:
    """A PDF of a size that any attachment may have, without programs or passwords."""
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        limit = settings.ATTACHMENT_MAX_BYTES // MEBIBYTE
        raise RuleBroken(_("The file is too large. At most {limit} MB.").format(limit=limit))
    if kind_of(content, name="") != "pdf":
        raise RuleBroken(_("The signed copy must be a PDF file."))


def _locked(document: IssuedDocument) -> IssuedDocument:
    return IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)


def _check_replacement(replaced: OutsideSigning, reason: str) -> None:
    _check_standing(replaced)
    if not reason.strip():
        raise RuleBroken(_("Write a reason, so that the next reader understands."))


def _check_standing(signing: OutsideSigning) -> None:
    """Asked of the database under the document's lock, not of what was read before."""
    if not OutsideSigning.objects.filter(_STANDING, pk=signing.pk).exists():
        raise RuleBroken(_("This copy has been replaced or withdrawn already."))
