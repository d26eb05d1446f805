"""The public front: no cookie, no script, no token, and nobody else asked, on any of its pages."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve, reverse
from lxml import html

from tests.house.addresses import ours
from tests.house.asking import undone
from tests.house.cases import all_cases
from tests.house.cases_front import SITES

CASES = all_cases()
OURS = [address for address in ours() if address.name.partition(":")[0] in SITES]
LINKED = ("help", "glossary", "accessibility", "privacy")  # pages of the product that the front leads to
WITH_LINKED = [*OURS, *(address for address in ours() if address.name in LINKED)]
LOADED = "//script/@src | //link[not(@rel='alternate')]/@href | //img/@src | //iframe/@src"


def answers(address, world, asker):
    """What the stranger is answered: to reading, and to sending nothing."""
    case = CASES[address.name]
    url = case.url(address.name, world.own)
    for row in ("", *case.states):
        for method in ("get", "post"):
            with undone():
                yield getattr(asker, method)(case.url(address.name, world.own, row=row) or url)


@pytest.mark.parametrize("address", WITH_LINKED, ids=lambda address: address.name)
def test_no_page_of_the_front_sets_a_cookie(address, world, everyone):
    for answer in answers(address, world, everyone[-1]):
        assert dict(answer.cookies) == {}
        assert answer.status_code < 500


@pytest.mark.parametrize("address", WITH_LINKED, ids=lambda address: address.name)
def test_no_page_of_the_front_needs_a_script_or_another_host(address, world, everyone):
    for answer in answers(address, world, everyone[-1]):
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            tree = html.fromstring(answer.content.decode())
            assert tree.xpath("//script") == []
            assert tree.xpath("//input[@name='csrfmiddlewaretoken']") == []
            assert [
                url for url in tree.xpath(LOADED) if not urljoin("/", url).startswith(("/static/", "data:"))
            ] == []


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_a_page_of_the_front_speaks_the_language_of_its_address(address, world, everyone):
    language = "en" if address.name.startswith("front_en:") else "sv"
    asker = everyone[-1]
    for answer in answers(address, world, asker):
        if answer.status_code == 200:
            assert answer.headers["Content-Language"] == language
            if answer.headers["Content-Type"].startswith("text/html"):
                tree = html.fromstring(answer.content.decode())
                assert tree.get("lang") == language
                links = tree.xpath("//a/@href[starts-with(., '/')]")
                assert links != []


def test_the_front_has_addresses_in_both_languages():
    names = {
        site: {a.name.partition(":")[2] for a in OURS if a.name.startswith(f"{site}:")} for site in SITES
    }
    assert names["front"] == names["front_en"] != set()


@pytest.mark.parametrize("site", SITES)
def test_every_page_that_the_front_links_to_is_asked_here(site, world, everyone):
    """But the log-in, which has a form that needs a token."""
    asker, start = everyone[-1], reverse(f"{site}:start")
    links = html.fromstring(asker.get(start).content.decode()).xpath("//a/@href[starts-with(., '/')]")

    asked = {resolve(urlsplit(link).path).view_name for link in links}

    assert asked - {address.name for address in WITH_LINKED} <= {"account_login", "personas"}
    assert set(LINKED) <= asked


@pytest.mark.parametrize("name", LINKED)
@pytest.mark.parametrize(("language", "other"), [("sv", "en"), ("en", "sv")])
def test_a_linked_page_keeps_the_language_in_its_addresses(name, language, other, world, everyone):
    answer = everyone[-1].get(f"{reverse(name)}?sprak={language}")
    tree = html.fromstring(answer.content.decode())
    links = tree.xpath("//footer//a/@href")

    assert tree.get("lang") == language
    assert links == [*(f"{reverse(page)}?sprak={language}" for page in LINKED), f"?sprak={other}"]
    assert tree.xpath("//header//a/@href")[0] == ("/" if language == "sv" else "/en/")


def test_a_member_keeps_her_menu_and_the_language_that_is_remembered(world, everyone):
    member = next(asker for asker in everyone if asker.member is not None)
    tree = html.fromstring(member.get(reverse("help")).content.decode())

    assert tree.xpath("//nav[contains(@class, 'navigation')]") != []
    assert tree.xpath("//footer//form//input[@name='csrfmiddlewaretoken']") != []
