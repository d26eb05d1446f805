"""Messages: everything new, and the thread of one case."""

from typing import Any

from django import forms
from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.answers import sent
from core.once import once
from core.privacy import warn_of_personal_number
from followup.absence import absent_supplier
from followup.messages import has_other_party, lines, mark_read, may_write_on, messages_for, send, topic
from followup.readers import MESSAGES
from followup.views.frames import frame_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission

PER_PAGE = 50
BECOMES_RECORD = gettext_lazy("A message to an authority becomes a public record.")


class MessageForm(forms.Form):
    """A text to the other parties."""

    text = forms.CharField(
        label=gettext_lazy("Write a message"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )

    def clean_text(self) -> str:
        return warn_of_personal_number(self.cleaned_data["text"])


@requires(Permission.MESSAGE_WRITE, Permission.RECORD_SEE)
def message_list(request: MemberRequest) -> HttpResponse:
    """The messages on one's cases, newest first."""
    page = Paginator(messages_for(request.member), PER_PAGE).get_page(request.GET.get("page"))
    rows = lines(page.object_list, member=request.member)
    return render(request, "followup/message_list.html", {"page": page, "rows": rows})


@requires(Permission.MESSAGE_WRITE, Permission.RECORD_SEE)
@once
def thread(request: MemberRequest, content_type: int, pk: int) -> HttpResponse:
    """What has been written about one case, and a box to write in."""
    subject = topic(request.member, content_type=content_type, pk=pk)
    if subject is None:
        raise Http404
    may_write = may_write_on(request.member, subject)
    form = MessageForm(sent(request) if may_write else None)
    absent = absent_supplier(subject, member=request.member)
    if form.is_bound and form.is_valid():
        send(subject, text=form.cleaned_data["text"], by=request.member)
        notices.success(request, absent.sent if absent else _sent_words(subject))
        return redirect("followup:thread", content_type, pk)
    found = messages_for(request.member).filter(content_type=content_type, object_id=pk).order_by("at")
    reading_url = reverse("followup:thread_reading", args=[content_type, pk])
    rows = lines(found, member=request.member)
    context = {
        **frame_of(request, subject),
        "form": form,
        "may_write": may_write,
        "rows": rows,
        "reading_url": reading_url,
        "absent": absent,
        "readers": absent.readers if absent else MESSAGES[type(subject)].line(BECOMES_RECORD),
    }
    return render(request, "followup/thread.html", context, status=422 if form.errors else 200)


@requires(Permission.MESSAGE_WRITE, Permission.RECORD_SEE)
@require_POST
def thread_reading(request: MemberRequest, content_type: int, pk: int) -> HttpResponse:
    """Mark the thread as read."""
    if topic(request.member, content_type=content_type, pk=pk) is None:
        raise Http404
    found = messages_for(request.member).filter(content_type=content_type, object_id=pk)
    mark_read(found.exclude(member=request.member), by=request.member)
    return redirect("followup:thread", content_type, pk)


def _sent_words(subject: Any) -> str:
    """Who sees what was sent: another party, or only those who work with the case."""
    if has_other_party(subject):
        return _("Sent. The other party sees it in Insteg.")
    return _("Sent. Those who see the case see it in Insteg.")
