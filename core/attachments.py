"""Putting a file on an object, and taking working material away again."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.actors import Actor, actor_columns
from core.documents.storage import sha256, store
from core.filetypes import TEXT_KINDS, kind_of, text_of
from core.models import Attachment, RecordStatus
from core.privacy import personal_numbers
from core.rules import RuleBroken

if TYPE_CHECKING:
    from organisations.models import Authority

FOLDER = "attachments"
NAME_LENGTH = 200
MEBIBYTE = 1024 * 1024


@transaction.atomic
def attach(
    subject: models.Model,
    *,
    name: str,
    content: bytes,
    authority: "Authority",
    status: str,
    is_shared: bool,
    by: Actor,
) -> Attachment:
    """Check, store and record one file. The audit row says what was put there, not its name."""
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        limit = settings.ATTACHMENT_MAX_BYTES // MEBIBYTE
        raise RuleBroken(_("The file is too large. At most {limit} MB.").format(limit=limit))
    kind, digest = kind_of(content, name=name), sha256(content)
    _lock(digest)
    row = Attachment.objects.create(
        subject=subject,
        name=plain_name(name, kind=kind),
        kind=kind,
        byte_count=len(content),
        sha256=digest,
        file=store(content, folder=FOLDER, suffix=f".{kind}"),
        authority=authority,
        record_status=status,
        record_on=clock.today(),
        is_shared=is_shared,
        **actor_columns(by),
    )
    audit.record("attachment.added", row, by=by, changes={"kind": kind, "sha256": digest, "status": status})
    return row


@transaction.atomic
def remove(attachment: Attachment, *, by: Actor) -> None:
    """Take working material away. A public record is never removed here: that takes a disposal decision."""
    row = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if row.record_status != RecordStatus.WORKING:
        raise RuleBroken(_("A public record cannot be removed. Only working material can."))
    audit.record("attachment.removed", row, by=by, changes={"kind": row.kind, "sha256": row.sha256})
    digest, file = row.sha256, str(row.file)
    row.delete()
    transaction.on_commit(lambda: _clear(digest, file))


def has_personal_number(content: bytes, *, name: str) -> bool:
    """Does the name, or the text where it is a text file, hold a personal number?"""
    is_text = kind_of(content, name=name) in TEXT_KINDS
    return bool(personal_numbers(name) or (is_text and personal_numbers(text_of(content) or "")))


def plain_name(name: str, *, kind: str) -> str:
    """The file's own name without folders and signs that mean something, ending as what it is."""
    base = PurePath(name.replace("\\", "/")).name
    base = "".join(sign for sign in base if sign.isprintable() and sign not in '<>:"/|?*').strip(" .")
    same = {"jpg": (".jpg", ".jpeg")}.get(kind, (f".{kind}",))
    if not base.lower().endswith(same):
        base = f"{base or _('file')}.{kind}"
    stem, dot, ending = base.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}"


def _lock(digest: str) -> None:
    """Until the transaction ends nobody else stores or clears a file with these bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])


def _clear(digest: str, file: str) -> None:
    """Delete the file when no attachment holds the same bytes any longer."""
    with transaction.atomic():
        _lock(digest)
        if not Attachment.objects.filter(sha256=digest, file=file).exists():
            (Path(settings.MEDIA_ROOT) / file).unlink(missing_ok=True)
