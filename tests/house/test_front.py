"""The public front: no cookie, no script, no token, and nobody else asked, on any of its pages."""

from urllib.parse import urljoin

import pytest
from lxml import html

from tests.house.addresses import ours
from tests.house.asking import undone
from tests.house.cases import all_cases
from tests.house.cases_front import SITES

CASES = all_cases()
OURS = [address for address in ours() if address.name.partition(":")[0] in SITES]
LOADED = "//script/@src | //link[not(@rel='alternate')]/@href | //img/@src | //iframe/@src"


def answers(address, world, asker):
    """What the stranger is answered: to reading, and to sending nothing."""
    case = CASES[address.name]
    url = case.url(address.name, world.own)
    for row in ("", *case.states):
        for method in ("get", "post"):
            with undone():
                yield getattr(asker, method)(case.url(address.name, world.own, row=row) or url)


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_no_page_of_the_front_sets_a_cookie(address, world, everyone):
    for answer in answers(address, world, everyone[-1]):
        assert dict(answer.cookies) == {}
        assert answer.status_code < 500


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
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
