"""The supplier agrees, answers and asks; and sees no more of a person than was passed on."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml.html import fromstring

from core.models import OutgoingMail
from matching.models import CandidateRequest
from matching.states import ProfileState
from tests.matching.factories import (
    NAME,
    START,
    agreed_by,
    draft_by,
    officer_for,
    proposal_in,
    representative_of,
)
from tests.procurements.factories import CommitmentFactory


@pytest.fixture
def commitment(db):
    return CommitmentFactory()


@pytest.fixture
def officer(commitment):
    return officer_for(commitment)


@pytest.fixture
def client(commitment, officer, as_member):
    return as_member(representative_of(commitment))


def page(name, row):
    return reverse(f"suppliers:{name}", args=[row.pk])


def proposal(state, officer, commitment):
    return proposal_in(state, officer=officer, profile=agreed_by(officer, commitment))


def test_a_profile_is_agreed_to_once_it_was_sent(client, officer, commitment):
    draft = draft_by(officer, commitment)
    assert client.get(page("profile", draft)).status_code == 404
    draft.agree(for_supplier=False, by=officer)
    assert "Godkänn kravprofilen" in client.get(page("profile", draft)).content.decode()

    assert client.post(page("profile_agreement", draft)).status_code == 302

    draft.refresh_from_db()
    assert draft.state == ProfileState.AGREED
    assert OutgoingMail.objects.get().to_member == officer
    assert client.post(page("profile_agreement", draft)).status_code == 403


def test_a_change_is_asked_for_and_the_officer_is_told(client, officer, commitment):
    profile = agreed_by(officer, commitment)

    assert client.post(page("profile_change", profile), {"reason": ""}).status_code == 422
    assert client.post(page("profile_change", profile), {"reason": "Börjar 06.45"}).status_code == 302

    profile.refresh_from_db()
    assert (profile.state, profile.last_change_wanted) == (ProfileState.DRAFT, "Börjar 06.45")
    assert client.get(page("profile", profile)).status_code == 200


@pytest.mark.parametrize("state", ["asked", "willing", "unwilling", "withdrawn"])
def test_nothing_is_seen_before_the_disclosure(client, officer, commitment, state):
    row = proposal(state, officer, commitment)

    assert client.get(page("proposal", row)).status_code == 404
    assert row.candidate.reference not in client.get(reverse("suppliers:proposal_list")).content.decode()


def test_only_what_was_passed_on_is_shown(client, officer, commitment):
    row = proposal("disclosed", officer, commitment)
    row.candidate.edit(by=officer, availability="Inte torsdagar", languages=["somaliska"])

    html = client.get(page("proposal", row)).content.decode()

    assert "röjsåg, trädgård" in html
    assert not any(kept in html for kept in (NAME, "torsdagar", "somaliska", "Bara yrkesuppgifter"))


@pytest.mark.parametrize("state", ["declined", "started"])
def test_afterwards_what_was_passed_on_is_no_longer_shown(client, officer, commitment, state):
    html = client.get(page("proposal", proposal(state, officer, commitment))).content.decode()

    assert "röjsåg, trädgård" not in html


@pytest.mark.parametrize(
    ("told", "state"),
    [({"choosing": "chosen"}, "chosen"), ({"choosing": "declined", "because": "time"}, "declined")],
)
def test_the_supplier_answers(client, officer, commitment, told, state):
    row = proposal("disclosed", officer, commitment)

    assert client.post(page("proposal", row), told).status_code == 302

    row.refresh_from_db()
    assert row.state == state
    assert OutgoingMail.objects.get(kind="matching.proposal_answered").to_member == officer


@pytest.mark.parametrize("told", [{}, {"choosing": "declined"}, {"choosing": "declined", "because": "sick"}])
def test_an_answer_without_a_coded_reason_is_refused(client, officer, commitment, told):
    assert client.post(page("proposal", proposal("disclosed", officer, commitment)), told).status_code == 422


def test_an_answer_that_is_not_awaited_is_refused(client, officer, commitment):
    row = proposal("started", officer, commitment)

    assert client.post(page("proposal", row), {"choosing": "chosen"}).status_code == 403


@pytest.mark.parametrize("name", ["profile", "profile_change"])
def test_another_suppliers_profile_is_not_there(as_member, officer, commitment, name):
    stranger = as_member(representative_of(CommitmentFactory()))

    assert stranger.get(page(name, agreed_by(officer, commitment))).status_code == 404


def test_another_suppliers_proposal_is_not_there(as_member, officer, commitment):
    stranger = as_member(representative_of(CommitmentFactory()))

    assert stranger.get(page("proposal", proposal("disclosed", officer, commitment))).status_code == 404


@pytest.mark.parametrize("name", ["profile", "proposal"])
def test_officers_have_pages_of_their_own(as_member, officer, commitment, name):
    row = proposal("disclosed", officer, commitment)

    assert as_member(officer).get(page(name, row if name == "proposal" else row.profile)).status_code == 403


def test_candidates_are_asked_for(client, officer, commitment):
    address = reverse("suppliers:request_new")
    assert client.post(address, {"commitment": commitment.pk, "wanted": "0"}).status_code == 422
    assert client.post(address, {"commitment": CommitmentFactory().pk, "wanted": "1"}).status_code == 422

    assert client.post(address, {"commitment": commitment.pk, "wanted": "3"}).status_code == 302

    assert CandidateRequest.objects.get().authority == commitment.authority
    assert OutgoingMail.objects.get().to_member == officer


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_has_one_query_count(client, officer, commitment, count, django_assert_num_queries):
    for _ in range(count):
        row = proposal("disclosed", officer, commitment)
        CandidateRequest.ask(commitment=commitment, authority=row.profile.authority, wanted=1, by=officer)
    client.get(reverse("suppliers:proposal_list"))

    with django_assert_num_queries(9):
        answer = client.get(reverse("suppliers:proposal_list"))
    assert len(answer.context["page"].proposals) == count


@pytest.mark.parametrize(("wanted", "words"), [(1, "1 person, "), (2, "2 personer, ")])
def test_a_request_says_how_many_persons(client, officer, commitment, wanted, words):
    CandidateRequest.ask(commitment=commitment, authority=commitment.authority, wanted=wanted, by=officer)

    assert f"{words}{commitment.authority}" in client.get(reverse("suppliers:proposal_list")).content.decode()


def test_what_waits_for_the_supplier_stands_on_its_home(client, officer, commitment):
    row = proposal("disclosed", officer, commitment)
    sent = draft_by(officer, commitment, title="Annat arbete")
    sent.agree(for_supplier=False, by=officer)

    html = client.get(reverse("home")).content.decode()

    assert f"Svara om {row.candidate}" in html
    assert "Godkänn kravprofilen" in html


def row_of(client, name):
    rows = fromstring(client.get(reverse("suppliers:proposal_list")).content.decode()).xpath("//tr")
    found = next(row for row in rows if name in row.text_content())
    return " ".join(found.text_content().replace("\xa0", " ").split())


def test_the_list_says_the_real_first_day(client, officer, commitment):
    chosen = proposal("chosen", officer, commitment)
    assert "1 apr 2027" in row_of(client, chosen.candidate.reference)

    chosen.start(**(START | {"starts_on": dt.date(2027, 2, 15)}), by=officer)

    row = row_of(client, chosen.candidate.reference)
    assert "15 feb 2027" in row
    assert "1 apr" not in row


@pytest.mark.parametrize(("wanted", "says"), [(1, "1 person, "), (2, "2 personer, ")])
def test_a_request_counts_persons_in_words(client, officer, commitment, wanted, says):
    CandidateRequest.ask(
        commitment=commitment, authority=commitment.authority, wanted=wanted, asked_on=None, by=officer
    )

    assert says in row_of(client, says)
