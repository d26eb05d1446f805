"""The matching officer named in a case takes part in it from step Plan, wherever she works."""

import pytest
from django.urls import reverse
from lxml import html

from organisations.models import Cooperation, Kind, Opens
from organisations.permissions import Role
from procurements.forms.facts import FactsForm
from procurements.models import Participant, Procurement
from procurements.models.procurement import CASE_AUDIENCE
from procurements.states import CaseState
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CaseFactory, procurer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.PROCURE)


def colleague_elsewhere(case):
    """At another authority of the same organisation; no co-operation opens cases to her."""
    unit = AuthorityFactory(organisation=case.authority.organisation)
    return MembershipFactory(organisation=unit.organisation, authority=unit, roles=[Role.MATCHING_OFFICER])


def private_officer(case):
    """At a private firm that is asked for people, and to which no cases are opened."""
    firm = OrganisationFactory(kind=Kind.LABOUR_MARKET, is_public=False, parts=["matching"])
    Cooperation.objects.create(
        giver=case.authority, receiver=firm, opens=[Opens.REQUESTS], purpose="Matchning", legal_ground="Avtal"
    )
    return MembershipFactory(organisation=firm, roles=[Role.MATCHING_OFFICER])


WHEREVER = pytest.mark.parametrize("somebody", [colleague_elsewhere, private_officer])


@pytest.fixture
def officer(case, somebody, client):
    member = somebody(case)
    client.force_login(member.user)
    return member


def name_her(case, officer):
    case.edit(matching_officer=officer, by=procurer_of(case))


@WHEREVER
def test_whoever_can_be_named_can_read_the_case_once_she_is(case, officer, client):
    offered = FactsForm(member=procurer_of(case), case=case).fields["matching_officer"].queryset
    assert officer in offered
    assert client.get(case.get_absolute_url()).status_code == 404

    name_her(case, officer)

    assert client.get(case.get_absolute_url()).status_code == 200
    listed = client.get(reverse("procurements:case_list"))
    assert case.title in listed.content.decode()
    assert reverse("procurements:case_list") in client.get("/hem/", follow=True).content.decode()


@WHEREVER
def test_no_link_of_her_page_leads_nowhere(case, officer, client):
    name_her(case, officer)
    shown = html.fromstring(client.get(case.get_absolute_url()).content.decode())
    main = [a.get("href").split("#")[0] for a in shown.xpath("//main//a[@href]|//nav//a[@href]")]
    links = {link for link in main if link.startswith("/")}

    assert reverse("procurements:participants", args=[case.pk]) in links
    assert {link for link in links if client.get(link, follow=True).status_code == 404} == set()


@WHEREVER
def test_she_sees_no_bids_and_no_notes_of_the_authority_and_changes_nothing(case, officer, client):
    name_her(case, officer)
    page = client.get(case.get_absolute_url()).content.decode()

    closed = [reverse(f"procurements:{name}", args=[case.pk]) for name in ("bids", "facts", "award")]
    assert {client.get(url).status_code for url in closed} == {403}
    assert "Anteckningar" not in page
    assert closed[0] not in page


@WHEREVER
def test_an_officer_who_is_one_no_longer_reads_no_longer(case, officer):
    name_her(case, officer)
    officer.roles = [Role.ADMINISTRATOR]

    assert Procurement.objects.visible_to(officer).count() == 0


def test_an_officer_is_not_offered_where_she_could_not_read_the_case(case):
    """A municipality that has no procurements in Insteg has no such pages."""
    officer = private_officer(case)
    town = officer.organisation
    town.kind, town.parts = Kind.CONTRACTING, ["matching"]
    town.save()

    offered = FactsForm(member=procurer_of(case), case=case).fields["matching_officer"].queryset

    assert officer not in offered


def test_the_readers_line_tells_of_her(case):
    assert "matchningsansvarig som står i ärendet" in str(CASE_AUDIENCE.line())


def test_another_officer_of_her_authority_is_not_let_in(case):
    named = colleague_elsewhere(case)
    other = MembershipFactory(
        organisation=named.organisation,
        authority=named.authorities.get(),
        roles=[Role.MATCHING_OFFICER],
    )
    name_her(case, named)

    assert Procurement.objects.visible_to(named).get() == case
    assert not Procurement.objects.visible_to(other).exists()
    assert not Participant.objects.filter(authority__in=named.authorities.all()).exists()


def test_her_deputy_reads_it_and_no_officer_who_acts_for_somebody_once_named(case):
    named, deputy = colleague_elsewhere(case), colleague_elsewhere(case)
    name_her(case, named)
    assert not Procurement.objects.visible_to(deputy).exists()

    deputy.acting_for = named
    assert Procurement.objects.visible_to(deputy).get() == case

    named.roles = [Role.ADMINISTRATOR]
    other = colleague_elsewhere(case)
    other.acting_for = named
    assert not Procurement.objects.visible_to(other).exists()


GONE = "går därför inte att välja på nytt"


@pytest.mark.parametrize("page", ["facts", "matching_officer"])
def test_whoever_is_named_stays_when_she_is_not_on_offer_any_more(case, page, as_member):
    officer, url = private_officer(case), reverse(f"procurements:{page}", args=[case.pk])
    client = as_member(procurer_of(case))
    name_her(case, officer)
    assert GONE not in client.get(url).content.decode()

    Cooperation.objects.filter(receiver=officer.organisation).delete()
    shown = html.fromstring(client.get(url).content.decode())
    form = next(form for form in shown.forms if "matching_officer" in form.fields)
    answer = client.post(url, dict(form.form_values()))

    case.refresh_from_db()
    assert (answer.status_code, case.matching_officer) == (302, officer)
    assert f"{officer} är inte längre matchningsansvarig" in shown.text_content()
    assert GONE in shown.text_content()


@pytest.mark.parametrize("page", ["facts", "matching_officer"])
def test_once_another_is_chosen_she_is_not_on_offer(case, page, as_member):
    former, officer = private_officer(case), colleague_elsewhere(case)
    url, client = reverse(f"procurements:{page}", args=[case.pk]), as_member(procurer_of(case))
    name_her(case, former)
    Cooperation.objects.filter(receiver=former.organisation).delete()

    name_her(case, officer)

    offered = client.get(url).context["form"].fields["matching_officer"].queryset
    assert officer in offered
    assert former not in offered


def test_a_handler_who_has_left_stays_until_another_is_chosen(case, as_member):
    handler, client = procurer_of(case), as_member(procurer_of(case))
    case.edit(handler=handler, by=handler)
    handler.authorities.clear()
    url = reverse("procurements:facts", args=[case.pk])

    shown = html.fromstring(client.get(url).content.decode())
    form = next(form for form in shown.forms if "handler" in form.fields)
    client.post(url, dict(form.form_values()))

    case.refresh_from_db()
    assert case.handler == handler
    assert f"{handler} handlägger inte längre" in shown.text_content()
