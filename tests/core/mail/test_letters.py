"""The text of a mail: one action, a working link, a contact person, the reason; the same in text and HTML."""

import dataclasses

import pytest
from django.core import mail as outbox
from django.utils import translation
from lxml import html

from core.delivery import send
from core.letters import preview, render
from core.mail import Letter, queue_mail
from tests.core.mail import kinds


@pytest.fixture
def letter() -> Letter:
    return kinds.example()


def test_the_text_has_greeting_body_link_contact_and_reason_in_that_order(letter, settings):
    settings.SITE_URL = "https://insteg.example"

    text = render(kinds.INVITED, letter, language="en", name="Ina").text

    wanted = [
        "Hello Ina,",
        "Ulla Upphandlare has invited you to Storstads kommun.",
        "Accept the invitation:\nhttps://insteg.example/inbjudan/exempel/",
        "Ulla Upphandlare, 010-123 45 67, ulla@example.org",
        "You get this because Ulla Upphandlare invited you.",
    ]
    places = [text.index(part) for part in wanted]
    assert places == sorted(places)
    assert text.count("https://") == 1


def test_html_says_the_same_with_a_link(letter):
    rendered = render(kinds.INVITED, letter, language="en")

    tree = html.fromstring(rendered.html)
    [link] = tree.findall(".//a")
    assert link.text == "Accept the invitation"
    assert link.get("href") in rendered.text
    assert tree.get("lang") == "en"
    for paragraph in tree.findall(".//p"):
        for line in paragraph.text_content().splitlines():
            assert line.strip() in " ".join(rendered.text.split())


def test_what_people_have_typed_is_text_in_both_parts(letter):
    typed = dataclasses.replace(letter, values={"organisation": "A & B <b>AB</b>", "inviter": "{x}"})

    rendered = render(kinds.INVITED, typed, language="en")

    assert rendered.subject == "Invitation to A & B <b>AB</b>"
    assert "{x} has invited you to A & B <b>AB</b>." in rendered.text
    assert "A &amp; B &lt;b&gt;AB&lt;/b&gt;" in rendered.html


def test_a_line_break_in_a_name_does_not_reach_the_header(letter):
    typed = dataclasses.replace(letter, values={"organisation": "A\r\nBcc: x@example.org", "inviter": "I"})

    assert render(kinds.INVITED, typed, language="en").subject == "Invitation to A Bcc: x@example.org"


@pytest.mark.parametrize(("language", "greeting"), [("sv", "Hej Person"), ("en", "Hello Person")])
def test_a_member_is_written_to_in_her_language(invitation, member, language, greeting):
    member.user.choose_language(language)
    mail = queue_mail(kinds.INVITED, invitation, to=member, by=member)

    with translation.override("en" if language == "sv" else "sv"):
        send(mail.pk)

    assert greeting in outbox.outbox[0].body


def test_what_a_room_says_is_in_the_language_of_the_mail_too(invitation, member):
    with translation.override("sv"):
        send(queue_mail(kinds.INVITED, invitation, to="ny@example.org", by=member, language="en").pk)

    assert kinds.languages_of_letters[-1] == "en"


def test_every_kind_has_a_preview_without_a_row():
    assert [preview(kind, language="sv").subject for kind in kinds.MAIL_KINDS] == [
        "Invitation to Storstads kommun",
        "Reminder: invitation to Storstads kommun",
        "Invitation to Storstads kommun",
    ]
