"""The worker's part: claim with a lease, render outside any transaction, record. Safe to run twice."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import SystemJob
from core.documents.faults import DocumentFault
from core.documents.kinds import kinds
from core.documents.storage import sha256, store
from core.models.documents import IssuedDocument, RenderedFile
from core.states import DocumentState

logger = logging.getLogger(__name__)
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a dozen lines for each document
JOB = SystemJob("documents")
LEASE = dt.timedelta(seconds=30)  # a document takes seconds; a dead worker's is taken over within a minute
MAX_FAILURES = 3
MAX_INTERRUPTIONS = 5
FOLDER = "documents"


def due_ids(limit: int = 100) -> Iterable[int]:
    """Documents that wait for a worker: new ones, and those whose worker died."""
    return list(IssuedDocument.objects.due().values_list("pk", flat=True)[:limit])


def render(document_id: int) -> None:
    """Make and issue one document. Finds nothing to claim when another worker has it or it is issued."""
    document = _claim(document_id)
    if document is None:
        return
    try:
        file = _make_file(document)
    except DocumentFault as fault:
        logger.warning("document %s cannot be made: %s", document.pk, fault)
        _give_up(document, str(fault))
    except Exception as fault:
        logger.exception("document %s failed, attempt %s", document.pk, document.attempts)
        if document.attempts >= MAX_FAILURES:
            _give_up(document, f"{type(fault).__name__}: {fault}")
    else:
        _record(document, file)


def _claim(document_id: int) -> IssuedDocument | None:
    """Take the lease in a short transaction. Gives up a document that has brought down its workers."""
    with transaction.atomic():
        free = IssuedDocument.objects.due().select_for_update(skip_locked=True, of=("self",))
        document = free.filter(pk=document_id).first()
        if document is None:
            return None
        if document.attempts >= MAX_INTERRUPTIONS:
            document.fail(_("The work was interrupted several times. Order the document again."), by=JOB)
            return None
        document.attempts += 1
        document.claimed_until = clock.now() + LEASE
        document.save(update_fields=["attempts", "claimed_until"])
    return document


def _make_file(document: IssuedDocument) -> RenderedFile:
    """Render and store. Touches no row."""
    from core.documents.pages import make, template_version  # WeasyPrint is heavy: only a worker loads it

    pdf = make(document)
    return RenderedFile(
        name=store(pdf.content, folder=FOLDER),
        sha256=sha256(pdf.content),
        byte_count=len(pdf.content),
        page_count=pdf.page_count,
        template_version=template_version(kinds[document.kind]),
    )


def _record(document: IssuedDocument, file: RenderedFile) -> None:
    """Issue it, unless a worker that took over the lease has done so meanwhile."""
    with transaction.atomic():
        if _still_ordered(document):
            document.issue(file, by=JOB)


def _give_up(document: IssuedDocument, reason: str) -> None:
    with transaction.atomic():
        if _still_ordered(document):
            document.fail(reason, by=JOB)


def _still_ordered(document: IssuedDocument) -> bool:
    row = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    return row.state == DocumentState.ORDERED
