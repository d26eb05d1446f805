"""The home pages: what waits, what counts, what has happened since last time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.components import Contact, Count, Date, Event, Link, Todo, Turn
from core.mail import Contact as MailContact
from core.slots import News, ToDo, headline_figures, news, todo
from core.templatetags.formats import date_short, date_words, moment_short, weekday_date
from core.together import Rows, ask, asked_of, told_of
from core.words import in_words
from followup.visits import last_visit, visits_of
from organisations.mails import service_contact
from organisations.models import Kind, Membership, Part
from organisations.permissions import Home, Permission, Role
from organisations.queries import people_to_ask
from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.first_report import asked_on
from suppliers.models import Report
from suppliers.states import ReportState

FAR = dt.date.max
SHOWN = 25
DATES = 6
NEWEST = 6


@dataclass(frozen=True)
class HomePage:
    """A member's home, ready worded."""

    day: str
    greeting: str
    tabs: tuple[Link, ...]
    items: tuple[Todo, ...]
    counts: tuple[Count, ...]
    dates: tuple[Date, ...]
    hidden: int
    news: tuple[Event, ...]
    news_note: str
    contacts: tuple[Contact, ...]
    may_enter: bool
    may_start: bool
    is_new: bool
    next_report: str
    only_administers: bool
    operator: MailContact


def home_page(member: Membership, *, whose: str) -> HomePage:
    """`whose` is "", "mine" or "others": which of the to-dos are shown."""
    asked, counted, happened = (
        asked_of(todo, member),
        asked_of(headline_figures, member),
        asked_of(news, member),
    )
    visits, people, coming = Rows(visits_of(member)), Rows(_whom_to_ask(member)), Rows(_next_report(member))
    ask(*asked, *counted, *happened, visits, people, coming)
    seen_at = last_visit(visits.answer)
    waiting = sorted(told_of(asked), key=lambda item: (item.due_on or FAR, item.action))
    mine = [item for item in waiting if item.is_mine]
    others = [item for item in waiting if not item.is_mine]
    shown = {"mine": mine, "others": others}.get(whose, waiting)
    figures = told_of(counted)
    return HomePage(
        day=weekday_date(clock.today()),
        greeting=greeting(member, len(mine)),
        tabs=tuple(_tabs(whose, len(waiting), len(mine), len(others))) if waiting else (),
        items=tuple(_row(item) for item in shown[:SHOWN]),
        counts=tuple(Count(value=f.value, label=f.label, url=f.url, is_late=f.is_late) for f in figures),
        dates=tuple(_dates(waiting)),
        hidden=max(len(shown) - SHOWN, 0),
        news=tuple(_news(told_of(happened), after=seen_at)),
        news_note=_("You were here {day}").format(day=weekday_date(seen_at.date())) if seen_at else "",
        contacts=tuple(_contact(person, member=member) for person in people.answer),
        may_enter=member.may(Permission.CONTRACT_EDIT),
        may_start=member.may(Permission.CASE_EDIT) and member.organisation.has(Part.PROCUREMENT),
        next_report=next((_report_words(report) for report in coming.answer), ""),
        is_new=all(str(figure.value) == "0" for figure in figures),
        only_administers=only_administers(member),
        operator=service_contact(),
    )


def only_administers(member: Membership) -> bool:
    """Invites people and gives roles, and sees nothing of what they work with."""
    return member.roles == [Role.ADMINISTRATOR] and member.acting_for is None


def _news(told: Iterable[News], *, after: dt.datetime | None) -> Iterable[Event]:
    """What others have done since the last visit, the latest first."""
    fresh = sorted(
        (row for row in told if after is None or row.at > after), key=lambda row: row.at, reverse=True
    )
    for row in fresh[:NEWEST]:
        yield Event(when=moment_short(row.at), text=row.text, url=row.url, link=row.subject, actor=row.actor)


def _whom_to_ask(member: Membership) -> QuerySet[Membership]:
    """Colleagues; a supplier asks those who manage its contracts. Two at the most."""
    if member.organisation.kind != Kind.SUPPLIER:
        return people_to_ask(member)
    running = Commitment.objects.visible_to(member).running()
    managers = Membership.objects.active().filter(pk__in=running.values("contract_manager"))
    return managers.select_related("user", "organisation").order_by("user__sort_key", "pk")[:2]


def _next_report(member: Membership) -> QuerySet[Report]:
    """The report that a supplier is asked for next, of a period that still goes on; none for others."""
    if member.home is not Home.SUPPLIER:
        return Report.objects.none()
    going_on = Report.objects.visible_to(member).filter(
        state=ReportState.OPEN, ends_on__gte=clock.today(), commitment__state=CommitmentState.RUNNING
    )
    return going_on.select_related("commitment").order_by("ends_on", "pk")[:1]


def _report_words(report: Report) -> str:
    return _("Your next report is for {period}, {contract}. The link comes on {day}.").format(
        period=report.period_name, contract=report.commitment.title, day=date_words(asked_on(report))
    )


def _contact(person: Membership, *, member: Membership) -> Contact:
    role = person.title or ", ".join(person.role_names)
    if person.organisation_id != member.organisation_id:
        role = f"{role}, {person.organisation}"
    return Contact(name=person.user.name, role=role, phone=person.user.phone, email=person.user.email)


def greeting(member: Membership, count: int) -> str:
    """Counts what waits, so that the answer is read before the list."""
    name = member.user.first_name
    if not count:
        return _("Hello {name}, nothing waits for you").format(name=name)
    text = ngettext(
        "Hello {name}, {number} thing waits for you", "Hello {name}, {number} things wait for you", count
    )
    return text.format(name=name, number=in_words(count))


def _tabs(whose: str, every: int, mine: int, others: int) -> Iterable[Link]:
    yield Link(label=_("All"), url="?", is_current=whose not in {"mine", "others"}, count=every)
    yield Link(label=_("My turn"), url="?tur=mine", is_current=whose == "mine", count=mine)
    yield Link(label=_("Others' turn"), url="?tur=others", is_current=whose == "others", count=others)


def _row(item: ToDo) -> Todo:
    late = item.due_on is not None and item.due_on < clock.today()
    return Todo(
        title=item.action,
        url=item.url,
        about=item.subject,
        date=_("Today") if item.due_on == clock.today() else date_short(item.due_on) if item.due_on else "",
        date_note=days_note(item.due_on),
        is_late=late,
        turn=Turn(is_yours=item.is_mine, who=item.waiting_for),
    )


def days_note(due_on: dt.date | None) -> str:
    """3 days late, today's weekday, or in 8 days."""
    if due_on is None:
        return ""
    days = (due_on - clock.today()).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return weekday_date(due_on)
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _dates(waiting: list[ToDo]) -> Iterable[Date]:
    coming = [item for item in waiting if item.due_on and item.due_on >= clock.today()]
    for item in coming[:DATES]:
        yield Date(when=date_short(item.due_on), text="", url=item.url, link=item.action)
