"""Reading mail outside production."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from core import clock, mail_viewer
from core.actors import SystemJob
from core.delivery import send
from core.mail import queue_mail
from tests.core.mail import kinds


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def read(name: str, query: str = ""):
    response = Client().get(reverse(name) + query)
    assert response.status_code == 200
    assert "UNDEFINED" not in response.content.decode()
    return html.fromstring(response.content.decode())


@pytest.mark.usefixtures("folder")
def test_the_newest_mail_comes_first_and_its_link_can_be_followed(invitation, member):
    first, second = (
        queue_mail(kinds.INVITED, invitation, to=to, by=member) for to in ("a@example.org", member)
    )
    send(first.pk)
    send(second.pk)

    page = read("mails")

    links = [
        link.get("href") for link in page.findall(".//article//a[@href]") if "/inbjudan/" in link.get("href")
    ]
    assert [link.rstrip("/").split("/")[-1] for link in links] == [second.link_token(), first.link_token()]


@pytest.mark.usefixtures("folder")
def test_mail_to_one_address_can_be_picked_out(invitation, member):
    for to in ("a@example.org", "b@example.org"):
        send(queue_mail(kinds.INVITED, invitation, to=to, by=member).pk)

    page = read("mails", "?to=b@example.org")

    assert len(page.findall(".//article")) == 1


@pytest.mark.usefixtures("folder", "db")
def test_without_mail_the_page_says_so():
    assert read("mails").find(".//article") is None


@pytest.mark.usefixtures("folder")
def test_what_keeps_quiet_is_told(invitation, member):
    with clock.frozen(dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC)):
        queue_mail(kinds.WEEKDAYS, invitation, to=member, by=SystemJob("tests"))

        assert "Den skickas 30\xa0nov 07.00" in read("mails").text_content()


@pytest.mark.django_db
def test_every_kind_of_mail_can_be_seen():
    assert len(read("mail_previews").findall(".//article")) == len(kinds.MAIL_KINDS)


def test_html_in_a_mail_is_shown_as_text(folder):
    folder.mkdir()
    (folder / "1.log").write_bytes(
        b"To: a@example.org\nSubject: x\n\n<script>alert(1)</script>\n" + b"-" * 79 + b"\n"
    )

    [mail] = mail_viewer.stored_mails(folder)

    assert mail.text.strip() == "<script>alert(1)</script>"
