"""A first day that is still to come, or that lies after the contract: what is asked, and what is said."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob, actor_columns
from matching.models import Proposal, RequirementProfile
from procurements.models import Variation
from tests.matching.factories import agreed_by, draft_by, placement_in, proposal_in

BEFORE = dt.date(2026, 11, 30)
FIRST = dt.date(2027, 1, 15)
BEGINS = "Börjar 15 jan 2027"
START = {
    "type": "employment",
    "form": "seasonal",
    "starts_on": "15 januari 2027",
    "percent": "100",
    "attribution": "unknown",
}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(BEFORE):
        yield


def page(name, row):
    return reverse(f"matching:{name}", args=[row.pk])


def end_contract(commitment, day):
    commitment.contract.ends_on = day
    commitment.contract.save()


def text(answer):
    """The page with plain spaces, without the heading of how many have started."""
    plain = answer.content.decode().replace("&nbsp;", " ").replace("\xa0", " ")
    return plain.replace("<dt>Har börjat</dt>", "")


@pytest.fixture
def chosen(officer, commitment):
    return proposal_in("chosen", officer=officer, profile=agreed_by(officer, commitment, starts_on=FIRST))


def test_a_start_to_come_says_when_it_counts(client, chosen):
    answer = client.post(page("start", chosen), START, follow=True)

    assert "Börjar 15 januari 2027. Räknas från den dagen." in text(answer)
    assert "räknas nu" not in text(answer)


def test_a_start_of_today_counts_now(client, chosen):
    answer = client.post(page("start", chosen), START | {"starts_on": "2026-11-30"}, follow=True)

    assert "Personen räknas nu i avtalet" in text(answer)
    assert "Har börjat" in text(answer)


def test_nobody_has_started_before_the_first_day_on_any_page(client, chosen, officer, as_member, supplier):
    client.post(page("start", chosen), START)
    row = Proposal.objects.get()
    officers = [row, row.profile, row.candidate, row.placement, row.profile.commitment]
    for shown in officers:
        assert BEGINS in text(client.get(shown.get_absolute_url())), shown
        assert "Har börjat" not in text(client.get(shown.get_absolute_url())), shown
    assert "0 av 2 platser, 1 börjar senare" in text(client.get(reverse("matching:profile_list")))
    theirs = as_member(supplier)
    for address in (reverse("suppliers:proposal_list"), reverse("suppliers:proposal", args=[row.pk])):
        assert BEGINS in text(theirs.get(address))
        assert "Har börjat" not in text(theirs.get(address))

    with clock.frozen(FIRST):
        assert "Har börjat" in text(client.get(row.get_absolute_url()))
        assert "1 av 2 platser" in text(client.get(reverse("matching:profile_list")))


def test_the_contract_counts_nobody_as_in_occupation_before_the_first_day(client, commitment):
    placement_in(commitment, starts_on=FIRST)

    html = text(client.get(commitment.get_absolute_url()))

    assert BEGINS in html


def test_a_start_after_the_contract_is_asked_about(client, chosen, commitment):
    end_contract(commitment, dt.date(2026, 12, 31))
    assert "Ja, första dagen ligger efter avtalet" in text(client.get(page("start", chosen)))

    refused = client.post(page("start", chosen), START)
    assert refused.status_code == 422
    assert "Avtalet slutar 31 december 2026. Kryssa i att första dagen ligger efter" in text(refused)

    told = client.post(page("start", chosen), START | {"is_beyond": "on"}, follow=True)
    assert "Om det inte förlängs räknas personen inte." in text(told)
    chosen.refresh_from_db()
    assert chosen.placement.starts_on == FIRST


def test_the_tick_claims_no_extension_and_says_who_notes_one(client, chosen, commitment):
    end_contract(commitment, dt.date(2026, 12, 31))

    page_text = text(client.get(page("start", chosen)))

    assert "avtalet förlängs" not in page_text
    assert "Om det förlängs antecknar avtalsansvarig det bland avtalets ändringar." in page_text


def test_within_the_contract_nothing_is_asked(client, chosen):
    assert "ligger efter avtalet" not in text(client.get(page("start", chosen)))


def test_an_extension_that_is_agreed_upon_is_enough(client, chosen, commitment):
    end_contract(commitment, dt.date(2026, 12, 31))
    Variation.objects.create(
        commitment=commitment,
        contract_months=24,
        valid_from=dt.date(2027, 1, 1),
        ground="LOU 17:9",
        **actor_columns(SystemJob("test")),
    )

    assert client.post(page("start", chosen), START).status_code == 302


CONTENT = {
    "version": "1",
    "title": "Säsongsarbetare",
    "tasks": "Klippa gräs",
    "starts_on": "15 januari 2027",
    "percent": "100",
    "places": "1",
}


def test_a_profile_after_the_contract_is_asked_about(client, commitment):
    end_contract(commitment, dt.date(2026, 12, 31))
    told = CONTENT | {"commitment": commitment.pk}

    refused = client.post(reverse("matching:profile_new"), told)
    assert (refused.status_code, RequirementProfile.objects.count()) == (422, 0)
    assert "Ja, första dagen ligger efter avtalet" in text(refused)

    assert client.post(reverse("matching:profile_new"), told | {"is_beyond": "on"}).status_code == 302
    assert RequirementProfile.objects.get().starts_on == FIRST


def test_a_draft_is_asked_about_as_well(client, officer, commitment):
    profile = draft_by(officer, commitment, starts_on=dt.date(2026, 12, 1))
    end_contract(commitment, dt.date(2026, 12, 31))
    address = page("profile_content", profile)

    assert client.post(address, CONTENT).status_code == 422
    assert client.post(address, CONTENT | {"is_beyond": "on"}).status_code == 302
    assert client.post(address, CONTENT | {"version": "2", "starts_on": "2026-12-31"}).status_code == 302
