"""Preview pages of the documents, outside production: every declared kind in the specimen's frame."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.documents.kinds import DocumentKind, kinds
from core.documents.specimen import SPECIMEN, preview


@dataclass(frozen=True)
class Preview:
    """One kind with its two editions."""

    kind: DocumentKind
    url: str

    @property
    def approved_url(self) -> str:
        return f"{self.url}?approved=1"


@require_safe
def document_previews(request: HttpRequest) -> HttpResponse:
    """Every kind of document that a room has declared."""
    previews = [Preview(kind, reverse("document_preview", args=[key])) for key, kind in _all_kinds().items()]
    return render(request, "core/document_previews.html", {"previews": previews})


@require_safe
def document_preview(request: HttpRequest, key: str) -> HttpResponse:
    """One kind as a PDF with its own example; with `?approved=1` the edition that shows an approval."""
    if (kind := _all_kinds().get(key)) is None:
        raise Http404
    pdf = preview(kind, language=get_language() or "sv", is_approved="approved" in request.GET)
    headers = {"Content-Disposition": f'inline; filename="{kind.key}.pdf"'}
    return HttpResponse(pdf.content, content_type="application/pdf", headers=headers)


# core may not import organisations.access: these pages are for everyone who reaches the machine.
document_previews.door = document_preview.door = "public"  # type: ignore[attr-defined]


def _all_kinds() -> dict[str, DocumentKind]:
    """The specimen of every part first, then the kinds of the rooms."""
    return {SPECIMEN.key: SPECIMEN} | {kind.key: kind for kind in kinds}
