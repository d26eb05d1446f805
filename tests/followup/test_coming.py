"""Coming procurements in public: filter, feeds, calendar, and mails for those who want them."""

import contextlib
import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from core import clock
from core.delivery import send_due
from core.mail import silenced
from core.models import OutgoingMail
from core.states import MailState
from followup.coming_mails import due_ids, tell_followers
from followup.models import Subscription
from followup.tasks import forget_unconfirmed
from organisations.models import Part
from procurements.models import ComingNotice
from tests.procurements.factories import CaseFactory, procurer_of

ADDRESS = "nyfiken@foretag.example.org"


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def shown(title, *, month=4, nature="services", case=None):
    case = case or CaseFactory(nature=nature)
    organisation = case.authority.organisation
    organisation.parts = [Part.PROCUREMENT, Part.OPEN]
    organisation.save()
    contact = ("Ulla", "ulla@example.org", "")
    return ComingNotice.show(
        case, title=title, planned_for=dt.date(2027, month, 1), contact=contact, by=procurer_of(case)
    )


@pytest.fixture
def notices(db, still_clock):
    """Three that nobody waits to be told of any more."""
    rows = [shown("Städning", month=6), shown("Parker", month=4), shown("Skola", month=5, nature="works")]
    for row in rows:
        tell_followers(row.pk)
    return rows


def queue_all():
    """What the workers do first: queue the mails to followers."""
    while found := due_ids(10):
        for pk in found:
            tell_followers(pk)


def tell_all():
    queue_all()
    send_due()


def titles(page):
    return re.findall(r"<h3>(.*?)</h3>", page.content.decode())


def test_the_nearest_month_comes_first_and_the_filter_chooses(notices):
    client = Client()
    buyer = notices[0].authority.organisation.number
    assert titles(client.get("/kommande/")) == ["Parker", "Skola", "Städning"]
    assert titles(client.get("/kommande/?nature=works")) == ["Skola"]
    assert titles(client.get(f"/kommande/?buyer={buyer}")) == ["Städning"]
    assert titles(client.get("/kommande/?buyer=0000000000&nature=x")) == ["Parker", "Skola", "Städning"]


def test_feeds_and_calendar_make_the_same_choice(notices):
    client = Client()
    rss = ET.fromstring(client.get("/kommande/rss/?nature=works").content)
    assert [item.findtext("title") for item in rss.iter("item")] == ["Skola"]
    atom = ET.fromstring(client.get("/en/kommande/atom/").content)
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 3
    events = Calendar.from_ical(client.get("/kommande/insteg.ics").content).walk("VEVENT")
    assert [(str(e["summary"]), e["dtstart"].dt) for e in events] == [
        ("Parker", dt.date(2027, 4, 1)),
        ("Skola", dt.date(2027, 5, 1)),
        ("Städning", dt.date(2027, 6, 1)),
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("/kommande/", 2), ("/kommande/rss/", 1), ("/kommande/insteg.ics", 1)]
)
def test_queries_do_not_grow(db, still_clock, count, path, queries, django_assert_num_queries):
    for number in range(count):
        shown(f"Upphandling {number}")
    client = Client()
    client.get(path)
    with django_assert_num_queries(queries + 2):  # the transaction around each request
        assert client.get(path).status_code == 200


def asks(client, **more):
    return client.post("/kommande/mejl/", {"email": ADDRESS, **more})


def link_in(message):
    return re.search(r"http://[^/\s]+(/\S*kommande/mejl/\S+)", message.body)[1]


@pytest.fixture
def follower(notices):
    """Somebody who follows all, confirmed."""
    row = Subscription.ask(ADDRESS, organisation=None, language="sv")
    row.confirm()
    return row


def test_nothing_but_a_question_is_sent_before_the_address_is_confirmed(
    notices, django_capture_on_commit_callbacks
):
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        assert asks(client).headers["Location"] == "/kommande/mejl/skickat/"
        asks(client)  # pressed twice
        shown("Snö")
    tell_all()
    assert [message.subject for message in mail.outbox] == ["Vill du ha mejl om kommande upphandlingar?"]

    path = link_in(mail.outbox[0])
    client.get(path)
    assert Subscription.objects.confirmed().count() == 0
    client.post(path)
    assert Subscription.objects.confirmed().get().email == ADDRESS


def test_each_follower_gets_one_mail_that_tells_what_stands_when_it_leaves(
    follower, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        notice = shown("Snö")
        shown("Snö och is", case=notice.procurement)
    tell_all()
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Kommande upphandling: Snö och is", [ADDRESS])
    ]


def test_nobody_is_told_of_what_was_taken_back(follower):
    early, late = shown("Snö"), shown("Is")
    early.take_back(by=early.member)
    tell_followers(early.pk)
    tell_followers(late.pk)
    late.take_back(by=late.member)
    tell_all()

    assert mail.outbox == []
    queued = OutgoingMail.objects.get(kind="followup.coming_notice")
    assert (queued.subject, queued.state) == (late, MailState.DROPPED)


def followers(count):
    for number in range(count):
        Subscription.ask(f"f{number}@foretag.example.org", organisation=None, language="sv").confirm()


def told():
    queued = OutgoingMail.objects.filter(kind="followup.coming_notice").order_by("pk")
    return list(queued.values_list("to_email", flat=True))


