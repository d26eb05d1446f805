"""Introductions: texts in both languages, links to what the reader may open, ticks and who has ticked."""

import pytest
from django.urls import resolve, reverse

from followup.introductions.pages import PARTS, address, own_keys
from followup.introductions.texts import introductions_in, read
from followup.models import IntroductionDone
from organisations.models import Membership, Part
from organisations.permissions import Home, Role
from tests.organisations.factories import MembershipFactory, OrganisationFactory

EVERY_STEP = [(text.key, step.link) for text in introductions_in("sv") for step in text.steps]


def nodes_of(node):
    if isinstance(node, dict) and node.keys() & {"sv", "en"}:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from nodes_of(child)


class TestTexts:
    def test_every_text_stands_in_both_languages(self):
        texts = list(nodes_of(read()))

        assert len(texts) > 70
        for text in texts:
            assert sorted(text) == ["en", "sv"]
            assert all(text.values()), text
            if isinstance(text["sv"], list):
                assert len(text["sv"]) == len(text["en"]), text

    def test_one_for_each_home_of_about_twenty_minutes(self):
        texts = introductions_in("sv")

        assert sorted(text.key for text in texts) == sorted(Home.values)
        assert {15 <= text.minutes <= 20 for text in texts} == {True}

    @pytest.mark.parametrize(("key", "link"), EVERY_STEP)
    def test_every_link_is_a_page_of_ours(self, key, link):
        assert resolve(reverse(link)).view_name == link


class TestLinks:
    @pytest.mark.parametrize("part", [None, *Part.values])
    def test_no_link_to_a_part_that_is_off(self, client, db, part):
        organisation = OrganisationFactory(parts=[part] if part else [])
        member = MembershipFactory(organisation=organisation, roles=[*Role.values[:5], Role.COORDINATOR])
        client.force_login(member.user)

        for _key, link in EVERY_STEP:
            if url := address(link, Membership.objects.get(pk=member.pk)):
                assert client.get(url).status_code == 200, link

    def test_a_page_that_is_not_the_readers_is_told_without_its_link(self, client, db):
        reader = MembershipFactory(roles=[Role.DATA_PROTECTION_OFFICER])
        client.force_login(reader.user)

        page = client.get(reverse("followup:introduction", args=["matchning"])).context["page"]

        assert [bool(lesson.url) for lesson in page.lessons] == [True, False, False, False, False]
        assert PARTS.keys() >= {"matching:candidate_list", "followup:dashboard"}


class TestTicks:
    @pytest.fixture
    def procurer(self, db):
        return MembershipFactory(roles=[Role.PROCURER])

    def test_ticked_by_herself_and_taken_away(self, client, procurer):
        client.force_login(procurer.user)
        url = reverse("followup:introduction_done", args=["upphandlare"])

        client.post(url, {"done": "yes"})
        client.post(url, {"done": "yes"})

        row = IntroductionDone.objects.get()
        assert (row.member, row.introduction) == (procurer, Home.PROCURER)
        tasks = client.get(reverse("followup:introduction_list")).context["tasks"]
        assert [(task.state, task.is_yours) for task in tasks[:2]] == [("done", False), ("waiting", False)]
        client.post(url, {"done": "no"})
        assert not IntroductionDone.objects.exists()

    def test_the_list_says_who_has_and_what_is_left(self, client, procurer):
        boss = MembershipFactory(organisation=procurer.organisation, roles=[Role.COORDINATOR])
        MembershipFactory(roles=[Role.PROCURER])
        IntroductionDone.tick(Home.PROCURER, by=procurer)
        client.force_login(boss.user)

        rows = client.get(reverse("followup:learner_list")).context["rows"]

        told = {row.name: (row.done.partition(",")[0], row.waits) for row in rows}
        assert told == {
            str(procurer): ("Upphandlare och avtalsansvariga", ""),
            str(boss): ("", "Beslutsfattare och ledning"),
        }

    def test_others_do_not_see_who_has(self, client, db):
        officer = MembershipFactory(roles=[Role.MATCHING_OFFICER])
        client.force_login(officer.user)

        assert client.get(reverse("followup:learner_list")).status_code == 403

    def test_a_supplier_has_its_own_alone(self, client, db):
        supplier = MembershipFactory(
            organisation=OrganisationFactory(supplier=True), roles=[Role.SUPPLIER_REPRESENTATIVE]
        )
        client.force_login(supplier.user)

        tasks = client.get(reverse("followup:introduction_list")).context["tasks"]
        assert [task.title for task in tasks] == ["Leverantörer"]

    def test_whoever_keeps_order_has_none_of_her_own(self):
        assert own_keys([Role.REGISTRAR, Role.ADMINISTRATOR]) == ()
        assert own_keys([Role.MATCHING_OFFICER, Role.ECONOMIST]) == ("decision_maker", "matching_officer")
