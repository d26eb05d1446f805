"""The organisation's own definitions: the national model's until something is decided, versions kept."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from organisations.permissions import Role
from strategy.definitions import NATIONAL, definitions_of
from strategy.models import Definition
from strategy.models.definition import Defined
from tests.organisations.factories import MembershipFactory, OrganisationFactory

MARCH, MAY = dt.date(2026, 3, 3), dt.date(2026, 5, 5)
OCCUPATION = Defined.OCCUPATION


@pytest.fixture
def coordinator(db):
    return MembershipFactory(organisation=OrganisationFactory(parts=[]), roles=[Role.COORDINATOR])


def decide(by, text, day=MARCH, **change):
    content = {"defined": OCCUPATION, "text": text, "decided_on": day, "decided_by": "KS § 45"}
    return Definition.decide(**(content | change), by=by)


def held(member):
    return definitions_of(member.organisation_id)


class TestWhatHolds:
    def test_the_national_model_until_something_is_decided(self, coordinator):
        rows = held(coordinator)

        assert [row.text for row in rows] == [str(NATIONAL[defined]) for defined in Defined]
        assert {row.is_own for row in rows} == {False}

    def test_the_latest_decision_with_the_earlier_ones_below(self, coordinator):
        decide(coordinator, "Ny", MAY)
        decide(coordinator, "Gammal", MARCH)

        first, second, _third = held(coordinator)

        assert (first.text, [version.text for version in first.earlier]) == ("Ny", ["Gammal"])
        assert first.told == "Beslutat 5\u00a0maj\u00a02026 av KS § 45."
        assert not second.is_own

    def test_two_of_the_same_day_the_later_written_holds(self, coordinator):
        decide(coordinator, "Felskriven")
        decide(coordinator, "Rättad")

        assert held(coordinator)[0].text == "Rättad"

    def test_another_organisation_has_its_own(self, coordinator, db):
        decide(MembershipFactory(roles=[Role.COORDINATOR]), "Deras")

        assert not held(coordinator)[0].is_own

    def test_one_question_however_many_versions(self, coordinator, django_assert_num_queries):
        for day in (1, 2, 3):
            decide(coordinator, f"Version {day}", dt.date(2026, 1, day))

        with django_assert_num_queries(1):
            held(coordinator)

    def test_a_coming_day_is_refused(self, coordinator):
        with pytest.raises(RuleBroken, match="inte har varit"):
            decide(coordinator, "Ny", clock.today() + dt.timedelta(days=1))

        assert Definition.objects.count() == 0

    def test_a_version_is_never_changed(self, coordinator):
        row = decide(coordinator, "Ny")

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Definition.objects.filter(pk=row.pk).update(text="Annan")


class TestPages:
    def test_decided_from_the_page_and_read_by_every_member(self, client, coordinator):
        client.force_login(coordinator.user)
        url = reverse("strategy:new_definition", args=["occupation"])
        assert client.get(url).context["form"].initial["text"] == str(NATIONAL[OCCUPATION])

        client.post(url, {"text": "Minst tre månader.", "decided_on": "3 mars 2026", "decided_by": "KS § 45"})

        reader = MembershipFactory(organisation=coordinator.organisation, roles=[Role.MATCHING_OFFICER])
        client.force_login(reader.user)
        html = client.get(reverse("strategy:definition_list")).content.decode()
        assert "Minst tre månader." in html
        assert url not in html

    def test_whoever_only_reads_cannot_decide(self, client, coordinator):
        reader = MembershipFactory(organisation=coordinator.organisation, roles=[Role.MATCHING_OFFICER])
        client.force_login(reader.user)

        response = client.post(reverse("strategy:new_definition", args=["occupation"]), {"text": "Ny"})

        assert (response.status_code, Definition.objects.count()) == (403, 0)

    def test_an_unknown_word_is_not_there(self, client, coordinator):
        client.force_login(coordinator.user)

        assert client.get(reverse("strategy:new_definition", args=["annat"])).status_code == 404
