"""The files on a case: the list with a form, the file itself, and what is done with working material."""

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.attachments import remove
from core.filetypes import CONTENT_TYPES
from core.models import Attachment
from core.once import anew, once
from core.records import draw_up
from core.rules import RuleBroken
from followup.attachments import attachment_for, attachments_on, may_change, put
from followup.forms.attachments import AttachmentForm
from followup.messages import topic
from followup.topics import FILE_READERS, keeps_notes, works_for
from followup.views.frames import frame_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission


@requires(*FILE_READERS)
@once
def attachment_list(request: MemberRequest, content_type: int, pk: int) -> HttpResponse:
    """The files of one case, and the form that puts another one there."""
    member = request.member
    subject = topic(member, content_type=content_type, pk=pk, doors=FILE_READERS)
    if subject is None:
        raise Http404
    may_write = member.may(Permission.MESSAGE_WRITE)
    is_own = works_for(member, subject) or keeps_notes(member, subject)
    data, files = (sent(request), request.FILES or None) if may_write else (None, None)
    form = AttachmentForm(data, files, is_own=is_own)
    if carried_out(form, lambda: put(subject, **form.wanted(), by=member)):
        notices.success(request, _("The file is uploaded."))
        return redirect("followup:attachment_list", content_type, pk)
    found = attachments_on(subject, member=member)
    context = {
        **frame_of(request, subject),
        "rows": [(row, may_write and may_change(member, row)) for row in found],
        "may_write": may_write,
        "is_own": is_own,
    }
    return form_page(request, "followup/attachment_list.html", form, context)


@requires(*FILE_READERS, Permission.RECORD_REGISTER)
def attachment(request: MemberRequest, pk: int) -> FileResponse:
    """The file as a download that no browser runs, whatever it holds."""
    row = attachment_for(request.member, pk)
    if row is None:
        raise Http404
    kind = CONTENT_TYPES[row.kind]
    answer = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=kind)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(Permission.MESSAGE_WRITE)
@require_POST
@anew
def attachment_removal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take working material away."""
    row = _own(request, pk)
    try:
        remove(row, by=request.member)
    except RuleBroken as refusal:
        notices.error(request, str(refusal))
    else:
        notices.success(request, _("The file is removed."))
    return redirect("followup:attachment_list", row.content_type_id, row.object_id)


@requires(Permission.MESSAGE_WRITE)
@require_POST
def attachment_drawing_up(request: MemberRequest, pk: int) -> HttpResponse:
    """Working material becomes a drawn-up public record."""
    row = _own(request, pk)
    try:
        draw_up(row, request.member)
    except RuleBroken as refusal:
        notices.error(request, str(refusal))
    else:
        notices.success(request, _("The file is a public record now. The registrar sees it."))
    return redirect("followup:attachment_list", row.content_type_id, row.object_id)


def _own(request: MemberRequest, pk: int) -> Attachment:
    """The file, if the member may read it; refused when it is another party's."""
    row = attachment_for(request.member, pk)
    if row is None:
        raise Http404
    if not may_change(request.member, row):
        raise PermissionDenied(_("Only the authority that the file belongs to may do that."))
    return row
