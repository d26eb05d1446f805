"""The delegation order and the list of decisions to report."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow
from organisations.models import Part
from organisations.permissions import Role
from strategy.models import DelegatedDecision, DelegationItem, DelegationReport
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.strategy.factories import HEAD, DecisionFactory, DelegationItemFactory, head_of

pytestmark = pytest.mark.django_db
LIST = "strategy:delegated_list"


@pytest.fixture
def decision():
    return delegated()


def delegated(**options):
    decision = DecisionFactory(**options)
    decision.decide_on_delegation(by=head_of(decision), original_kept="Närarkivet")
    return decision


@pytest.fixture
def registrar(decision):
    return MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.REGISTRAR]
    )


@pytest.fixture
def client(registrar, as_member):
    return as_member(registrar)


def report(client, *decisions, day=None):
    chosen = [decision.way.pk for decision in decisions]
    meeting = (day or clock.today()).isoformat()
    values = {"decisions": chosen, "body": "Kommunstyrelsen", "meeting_on": meeting}
    return client.post(reverse("strategy:delegation_report"), values)


def test_a_decision_waits_until_it_is_reported(client, decision):
    assert decision.title in client.get(reverse(LIST)).content.decode()

    assert report(client, decision).status_code == 302

    assert decision.title not in client.get(reverse(LIST)).content.decode()
    assert decision.title in client.get(reverse(LIST, query={"show": "all"})).content.decode()
    assert DelegationReport.objects.get().body == "Kommunstyrelsen"


def test_a_matter_of_a_part_that_is_off_is_named_without_a_link(client, decision, registrar):
    decision.organisation.parts = [Part.PROCUREMENT]
    decision.organisation.save()

    text = client.get(reverse(LIST)).content.decode()
    assert decision.title in text
    assert decision.get_absolute_url() not in text


def test_reporting_without_choosing_says_so(client, decision):
    answer = report(client)

    assert answer.status_code == 422
    assert "Välj minst ett beslut" in answer.content.decode()


def test_a_meeting_before_the_decision_is_refused(client, decision):
    answer = report(client, decision, day=clock.today() - dt.timedelta(days=1))

    assert answer.status_code == 422
    assert not DelegationReport.objects.exists()


def test_reported_twice_is_reported_once(client, decision):
    report(client, decision)

    assert report(client, decision).status_code == 422
    assert DelegationReport.objects.count() == 1


def test_foreign_decisions_are_neither_seen_nor_reported(client, decision):
    foreign = delegated()

    assert foreign.title not in client.get(reverse(LIST)).content.decode()
    assert report(client, foreign).status_code == 422


def test_an_authority_sees_its_own_decisions_only(decision, as_member):
    other = AuthorityFactory(organisation=decision.organisation)
    neighbour = MembershipFactory(organisation=decision.organisation, authority=other)

    assert decision.title not in as_member(neighbour).get(reverse(LIST)).content.decode()


def test_a_period_is_exported(client, decision):
    yesterday = clock.today() - dt.timedelta(days=1)
    url = reverse("strategy:delegated_export", args=["csv"])

    inside = client.get(url, {"first": yesterday.isoformat(), "show": "all"}).content.decode("utf-8-sig")
    outside = client.get(url, {"last": yesterday.isoformat(), "show": "all"}).content.decode("utf-8-sig")

    assert f"{clock.today().isoformat()};;{decision.title}" in inside
    assert decision.title not in outside


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_has_one_query_count(client, decision, item_count, django_assert_num_queries):
    for _number in range(item_count - 1):
        delegated(prepared_by=decision.prepared_by)

    with django_assert_num_queries(9):
        answer = client.get(reverse(LIST))

    assert len(answer.context["page"].object_list) == item_count


def test_the_list_is_there_for_procurement_alone(client, decision):
    decision.organisation.parts = [Part.PROCUREMENT]
    decision.organisation.save()
    assert client.get(reverse(LIST)).status_code == 200

    decision.organisation.parts = []
    decision.organisation.save()
    assert client.get(reverse(LIST)).status_code == 404


def test_the_registrar_keeps_the_delegation_order(client, decision):
    values = {
        "authority": decision.authority.pk,
        "item": "4.1",
        "what": "go",
        "function": "Inköpschef",
        "valid_from": "1 januari 2027",
    }
    assert client.post(reverse("strategy:new_item"), values).status_code == 302
    item = DelegationItem.objects.get(item="4.1")

    end = client.post(reverse("strategy:item_end", args=[item.pk]), {"last_day": "31 december 2027"})

    item.refresh_from_db()
    assert (end.status_code, item.valid_until) == (302, dt.date(2027, 12, 31))
    assert AuditRow.objects.filter(action__startswith="delegation_item").count() == 2


def test_an_item_twice_is_refused(client, decision):
    item = DelegationItem.objects.get()
    values = {
        "authority": item.authority.pk,
        "item": item.item,
        "what": item.what,
        "function": item.function,
        "valid_from": item.valid_from.isoformat(),
    }

    answer = client.post(reverse("strategy:new_item"), values)

    assert answer.status_code == 422
    assert "finns redan" in answer.content.decode()


def test_a_decision_maker_reads_the_order_but_does_not_write_in_it(decision, as_member):
    client = as_member(DelegatedDecision.objects.get().member)

    assert HEAD in client.get(reverse("strategy:item_list")).content.decode()
    assert client.get(reverse("strategy:new_item")).status_code == 403
    assert client.get(reverse("strategy:item_end", args=[DelegationItem.objects.get().pk])).status_code == 403


def test_the_order_of_another_organisation_is_not_there(client):
    foreign = DelegationItemFactory(function="Främmande chef")

    assert "Främmande chef" not in client.get(reverse("strategy:item_list")).content.decode()
    assert client.get(reverse("strategy:item_end", args=[foreign.pk])).status_code == 404
