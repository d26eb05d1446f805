"""Pages of profiles and requests: happy, refused, foreign."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import OutgoingMail
from matching.models import CandidateRequest, Proposal, RequirementProfile
from matching.states import ProfileState
from organisations.models import Cooperation, Part
from organisations.permissions import Role
from procurements.states import CaseState
from tests.matching.factories import agreed_by, candidate_of, draft_by, officer_for, proposal_in, say
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory


def page(name, row):
    return reverse(f"matching:{name}", args=[row.pk])


def content(**changes):
    told = {
        "version": "1",
        "title": "Säsongsarbetare",
        "tasks": "Klippa gräs",
        "must": "Körkort B\nKan arbeta utomhus",
        "starts_on": "1 april 2027",
        "percent": "100",
        "places": "2",
    }
    return told | changes


def mails() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))


def test_a_profile_is_written_sent_and_agreed_by_telephone(client, commitment):
    made = client.post(reverse("matching:profile_new"), content(commitment=commitment.pk))
    profile = RequirementProfile.objects.get()
    assert (made.status_code, made.url) == (302, profile.get_absolute_url())

    assert client.post(page("profile_sending", profile)).status_code == 302
    assert client.post(page("profile_agreement", profile), {"told_by": "Hanna HR"}).status_code == 302

    profile.refresh_from_db()
    assert (profile.state, profile.agreed_with, profile.must) == (
        ProfileState.AGREED,
        "Hanna HR",
        ["Körkort B", "Kan arbeta utomhus"],
    )
    assert mails() == []


def test_the_supplier_gets_a_mail_when_it_has_an_account(client, supplier, officer, commitment):
    client.post(page("profile_sending", draft_by(officer, commitment)))

    assert OutgoingMail.objects.get().to_member == supplier


def test_a_double_click_sends_one_mail_and_a_later_sending_another(client, supplier, officer, commitment):
    profile = draft_by(officer, commitment)
    for _click in range(2):
        assert client.post(page("profile_sending", profile)).status_code == 302
    assert OutgoingMail.objects.get().to_member == supplier

    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        client.post(page("profile_sending", profile))
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("changes", [{"title": ""}, {"starts_on": "i vår"}, {"tasks": "Ring 19640823-3234"}])
def test_a_profile_that_cannot_be_used_comes_back_with_what_was_typed(client, commitment, changes):
    answer = client.post(reverse("matching:profile_new"), content(commitment=commitment.pk, **changes))

    assert answer.status_code == 422
    assert "Kan arbeta utomhus" in answer.content.decode()
    assert RequirementProfile.objects.count() == 0


def test_a_profile_for_a_contract_that_the_unit_does_not_serve_is_refused(client):
    foreign = CommitmentFactory()

    assert client.post(reverse("matching:profile_new"), content(commitment=foreign.pk)).status_code == 422


def test_the_second_of_two_writers_keeps_her_text(client, officer, commitment):
    draft = draft_by(officer, commitment)
    draft.rewrite(version=1, by=officer, title="Annat")

    answer = client.post(page("profile_content", draft), content(title="Mitt"))

    assert answer.status_code == 422
    assert "Mitt" in answer.content.decode()


def test_an_agreed_profile_is_opened_again_before_it_is_changed(client, profile):
    assert client.get(page("profile_content", profile)).status_code == 403

    opened = client.post(page("profile_change", profile), {"reason": "Nya tider"})

    assert opened.url == page("profile_content", profile)
    assert client.post(page("profile_content", profile), content(title="Ny")).status_code == 302


def test_closing(client, profile):
    assert client.post(page("profile_closing", profile), {"reason": ""}).status_code == 422
    assert client.post(page("profile_closing", profile), {"reason": "Fullt"}).status_code == 302
    assert client.get(page("profile_closing", profile)).status_code == 403


def test_nobody_is_ticked_and_the_chosen_are_asked(client, officer, profile):
    chosen, other = candidate_of(officer), candidate_of(officer, competences=["städning"], licences=[])
    html = client.get(f"{page('profile', profile)}?ordning=krav").content.decode()
    assert " checked" not in html
    assert "Inte angivet: Kan arbeta utomhus" in html.replace("Körkort B, ", "")
    assert html.index(chosen.reference) < html.index(other.reference)

    assert client.post(page("selection", profile), {"pick": [chosen.pk]}).status_code == 302

    assert [proposal.candidate for proposal in Proposal.objects.all()] == [chosen]
    assert "pick-" + str(chosen.pk) not in client.get(page("profile", profile)).content.decode()


def test_who_states_every_demand_has_it_in_two_words(client, officer, profile):
    candidate_of(officer, competences=["Kan arbeta utomhus"], licences=["B"])
    html = client.get(page("profile", profile)).content.decode()

    assert "Alla krav" in html
    assert "Inte angivet" not in html


def test_an_empty_selection_and_a_foreign_candidate_ask_nobody(client, profile):
    foreign = candidate_of(officer_for(CommitmentFactory()))

    for picked in ([], [foreign.pk], ["x"]):
        assert client.post(page("selection", profile), {"pick": picked}).status_code == 302
    assert Proposal.objects.count() == 0


def test_without_the_register_the_profile_stands_and_nobody_is_chosen(client, officer, profile):
    officer.organisation.parts = []
    officer.organisation.save()

    html = client.get(page("profile", profile)).content.decode()

    assert "Kandidater att välja bland" not in html
    assert client.post(page("selection", profile)).status_code == 404
    assert reverse("matching:candidate_list") not in html


PAGES = ["profile", "profile_content", "profile_agreement", "profile_change", "profile_closing"]


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_and_a_missing_profile_are_not_there(client, name):
    foreign = CommitmentFactory()
    profile = draft_by(officer_for(foreign), foreign)

    assert client.get(page(name, profile)).status_code == 404
    assert client.get(reverse(f"matching:{name}", args=[10**9])).status_code == 404


@pytest.mark.parametrize("name", PAGES[1:])
def test_the_buyer_reads_and_does_not_write(as_member, commitment, profile, name):
    buyer = MembershipFactory(
        organisation=commitment.authority.organisation,
        authority=commitment.authority,
        roles=[Role.CONTRACT_MANAGER],
    )

    assert as_member(buyer).get(page("profile", profile)).status_code == 200
    assert as_member(buyer).get(page(name, profile)).status_code == 403


def test_a_unit_that_serves_through_a_co_operation_works_with_the_profile(as_member, commitment):
    unit = AuthorityFactory(organisation=commitment.authority.organisation)
    officer = officer_for(commitment, authority=unit)
    client = as_member(officer)
    assert client.post(reverse("matching:profile_new"), content(commitment=commitment.pk)).status_code == 422
    Cooperation.objects.create(
        giver=commitment.authority,
        receiver=unit.organisation,
        receiving_authority=unit,
        opens=["requests"],
        purpose="Matchning",
        legal_ground="Samverkan",
    )

    assert client.post(reverse("matching:profile_new"), content(commitment=commitment.pk)).status_code == 302
    assert RequirementProfile.objects.get().authority == unit


def test_a_request_is_noted_and_answered(client, commitment, supplier):
    made = client.post(
        reverse("matching:request_new"), {"commitment": commitment.pk, "wanted": "2", "asked_on": ""}
    )
    request = CandidateRequest.objects.get()
    assert made.url == request.get_absolute_url()
    assert client.get(page("request", request)).status_code == 200

    assert client.post(page("request_answer", request), {"answer": "candidates"}).status_code == 422
    told = {"answer": "candidates", "number": "2", "group_confirmed": "on"}
    assert client.post(page("request_answer", request), told).status_code == 302

    request.refresh_from_db()
    assert (request.number, request.group_confirmed) == (2, True)
    assert client.get(page("request_answer", request)).status_code == 403
    assert "matching.request_answered" in mails()


def test_a_contract_manager_asks_and_the_officer_gets_a_mail(as_member, officer, commitment):
    buyer = MembershipFactory(
        organisation=officer.organisation, authority=commitment.authority, roles=[Role.CONTRACT_MANAGER]
    )

    as_member(buyer).post(reverse("matching:request_new"), {"commitment": commitment.pk, "wanted": "1"})

    assert OutgoingMail.objects.get().to_member == officer
    assert as_member(buyer).get(page("request_answer", CandidateRequest.objects.get())).status_code == 403


def test_the_case_in_implement_shows_profile_candidates_and_start(as_member, client, officer, commitment):
    case = commitment.contract.lot.procurement
    type(case).objects.filter(pk=case.pk).update(state=CaseState.IMPLEMENT)
    procurer = MembershipFactory(organisation=officer.organisation, authority=commitment.authority)
    html = as_member(procurer).get(case.get_absolute_url()).content.decode()
    assert "0 av 0 överenskomna" in html

    proposal_in("started", officer=officer, profile=agreed_by(officer, commitment))

    html = as_member(procurer).get(case.get_absolute_url()).content.decode()
    assert "1 av 1 överenskomna" in html
    assert "Första dag 1\xa0april\xa02027" in html


# Session, user, membership, savepoints, authorities, tabs, count, rows, proposals, frame.
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("profile_list", 10), ("request_list", 8), ("candidate_list", 11)]
)
def test_lists_have_one_query_count(
    client, officer, commitment, count, name, queries, django_assert_num_queries
):
    for _ in range(count):
        profile = agreed_by(officer, commitment)
        say(Proposal.ask(profile, candidate_of(officer), by=officer), True, by=officer)
        CandidateRequest.ask(commitment=commitment, authority=profile.authority, wanted=1, by=officer)
    client.get(reverse(f"matching:{name}"))

    with django_assert_num_queries(queries):
        answer = client.get(reverse(f"matching:{name}"))
    assert len(answer.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_profile_has_one_query_count(
    client, officer, profile, count, django_assert_num_queries
):
    for _ in range(count):
        Proposal.ask(profile, candidate_of(officer), by=officer)
        candidate_of(officer)
    client.get(page("profile", profile))

    with django_assert_num_queries(12):
        client.get(page("profile", profile))


def test_what_waits_for_the_officer_stands_on_her_home(client, officer, commitment, supplier):
    officer.organisation.parts = [Part.MATCHING]
    officer.organisation.save()
    proposal = proposal_in("willing", officer=officer, profile=agreed_by(officer, commitment))
    CandidateRequest.ask(commitment=commitment, authority=proposal.profile.authority, wanted=1, by=supplier)

    html = client.get(reverse("home")).content.decode()

    assert f"Gör sekretessprövningen för {proposal.candidate}" in html
    assert "Svara på förfrågan om kandidater" in html


def test_the_list_to_choose_from_leads_to_each_person_and_says_what_she_can(client, officer, profile):
    person = candidate_of(
        officer, occupations=["parkarbetare"], competences=["röjsåg", "trädgård", "svets", "el"]
    )

    html = client.get(profile.get_absolute_url()).content.decode()

    assert f'<a class="pick__name" href="{person.get_absolute_url()}">{person.reference}</a>' in html
    assert f'aria-label="Välj {person.reference}"' in html
    assert "<p>parkarbetare, röjsåg, trädgård, svets …</p>" in html
    assert "Anteckna att du frågar dem" in html
    assert "Inget skickas till dem." in html


@pytest.mark.parametrize(("places", "says"), [(1, "0 av 1 plats"), (2, "0 av 2 platser")])
def test_places_are_counted_in_words(client, officer, commitment, places, says):
    profile = draft_by(officer, commitment, places=places)

    for address in (profile.get_absolute_url(), reverse("matching:profile_list")):
        text = " ".join(client.get(address).content.decode().split())
        assert f"{says}<" in text.replace(" <", "<")
