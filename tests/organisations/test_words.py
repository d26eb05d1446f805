"""Glossary, roles table, and pages about the service."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from core import clock
from core.templatetags.formats import date_short
from organisations.glossary import ForbiddenWord, forbidden_words, glossary
from organisations.management.commands import document_roles
from organisations.models import Kind
from organisations.models.roles import ROLE_HELP, ROLES_BY_KIND
from organisations.permissions import Permission, Role


def test_every_term_is_complete_and_stands_once():
    rows = glossary().rows

    assert all(
        set(row) == {"term", "en", "sv", "meaning_en", "meaning_sv"} and all(row.values()) for row in rows
    )
    for name in ("term", "en", "sv"):
        assert len({row[name] for row in rows}) == len(rows)


def test_terms_stand_in_the_order_of_the_language():
    names = [term.name for term in glossary().in_language("sv")]

    assert (
        names.index("Vite")
        < names.index("Åtagande")
        < names.index("Ändringsklausul")
        < names.index("Överprövning")
    )


def test_no_term_explains_itself_with_a_forbidden_word():
    text = " ".join(f"{row['sv']} {row['meaning_sv']}" for row in glossary().rows)

    assert [word for word in forbidden_words() if ForbiddenWord(word, "", always=True).is_in(text)] == []


@pytest.mark.parametrize(
    ("text", "found"), [("Förfrågningsunderlaget är klart", True), ("Upphandlingsdokument", False)]
)
def test_a_forbidden_word_is_found_inflected(text, found):
    assert ForbiddenWord("förfrågningsunderlag", "upphandlingsdokument", always=True).is_in(text) is found


def test_every_role_fits_somewhere_and_is_explained():
    assert {role for roles in ROLES_BY_KIND.values() for role in roles} == set(Role) == set(ROLE_HELP)
    assert all(Role.ADMINISTRATOR in ROLES_BY_KIND[kind] for kind in Kind)


def test_the_roles_table_is_fresh():
    call_command("document_roles", "--check")


def test_a_stale_roles_table_is_noticed(monkeypatch, tmp_path):
    monkeypatch.setattr(document_roles, "PATH", tmp_path / "roles.md")

    with pytest.raises(CommandError, match="stale"):
        call_command("document_roles", "--check")


@pytest.mark.parametrize("name", ["help", "glossary", "accessibility", "privacy"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_about_the_service_are_open_to_all(client, db, name, language):
    client.cookies["insteg_language"] = language

    answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{language}"' in page
    assert len(re.findall(r"<h1", page)) == 1
    assert "UNDEFINED<" not in page


def test_the_language_is_remembered_also_for_mails(member, member_client):
    answer = member_client.post(reverse("language"), {"language": "en", "next": "/profil/"})

    member.user.refresh_from_db()
    assert (answer.url, member.user.language) == ("/profil/", "en")


def test_no_language_link_leads_elsewhere(client, db):
    answer = client.post(reverse("language"), {"language": "xx", "next": "//evil.example/"})

    assert answer.url == "/"
    assert "insteg_language" not in answer.cookies


def test_a_missing_page_says_so_in_words(client, member_client):
    answer = member_client.get("/finns/inte/")

    assert answer.status_code == 404
    assert "Sidan finns inte här" in answer.content.decode()


def test_a_stranger_is_told_of_links_and_not_of_menus(client, db):
    page = client.get("/r/inte-en-lank/").content.decode()

    assert "Kopiera hela länken" in page
    assert "menyerna" not in page


@pytest.mark.parametrize(("language", "words"), [("sv", "3\xa0nov"), ("en", "3\xa0Nov")])
def test_a_short_date_is_written_as_the_language_does(language, words, still_clock):
    with translation.override(language):
        assert date_short(clock.today().replace(month=11, day=3)) == words


def test_every_permission_is_asked_for_somewhere():
    """A permission that no door and no rule asks for promises a difference that is not there."""
    rooms = ("core", "organisations", "strategy", "procurements", "matching", "suppliers", "followup")
    table = Path("organisations/permissions.py")
    sources = [path for room in rooms for path in Path(room).rglob("*.py") if path != table]
    code = "".join(path.read_text() for path in sources)

    assert len(sources) > 100
    assert [permission.name for permission in Permission if f"Permission.{permission.name}" not in code] == []
