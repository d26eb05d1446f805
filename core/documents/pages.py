"""The HTML of a document from its frozen context, and the version of the templates it was made with."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import timezone, translation
from weasyprint import VERSION, Attachment

from core import clock
from core.documents.faults import DocumentFault
from core.documents.frame import Frame
from core.documents.freezing import thaw
from core.documents.kinds import DocumentKind, kinds
from core.documents.pdf import STATIC, Pdf, to_pdf
from core.models.documents import IssuedDocument

TEMPLATES = Path(settings.BASE_DIR) / "templates"
HOLE = "\N{REPLACEMENT CHARACTER}hole:%s"  # no document may contain it, so that none is issued with a gap
SHARED = (TEMPLATES / "documents" / "parts", STATIC / "documents", STATIC / "fonts" / "document")


def make(document: IssuedDocument) -> Pdf:
    """The PDF of an ordered document. Depends on the row alone, not on the moment it is made."""
    if (kind := kinds.get(document.kind)) is None:
        raise DocumentFault(f"No room declares documents of the kind {document.kind!r}")
    original = document.edition_of
    attachments = [] if original is None else [_enclosed(original)]
    return compose(
        kind,
        thaw(kind.context, document.context),
        thaw(Frame, document.frame),
        document=document,
        attachments=attachments,
    )


def compose(
    kind: DocumentKind,
    context: Any,
    frame: Frame,
    *,
    document: IssuedDocument,
    attachments: list[Attachment] | None = None,
) -> Pdf:
    """Render a kind from values; `document` gives title, language, moment and code and need not be saved."""
    with (
        clock.frozen(document.ordered_at),
        translation.override(document.language),
        timezone.override(timezone.get_default_timezone()),
    ):
        template = shared_engine().get_template(kind.template)
        values = {"document": document, "kind": kind, "frame": frame, "content": context}
        html = template.render(Context(values, autoescape=True))
        if HOLE[0] in html:
            raise DocumentFault(f"{kind.template} asks for something that is not there: {_hole(html)}")
        return to_pdf(html, identifier=document.check_code, attachments=attachments or [])


def template_version(kind: DocumentKind) -> str:
    """The hash of what the context was set with: templates, style, fonts and WeasyPrint itself."""
    digest = hashlib.sha256(f"WeasyPrint {VERSION}\n".encode())
    files = {TEMPLATES / "documents" / "base.html", TEMPLATES / kind.template}
    files.update(path for folder in SHARED for path in folder.rglob("*") if path.is_file())
    for path in sorted(files):
        digest.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def shared_engine() -> Engine:
    """Like the pages' engine, but every undefined name leaves a mark and no context processor runs."""
    return Engine(
        loaders=[("django.template.loaders.filesystem.Loader", [str(TEMPLATES)])],  # never a stale template
        string_if_invalid=HOLE,
        builtins=[
            "django.templatetags.i18n",
            "core.templatetags.formats",
            "core.templatetags.document_text",
        ],
    )


def _enclosed(original: IssuedDocument) -> Attachment:
    """The very file that was approved, enclosed in the edition that shows the approval."""
    return Attachment(
        string=original.read(),
        name=original.file_name,
        description=original.title,
        created=original.issued_at,
        modified=original.issued_at,
    )


def _hole(html: str) -> str:
    return html.split(HOLE[0] + "hole:", 1)[1].split("<", 1)[0][:80]
