"""The reminders that were sent: about one contract or case, and in the whole organisation."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.components import Link
from core.exports import answer
from core.models import OutgoingMail
from core.reminders import send_again
from core.rules import RuleBroken
from followup.access import sees
from followup.forms.reminders import ReminderFilter
from followup.messages import topic
from followup.reminder_log import (
    lines_for,
    names_under,
    readable,
    reminder_table,
    reminders_about,
    reminders_in,
    topic_of,
    with_topics,
)
from followup.reminder_panel import list_url
from followup.reminder_rules import MANAGES, administers, may_send, why_not_send_again
from followup.topics import FILE_READERS
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from strategy.doors import check

PER_PAGE = 50
AGAIN, AGAIN_FROM_LOG = "followup:reminder_resending", "followup:reminder_log_resending"


@requires(*FILE_READERS)
def reminder_list(request: MemberRequest, content_type: int, pk: int) -> HttpResponse:
    """Every reminder about one contract or case that the reader may know of."""
    member = request.member
    subject = topic(member, content_type=content_type, pk=pk, doors=FILE_READERS)
    if subject is None:
        raise Http404
    found = readable(reminders_about(subject), subject, member=member)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(
        page.object_list, member=member, names=names_under(subject), may_send=may_send(member, subject)
    )
    request.place = subject.get_absolute_url()
    crumbs = (Link(label=str(subject), url=request.place),)
    context = {"subject": subject, "page": page, "lines": lines, "crumbs": crumbs, "again": AGAIN}
    return render(request, "followup/reminder_list.html", context)


@requires(Permission.ORGANISATION_ADMINISTER)
def reminder_log(request: MemberRequest) -> HttpResponse:
    """Every reminder of the organisation, for whoever sees to it that mail arrives."""
    member, chosen = request.member, ReminderFilter(request.GET)
    found = chosen.of(reminders_in(member.organisation))
    if "format" in request.GET:
        lines = with_topics(lines_for(found, member=member, names=None, may_send=False), member=member)
        return answer(reminder_table(lines), kind=request.GET["format"], name="paminnelser")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(page.object_list, member=member, names=None, may_send=True)
    context = {
        "filter": chosen,
        "page": page,
        "lines": with_topics(lines, member=member),
        "query": request.GET.urlencode(),
        "again": AGAIN_FROM_LOG,
    }
    name = "followup/reminder_log.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@requires(*MANAGES.values())
@require_POST
def reminder_resending(request: MemberRequest, pk: int) -> HttpResponse:
    """Send a reminder again that could not be delivered, from the page of its contract or case."""
    mail = _reminder(pk)
    subject = topic_of(mail.subject)
    if not sees(request.member, subject):
        raise Http404
    check(why_not_send_again(mail, request.member))
    _send_again(request, mail)
    return redirect(list_url(subject))


@requires(Permission.ORGANISATION_ADMINISTER)
@require_POST
def reminder_log_resending(request: MemberRequest, pk: int) -> HttpResponse:
    """The same from the list of the whole organisation."""
    mail = _reminder(pk)
    if not administers(request.member, topic_of(mail.subject)):
        raise Http404
    check(why_not_send_again(mail, request.member))
    _send_again(request, mail)
    return redirect("followup:reminder_log")


def _reminder(pk: int) -> OutgoingMail:
    found = OutgoingMail.objects.filter(reminder__isnull=False)
    return get_object_or_404(found.select_related("reminder", "to_member"), pk=pk)


def _send_again(request: MemberRequest, mail: OutgoingMail) -> None:
    try:
        send_again(mail, by=request.member)
    except RuleBroken as refusal:
        notices.error(request, str(refusal))
    else:
        notices.success(request, _("The reminder is on its way again."))
