"""Deadlines in one's own calendar: the address, and the file behind it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.components import Todo
from core.slots import ToDo
from core.templatetags.formats import date_short
from organisations.access import MemberRequest, public, requires
from organisations.calendar import calendar_of, deadlines, herself
from organisations.models import CalendarFeed
from organisations.permissions import Permission
from organisations.views.trail import PROFILE, trail

SHOWN = 5


@requires(Permission.HOME)
def calendar(request: MemberRequest) -> HttpResponse:
    """Whether there is an address, which one, and what stands in the calendar now."""
    if request.method == "POST":
        had_one = CalendarFeed.objects.visible_to(request.member).exists()
        CalendarFeed.open(by=request.member)
        said = _("You have a new address. The old one does not work any more.")
        messages.success(request, said if had_one else _("You have an address. Copy it to your calendar."))
        return redirect("calendar")
    coming = deadlines(herself(request.member))
    context = {
        "feed": CalendarFeed.objects.visible_to(request.member).first(),
        "coming": [_row(item) for item in coming[:SHOWN]],
        "more": len(coming[SHOWN:]),
        "crumbs": trail(PROFILE),
    }
    return render(request, "organisations/calendar.html", context)


def _row(item: ToDo) -> Todo:
    return Todo(title=item.action, url=item.url, about=item.subject, date=date_short(item.due_on))


@requires(Permission.HOME)
@require_POST
def calendar_end(request: MemberRequest) -> HttpResponse:
    """Let the address stop working."""
    if feed := CalendarFeed.objects.visible_to(request.member).first():
        feed.close(by=request.member)
        messages.success(request, _("The address does not work any more."))
    return redirect("calendar")


@public
@never_cache
@require_safe
def calendar_feed(request: Any, secret: str) -> HttpResponse:
    """The file, for a program that knows the address. An unknown address is no page."""
    feed = CalendarFeed.objects.at(secret)
    if feed is None:
        raise Http404
    member = herself(feed.membership)
    with override(member.user.language):
        content = calendar_of(member)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Language"] = member.user.language
    answer["Content-Disposition"] = 'inline; filename="insteg.ics"'
    return answer
