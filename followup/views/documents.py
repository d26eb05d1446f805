"""Issued documents, to those who see what they are about, and the public check of a printed code."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from core.models import IssuedDocument
from core.states import DocumentState
from followup.access import reads_document
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission


@requires(Permission.HOME)
def document(request: MemberRequest, pk: int) -> FileResponse:
    """The file of an issued document."""
    issued = IssuedDocument.objects.filter(state=DocumentState.ISSUED)
    row = get_object_or_404(issued.select_related("content_type", "authority"), pk=pk)
    if not reads_document(request.member, row):
        raise Http404
    name = f"{row.title}, version {row.version}.pdf"
    return FileResponse(row.file.open("rb"), filename=name, content_type="application/pdf")