@pytest.mark.parametrize("count", [1, 30])
def test_showing_a_case_costs_the_same_however_many_follow(
    db, still_clock, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    followers(count)
    case = CaseFactory()
    case.authority.organisation.parts = [Part.PROCUREMENT, Part.OPEN]
    case.authority.organisation.save()
    by, month = procurer_of(case), dt.date(2027, 4, 1)
    contact = ("Ulla", "ulla@example.org", "")

    with django_assert_num_queries(9), django_capture_on_commit_callbacks(execute=True):
        ComingNotice.show(case, title="Snö", planned_for=month, contact=contact, by=by)

    assert told() == []


def test_a_worker_that_dies_loses_nobody_and_tells_nobody_twice(db, still_clock, monkeypatch):
    """Two at a time: killed within the second pair, whose mails are then not there either."""
    monkeypatch.setattr("followup.coming_mails.AT_ONCE", 2)
    followers(5)
    notice = shown("Snö")
    tell_followers(notice.pk)
    with contextlib.suppress(SystemExit), transaction.atomic():
        tell_followers(notice.pk)
        raise SystemExit
    assert (len(told()), due_ids(10)) == (2, [notice.pk])

    tell_all()

    assert told() == [f"f{number}@foretag.example.org" for number in range(5)]
    assert due_ids(10) == []
    tell_followers(notice.pk)
    assert len(told()) == 5


def test_a_change_and_what_is_played_tell_nobody(follower):
    notice = shown("Snö")
    tell_followers(notice.pk)
    shown("Snö och is", case=notice.procurement)
    with silenced():
        shown("Långt före")

    assert due_ids(10) == []


def test_the_mail_names_who_showed_it_and_for_whom(db, still_clock):
    followers(1)
    case = CaseFactory()
    principal, deputy = procurer_of(case), procurer_of(case)
    deputy.acting_for = principal
    case.authority.organisation.parts = [Part.PROCUREMENT, Part.OPEN]
    case.authority.organisation.save()
    contact = ("Ulla", "ulla@example.org", "")
    ComingNotice.show(case, title="Snö", planned_for=dt.date(2027, 4, 1), contact=contact, by=deputy)
    tell_all()

    change = OutgoingMail.objects.get().status_changes.order_by("pk").first()
    assert (change.member, change.on_behalf_of) == (deputy, principal)


def test_a_mail_tells_what_is_planned_and_ends_with_one_click(follower, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        shown("Snö")
    tell_all()
    message = mail.outbox[0]
    assert message.subject == "Kommande upphandling: Snö"
    assert "april\xa02027" in message.body
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"<http://[^/]+(/.*)>", headers["List-Unsubscribe"])[1]
    assert path in message.body

    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert Subscription.objects.count() == 1
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, dict(answer.cookies)) == (302, {})
    assert Subscription.objects.count() == 0
    assert client.get(path).status_code == 404


def test_who_ends_before_the_mail_leaves_gets_none(follower, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        shown("Snö")
    queue_all()
    follower.end()
    tell_all()
    assert mail.outbox == []


def test_who_ends_leaves_no_address_in_what_was_sent(follower, django_capture_on_commit_callbacks):
    other = Subscription.ask("annan@example.org", organisation=None, language="sv")
    other.confirm()
    with django_capture_on_commit_callbacks(execute=True):
        shown("Snö")
    tell_all()
    with django_capture_on_commit_callbacks(execute=True):
        shown("Is")
    queue_all()
    follower.end()
    tell_all()

    rows = OutgoingMail.objects.order_by("pk")
    assert {row.to_email for row in rows} == {"", "annan@example.org"}
    assert [row.state for row in rows if not row.to_email] == ["sent", "dropped"]


def test_who_follows_one_organisation_is_not_told_of_another(notices, django_capture_on_commit_callbacks):
    row = Subscription.ask(ADDRESS, organisation=notices[0].authority.organisation, language="en")
    row.confirm()
    with django_capture_on_commit_callbacks(execute=True):
        shown("Snö")
        shown("Is", case=CaseFactory(authority=notices[0].authority))
    tell_all()
    assert [message.subject for message in mail.outbox] == ["Coming procurement: Is"]
    assert "/en/kommande/" in mail.outbox[0].body


def test_the_answer_is_the_same_for_an_address_that_follows_already(follower):
    client = Client()
    known = asks(client)
    new = client.post("/kommande/mejl/", {"email": "annan@example.org"})
    assert (known.status_code, known.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert Subscription.objects.confirmed().count() == 1


def test_many_questions_from_one_place_are_refused(notices):
    client = Client()
    answers = [
        client.post("/kommande/mejl/", {"email": f"n{number}@example.org"}).status_code
        for number in range(12)
    ]
    assert answers == [302] * 10 + [429] * 2
    assert Subscription.objects.count() == 10


def test_a_wrong_address_is_said_and_nothing_is_kept(notices):
    answer = Client().post("/kommande/mejl/", {"email": "ingen adress"})
    assert answer.status_code == 422
    assert Subscription.objects.count() == 0


def test_addresses_that_were_never_confirmed_are_forgotten(notices):
    Subscription.ask("gammal@example.org", organisation=None, language="sv")
    with clock.frozen(clock.now() + dt.timedelta(days=8)):
        Subscription.ask("ny@example.org", organisation=None, language="sv")
        kept = Subscription.ask(ADDRESS, organisation=None, language="sv")
        kept.confirm()
        forget_unconfirmed()
    assert sorted(Subscription.objects.values_list("email", flat=True)) == ["ny@example.org", ADDRESS]


def test_a_guessed_secret_opens_nothing(follower):
    for secret in (follower.mark, f"{follower.mark}~wrong", "x"):
        assert Client().get(reverse("front:subscription", args=[secret])).status_code == 404
