"""A member's deadlines in her own calendar program."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from icalendar import Calendar

from core.models import AuditRow
from core.slots import ToDo, todo
from core.together import Inquiry, Rows
from organisations.models import CalendarFeed, Membership
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory

DAY = dt.date(2026, 12, 14)


def waiting(member: Membership, **other) -> ToDo:
    given = {
        "action": "Granska rapporten", "url": "/rapporter/7/", "subject": "Parkskötsel; norra, södra",
        "due_on": DAY, "is_mine": True, "kind": "report",
    }  # fmt: skip
    return ToDo(**{**given, **other})


@pytest.fixture
def things() -> list[dict]:
    return [{}]


@pytest.fixture(autouse=True)
def only_these(things):
    """What waits for whoever is asked about, instead of what the rooms would say."""
    kept = todo._answers.copy()
    todo._answers.clear()
    todo.fill(
        lambda member: [
            Inquiry(
                lambda rows: [waiting(member, **thing) for thing in things],
                Rows(Membership.objects.filter(pk=member.pk)),
            )
        ],
        key="test",
        order=1,
    )
    yield
    todo._answers.clear()
    todo._answers.update(kept)


@pytest.fixture
def member(db) -> Membership:
    return MembershipFactory(roles=[Role.PROCURER])


def read(client, feed: CalendarFeed) -> Calendar:
    answer = client.get(feed.address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_a_program_without_account_reads_the_days(client, member):
    calendar = read(client, CalendarFeed.open(by=member))

    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == DAY
    assert str(event["summary"]) == "Granska rapporten: Parkskötsel; norra, södra"
    assert str(event["url"]).endswith("/rapporter/7/")
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(calendar["x-wr-calname"]) == f"Insteg: {member.organisation}"


@pytest.mark.parametrize("things", [[{"due_on": None}], [{"is_mine": False}], []])
def test_what_has_no_day_or_is_anothers_turn_is_left_out(client, member, things):
    assert read(client, CalendarFeed.open(by=member)).walk("VEVENT") == []


@pytest.mark.parametrize("things", [[{}, {"action": "Håll startmötet"}]])
def test_an_event_keeps_its_name_from_one_fetching_to_the_next(client, member, things):
    feed = CalendarFeed.open(by=member)

    first, second = ([str(event["uid"]) for event in read(client, feed).walk("VEVENT")] for _time in "ab")

    assert first == second
    assert len(set(first)) == 2


def test_nobody_guesses_an_address_from_what_is_stored(client, member):
    feed = CalendarFeed.open(by=member)

    assert feed.mark in feed.address
    forged = reverse("calendar_feed", kwargs={"secret": f"{feed.mark}~{'A' * 43}"})
    assert client.get(forged).status_code == 404
    assert client.get(reverse("calendar_feed", kwargs={"secret": feed.mark})).status_code == 404


def test_the_address_ends_with_the_membership(client, member):
    feed = CalendarFeed.open(by=member)
    member.valid_until = dt.date(2020, 1, 1)
    member.save()

    assert client.get(feed.address).status_code == 404


def test_the_page_gives_renews_and_ends_the_address(client, member):
    client.force_login(member.user)

    client.post(reverse("calendar"))
    first = CalendarFeed.objects.get().address
    assert first in client.get(reverse("calendar")).content.decode()
    client.post(reverse("calendar"))
    second = CalendarFeed.objects.get().address

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.post(reverse("calendar_end"))
    assert client.get(second).status_code == 404
    assert list(AuditRow.objects.order_by("pk").values_list("action", flat=True))[-3:] == [
        "calendar_opened", "calendar_opened", "calendar_closed",
    ]  # fmt: skip


def test_the_page_shows_what_the_calendar_holds(client, member):
    client.force_login(member.user)

    page = client.get(reverse("calendar")).content.decode()

    assert "Granska rapporten" in page
    assert "14\xa0dec" in page


@pytest.mark.parametrize(("language", "word"), [("sv", "Kalender"), ("en", "Calendar")])
@pytest.mark.parametrize("things", [[{"action": gettext_lazy("Calendar")}]])
def test_the_words_are_in_the_language_of_the_member(client, member, language, word):
    member.user.language = language
    member.user.save()

    answer = client.get(CalendarFeed.open(by=member).address, headers={"accept-language": "sv"})

    assert answer["Content-Language"] == language
    assert f"SUMMARY:{word}" in answer.content.decode()
