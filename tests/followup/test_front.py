"""The public front: whole texts in both languages, the picture, and who is sent home."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from followup.front.picture import BASE, WIDTH, picture_of
from followup.front.texts import LANGUAGES, phases_in, read, roles_in, steps_in
from organisations.permissions import Role
from procurements.states import STEPS
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory

FILES = ("model", "roles", "companies", "school")


def texts(node, path=""):
    """Every dictionary with a language among its keys, and where it stands."""
    if isinstance(node, dict):
        if LANGUAGES & node.keys():
            yield path, node
        else:
            for key, value in node.items():
                yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, f"{path}[{number}]")


@pytest.mark.parametrize("name", FILES)
def test_every_text_stands_in_both_languages_at_the_same_length(name):
    found = list(texts(read(name)))
    assert found
    for path, node in found:
        assert node.keys() == LANGUAGES, path
        swedish, english = node["sv"], node["en"]
        assert type(swedish) is type(english), path
        if isinstance(swedish, list):
            assert len(swedish) == len(english), path
            assert all(text.strip() for text in [*swedish, *english]), path
        else:
            assert min(len(swedish.strip()), len(english.strip())) > 0, path


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_role_has_something_to_read_in_each_of_the_six_steps(language):
    steps, roles = steps_in(language), roles_in(language)
    assert [step.key for step in steps] == [str(step) for step in STEPS]
    assert len(roles) == 4
    assert sum(phase.steps for phase in phases_in(language)) == len(steps)
    for role in roles:
        assert list(role.steps) == [step.key for step in steps]
        for step in steps:
            does = role.steps[step.key]
            assert does.questions or does.tips or does.tasks
            assert does.note or does.tasks, f"{role.key} in {step.key}"
    for step in steps:
        assert step.share.keys() == {role.key for role in roles}


def test_the_picture_rises_to_the_right_and_stays_inside():
    picture = picture_of(steps_in("sv"), phases_in("sv"), roles_in("sv"))
    tops = [tread.top for tread in picture.treads]
    assert tops == sorted(set(tops), reverse=True)
    assert len(tops) == 6
    assert all(tread.top + tread.height == BASE and tread.x + 169 <= WIDTH for tread in picture.treads)
    assert [bracket.end for bracket in picture.brackets][-1] <= WIDTH
    assert [mark.is_main for mark in picture.rows[0].marks] == [True, False, True, False, False, True]


@pytest.mark.django_db
def test_each_step_in_the_picture_leads_to_what_is_said_of_it():
    tree = html.fromstring(Client().get(reverse("front:model")).content.decode())
    anchors = tree.xpath("//*[contains(@class, 'model__wide')]//a/@href")
    assert len(anchors) == 6
    assert [tree.get_element_by_id(anchor.lstrip("#")).tag for anchor in anchors] == ["section"] * 6


@pytest.mark.django_db
def test_a_member_is_sent_to_her_home_and_a_stranger_reads(as_member):
    member = MembershipFactory(roles=[Role.PROCURER])
    answer = as_member(member).get(reverse("front:start"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("home"))
    assert "Välj din roll" in Client().get("/").content.decode()
    assert "Choose your role" in Client().get("/en/").content.decode()


@pytest.mark.django_db
def test_links_stay_in_the_language_of_the_address():
    tree = html.fromstring(Client().get("/en/roll/leverantor/").content.decode())
    ways = tree.xpath("//main//a[starts-with(@href, '/')]/@href")
    assert {way[:4] for way in ways} == {"/en/"}
    assert tree.xpath("//a[@hreflang='sv']/@href") == ["/roll/leverantor/"]
    help_page = Client().get(tree.xpath("//footer//a[contains(@href, '/hjalp/')]/@href")[0])
    assert help_page.headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_an_unknown_language_in_an_address_is_passed_over():
    client = Client()
    client.cookies["insteg_language"] = "en"
    assert client.get("/hjalp/?sprak=xx").headers["Content-Language"] == "en"
    assert client.get("/hjalp/?sprak=sv").headers["Content-Language"] == "sv"
    assert Client().get("/hjalp/?sprak=xx").headers["Content-Language"] == "sv"


@pytest.mark.django_db
def test_the_lessons_lead_from_one_to_the_next_and_stay_in_their_language():
    client, url, seen = Client(), "/en/anbudsskola/sa-koper-det-offentliga/", []
    while url.startswith("/en/anbudsskola/") and url not in seen:
        seen.append(url)
        page = client.get(url)
        assert page.status_code == 200
        url = html.fromstring(page.content.decode()).xpath(
            "//main//p[contains(@class, 'no-print')]//a/@href"
        )[-1]
    assert len(seen) == len(read("school")["lessons"]) == 7
    assert url == "/en/kommande/"


@pytest.mark.django_db
def test_contacts_are_those_of_organisations_that_chose_to_be_open():
    contact = {"contact_email": "parker@oppen.example.org", "contact_name": "Parkenheten"}
    opened = AuthorityFactory(organisation=OrganisationFactory(parts=["procurement", "open_page"]), **contact)
    shut = AuthorityFactory(
        organisation=OrganisationFactory(parts=["procurement"]), contact_email="hemlig@stangd.example.org"
    )
    page = Client().get("/kontakt/").content.decode()
    assert "parker@oppen.example.org" in page
    assert str(opened.organisation) in page
    assert "hemlig@stangd.example.org" not in page
    assert str(shut.organisation) not in page
