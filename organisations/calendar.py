"""A member's deadlines as a calendar that other programs subscribe to (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core import clock
from core.slots import ToDo, todo
from core.together import ask, asked_of, told_of
from core.tokens import digest
from organisations.models import Membership

ASKED_AGAIN = dt.timedelta(hours=6)
PRODUCT = "-//Insteg//Deadlines//SV"


def herself(member: Membership) -> Membership:
    """The member without whom she acts for: a calendar shows what waits for her alone."""
    return Membership.objects.acting().get(pk=member.pk)


def deadlines(member: Membership) -> list[ToDo]:
    """What waits for the member herself until a day, the earliest first."""
    asked = asked_of(todo, member)
    ask(*asked)
    waiting = [item for item in told_of(asked) if item.is_mine and item.due_on]
    return sorted(waiting, key=lambda item: (item.due_on, item.action, item.url))


def calendar_of(member: Membership) -> bytes:
    """The file. Each deadline is a whole day that does not make anybody busy."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Insteg: {organisation}").format(organisation=member.organisation)
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    for key in ("refresh-interval", "x-published-ttl"):
        calendar.add(key, ASKED_AGAIN)
    for event in _events(member, deadlines(member)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(member: Membership, items: Iterable[ToDo]) -> Iterable[Event]:
    for item in items:
        url = urljoin(settings.SITE_URL, item.url)
        event = Event()
        event.add("uid", f"{digest(f'{member.pk} {item.kind} {item.action} {item.url}')[:32]}@insteg")
        event.add("dtstamp", clock.now())
        event.add("dtstart", item.due_on)
        event.add("summary", f"{item.action}: {item.subject}" if item.subject else item.action)
        event.add("description", url)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        yield event
