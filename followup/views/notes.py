"""The notes that an authority keeps for itself on one case."""

from django import forms
from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.answers import carried_out, form_page, sent
from core.once import once
from core.privacy import warn_of_personal_number
from followup.messages import topic
from followup.notes import notes_on, write_note
from followup.readers import NOTES
from followup.topics import READERS, own_authority
from followup.views.frames import frame_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission


class NoteForm(forms.Form):
    """A text to colleagues."""

    text = forms.CharField(
        label=gettext_lazy("Write a note"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )

    def clean_text(self) -> str:
        return warn_of_personal_number(self.cleaned_data["text"])


@requires(*READERS)
@once
def note_list(request: MemberRequest, content_type: int, pk: int) -> HttpResponse:
    """The notes, and a box to write one in. For another party the page does not exist."""
    subject = topic(request.member, content_type=content_type, pk=pk)
    authority = own_authority(request.member, subject) if subject else None
    if subject is None or authority is None:
        raise Http404
    may_write = request.member.may(Permission.MESSAGE_WRITE)
    form = NoteForm(sent(request) if may_write else None)

    def keep() -> None:
        write_note(subject, text=form.cleaned_data["text"], authority=authority, by=request.member)

    if carried_out(form, keep):
        notices.success(request, _("The note is kept."))
        return redirect("followup:note_list", content_type, pk)
    context = {
        **frame_of(request, subject),
        "authority": authority,
        "may_write": may_write,
        "rows": notes_on(subject, authority=authority),
        "readers": NOTES[type(subject)].line(),
    }
    return form_page(request, "followup/note_list.html", form, context)
