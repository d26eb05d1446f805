"""Deputies: named for a period, acting as "X för Y"."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from core import audit, clock
from core.delivery import send_due
from core.rules import RuleBroken
from organisations.actions.deputies import name_deputy
from organisations.models import Deputyship, Membership
from organisations.permissions import Permission, Role
from tests.organisations.factories import MembershipFactory

WEEK = dt.timedelta(days=7)


@pytest.fixture
def colleague(member) -> Membership:
    return MembershipFactory(organisation=member.organisation, roles=[Role.ORDERER])


def named(member: Membership, deputy: Membership, *, starts_in: int = 0, ends_in: int = 7) -> Deputyship:
    day = clock.today()
    start, end = day + dt.timedelta(days=starts_in), day + dt.timedelta(days=ends_in)
    return Deputyship.name(deputy, starts_on=start, ends_on=end, by=member)


def test_a_member_names_a_deputy_and_the_deputy_gets_a_mail(member, member_client, colleague):
    sent = {"deputy": colleague.pk, "starts_on": "1 januari 2027", "ends_on": "8 januari 2027"}

    assert member_client.post(reverse("deputyship_list"), sent).url == reverse("deputyship_list")

    row = Deputyship.objects.get()
    assert (row.member, row.deputy) == (member, colleague)
    send_due()
    assert mail.outbox[0].to == [colleague.user.email]
    assert "1\xa0januari\xa02027" in mail.outbox[0].body


def test_the_deputy_acts_for_her_and_the_log_says_so(member, colleague, as_member):
    named(member, colleague)
    client = as_member(colleague)
    assert not colleague.may(Permission.CASE_EDIT)

    client.post(reverse("deputy_switch"), {"member": member.pk})
    page = client.get(reverse("deputyship_list"))

    acting = page.wsgi_request.member
    assert acting.may(Permission.CASE_EDIT)
    row = audit.record("seen", member.organisation, by=acting)
    assert (row.member, row.on_behalf_of) == (colleague, member)
    assert row.actor_name == f"{colleague} för {member}"
    assert f"Du agerar för <b>{member}</b>" in page.content.decode()


def test_she_goes_back_to_acting_as_herself(member, colleague, as_member):
    named(member, colleague)
    client = as_member(colleague)
    client.post(reverse("deputy_switch"), {"member": member.pk})

    client.post(reverse("deputy_switch"), {})

    assert client.get(reverse("deputyship_list")).wsgi_request.member.acting_for is None


@pytest.mark.parametrize("case", ["not yet", "over", "taken back", "member gone"])
def test_outside_the_period_nobody_acts(member, colleague, as_member, case):
    row = named(member, colleague, starts_in=1 if case == "not yet" else 0)
    client = as_member(colleague)
    if case == "over":
        Deputyship.objects.filter(pk=row.pk).update(
            starts_on=clock.today() - WEEK, ends_on=clock.today() - WEEK
        )
    if case == "taken back":
        row.end(by=member)
    if case == "member gone":
        member.end(by=member)

    assert client.post(reverse("deputy_switch"), {"member": member.pk}).status_code == 404


def test_acting_stops_with_the_deputyship(member, colleague, as_member):
    row = named(member, colleague)
    client = as_member(colleague)
    client.post(reverse("deputy_switch"), {"member": member.pk})

    row.end(by=member)

    assert client.get(reverse("deputyship_list")).wsgi_request.member.acting_for is None


@pytest.mark.parametrize("wished", ["0", "x", "-1", "99999999999999999999"])
def test_a_made_up_colleague_is_not_there(member_client, wished):
    assert member_client.post(reverse("deputy_switch"), {"member": wished}).status_code == 404


def test_a_foreign_member_cannot_be_named(member, member_client):
    stranger = MembershipFactory()

    sent = {"deputy": stranger.pk, "starts_on": "2027-01-01", "ends_on": "2027-01-02"}
    assert member_client.post(reverse("deputyship_list"), sent).status_code == 422
    with pytest.raises(RuleBroken):
        named(member, stranger)


def test_a_deputy_names_no_deputy_in_her_turn(member, colleague):
    third = MembershipFactory(organisation=member.organisation)
    colleague.acting_for = member

    with pytest.raises(RuleBroken):
        name_deputy(third, starts_on=clock.today(), ends_on=clock.today(), by=colleague)
    assert not Deputyship.objects.exists()


def test_the_last_day_is_not_before_the_first(member_client, colleague):
    sent = {"deputy": colleague.pk, "starts_on": "2027-01-02", "ends_on": "2027-01-01"}

    assert member_client.post(reverse("deputyship_list"), sent).status_code == 422


def test_only_the_one_who_named_takes_it_back(member, member_client, colleague, as_member):
    row = named(member, colleague)
    address = reverse("deputyship_end", args=[row.pk])

    assert as_member(colleague).post(address).status_code == 403
    assert as_member(MembershipFactory()).post(address).status_code == 404
    assert member_client.post(address).status_code == 302
    row.refresh_from_db()
    assert row.ended_at is not None


def test_the_page_takes_as_many_queries_for_three_as_for_one(member, member_client, colleague, queries_of):
    named(member, colleague)
    named(colleague, member)
    for_one = queries_of(member_client, reverse("deputyship_list"))
    for _ in range(2):
        named(member, colleague)
        named(colleague, member)

    assert queries_of(member_client, reverse("deputyship_list")) == for_one <= 14
