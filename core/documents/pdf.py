"""HTML to PDF/A-2a with WeasyPrint: tagged, archivable, and the same bytes for the same HTML.

Nothing is read but our own static folder, every font is ours, and whatever WeasyPrint would only warn about
(a missing sign, font or picture, a style it does not know) stops the document.
"""

import logging
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from weasyprint import HTML, Attachment, Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from core.documents.faults import DocumentFault

STATIC = Path(settings.STATICFILES_DIRS[0])
OPEN_FOLDERS = ("documents", "fonts/document")
SCHEME = "asset:"
FONT_FAMILY = "Document Sans"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
VARIANT = "pdf/a-2a"


@dataclass(frozen=True)
class Pdf:
    content: bytes
    page_count: int


class StaticFolder(URLFetcher):
    """Gives `asset:documents/…` and `asset:fonts/document/…` from our folder, and refuses all else."""

    def __init__(self) -> None:
        super().__init__(fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = (STATIC / url.removeprefix(SCHEME)).resolve()
        is_open = any(path.is_relative_to((STATIC / folder).resolve()) for folder in OPEN_FOLDERS)
        if not url.startswith(SCHEME) or not is_open or path.suffix not in TYPES:
            raise PermissionError(f"A document may not read {url}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def to_pdf(html: str, *, identifier: str, attachments: Iterable[Attachment] = ()) -> Pdf:
    """Render. `identifier` becomes the file's identifier; the dates come from the HTML's own metadata."""
    with _warnings_stop():
        try:
            document = HTML(string=html, url_fetcher=StaticFolder()).render(pdf_variant=VARIANT)
        except FatalURLFetchingError as fault:
            raise DocumentFault(str(fault)) from fault
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            content = document.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=identifier.encode(),
                attachments=list(attachments),
                finisher=_finish,
            )
    return Pdf(content, len(document.pages))


def _finish(document: Document, pdf: Any) -> None:
    """Check the fonts, and complete the tags where WeasyPrint leaves them general."""
    strangers = sorted({font.family for font in document.fonts.values()} - {FONT_FAMILY})
    if strangers:
        raise DocumentFault(f"Text needs a font that is not ours: {', '.join(strangers)}")
    elements: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and "S" in item]
    for element in elements:
        if element["S"] == "/TH":
            _say_what_it_heads(element, pdf)
        elif element["S"] == "/Span" and _is_footnote(element, pdf):
            element["S"], element["ID"] = "/Note", f"(note-{element.number})"


def _say_what_it_heads(cell: Any, pdf: Any) -> None:
    """Scope of a header cell: a column when it stands in the table's head, else its row."""
    is_column = _parent(_parent(cell, pdf), pdf)["S"] == "/THead"
    cell["A"]["Scope"] = "/Column" if is_column else "/Row"


def _is_footnote(element: Any, pdf: Any) -> bool:
    """The footnotes of a page hang in an area directly below the document,
    where nothing else of that kind does."""
    area = _parent(element, pdf)
    return area["S"] == "/NonStruct" and _parent(area, pdf)["S"] == "/Document"


def _parent(element: Any, pdf: Any) -> Any:
    return pdf.objects[int(bytes(element["P"]).split()[0])]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread, self.messages = threading.get_ident(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextmanager
def _warnings_stop() -> Iterator[None]:
    """Let every warning of WeasyPrint in this thread end in a fault."""
    collector, logger = _Collector(), logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise DocumentFault("; ".join(dict.fromkeys(collector.messages)))
