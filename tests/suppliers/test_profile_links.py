"""Agreeing to a profile by a link: for one profile as it was read, until it is answered or too old."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.delivery import send
from core.models import OutgoingMail
from core.rules import RuleBroken
from matching.actions.agreeing import agree_by_link, send_to_supplier
from matching.models import ProfileLink, RequirementProfile
from matching.states import ProfileState
from procurements.models import ContactPerson
from tests.matching.factories import draft_by, officer_for, representative_of
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 11, 23)
HR = "hr@example.org"


@pytest.fixture
def officer(db):
    return officer_for(CommitmentFactory())


@pytest.fixture
def profile(officer) -> RequirementProfile:
    commitment = officer.authorities.get().commitments.get()
    for email in (HR, "HR@example.org", ""):
        ContactPerson.objects.create(commitment=commitment, side="supplier", name="Hanna HR", email=email)
    ContactPerson.objects.create(commitment=commitment, side="buyer", name="Berit", email="berit@example.org")
    with clock.frozen(DAY - dt.timedelta(days=1)):
        return draft_by(officer, commitment)


@pytest.fixture
def token(profile, officer) -> str:
    """The token in the mail that was sent; the database holds its digest only."""
    with clock.frozen(DAY):
        send_to_supplier(profile, by=officer)
        deliver()
    return outbox.outbox[-1].body.split("/s/")[1].split("/")[0]


def deliver() -> None:
    for row in OutgoingMail.objects.due():
        send(row.pk)


def page(token: str, name: str = "link_profile") -> str:
    return reverse(f"suppliers:{name}", kwargs={"key": token})


def answered(profile) -> dict:
    return {"name": "Hanna Holm", "version": profile.version}


def test_only_the_suppliers_contacts_get_a_link_and_each_address_one(profile, token):
    assert [mail.to_email.lower() for mail in OutgoingMail.objects.all()] == [HR]
    assert token not in ProfileLink.objects.get().token_digest


def test_who_has_an_account_gets_the_ordinary_address(profile, officer):
    member = representative_of(profile.commitment)
    with clock.frozen(DAY):
        send_to_supplier(profile, by=officer)
        deliver()

    assert OutgoingMail.objects.get().to_member == member
    assert "/s/" not in outbox.outbox[-1].body
    assert not ProfileLink.objects.exists()


def test_reading_spends_nothing_and_agreeing_does(client, profile, officer, token):
    with clock.frozen(DAY):
        text = client.get(page(token)).content.decode()
        assert client.get(page(token)).status_code == 200
        assert "Klippa gräs och rensa rabatter." in text
        done = client.post(page(token), answered(profile), follow=True).content.decode()

    profile.refresh_from_db()
    link = ProfileLink.objects.get()
    assert profile.state == ProfileState.AGREED
    assert (profile.supplier_agreed_by, profile.supplier_agreed_link) == (None, link)
    assert profile.agreed_with == "Hanna Holm"
    assert profile.status_changes.latest("pk").agent == f"link:profile:{link.pk}"
    assert "Du har svarat" in done
    assert OutgoingMail.objects.filter(to_member=officer, kind="matching.profile_answered").count() == 1


def test_the_officer_sees_who_agreed_and_how(client, profile, officer, token, as_member):
    with clock.frozen(DAY):
        client.post(page(token), answered(profile))

    text = as_member(officer).get(profile.get_absolute_url()).content.decode()
    assert "Hanna Holm godkände via länken i ett mejl" in text


def test_nobody_agrees_without_a_name_nor_to_words_she_has_not_read(client, profile, officer, token):
    with clock.frozen(DAY):
        nameless = client.post(page(token), {"version": profile.version})
        RequirementProfile.objects.filter(pk=profile.pk).update(version=profile.version + 1)
        changed = client.post(page(token), answered(profile))

    assert (nameless.status_code, changed.status_code) == (422, 422)
    assert "har ändrats sedan du öppnade den" in changed.content.decode()
    profile.refresh_from_db()
    assert (profile.state, ProfileLink.objects.get().spent_at) == (ProfileState.DRAFT, None)


def test_a_change_is_asked_for(client, profile, officer, token):
    with clock.frozen(DAY):
        empty = client.post(page(token, "link_profile_change"), {"version": profile.version})
        told = {"reason": "Börja i maj.", "version": profile.version}
        client.post(page(token, "link_profile_change"), told)
        shown = client.get(page(token)).content.decode()

    profile.refresh_from_db()
    assert empty.status_code == 422
    assert (profile.state, profile.last_change_wanted) == (ProfileState.DRAFT, "Börja i maj.")
    assert not profile.waits_for_supplier
    assert "Du har svarat" in shown


def test_what_waits_for_no_answer_says_so(client, profile, officer, token):
    profile.ask_for_change(reason="Fel plats", by=officer)
    with clock.frozen(DAY):
        text = client.get(page(token)).content.decode()
        refused = client.post(page(token), answered(profile))
        change = client.get(page(token, "link_profile_change"))

    assert "Matchningsansvarig ändrar kravprofilen." in text
    assert "Godkänner du?" not in text
    assert (refused.status_code, change.status_code) == (422, 403)


def test_a_used_link_changes_nothing(client, profile, officer, token):
    with clock.frozen(DAY):
        client.post(page(token), answered(profile))
        again = client.post(page(token), {"name": "Någon Annan", "version": profile.version})
        with pytest.raises(RuleBroken):
            agree_by_link(ProfileLink.objects.get(), name="Någon Annan", version=profile.version)

    profile.refresh_from_db()
    assert again.status_code == 200
    assert profile.agreed_with == "Hanna Holm"


def test_an_old_link_offers_one_new_link_to_the_same_address(client, profile, token):
    with clock.frozen(DAY + dt.timedelta(days=60)):
        dead = client.get(page(token))
        refused = client.post(page(token), answered(profile))
        for _press in range(3):
            client.post(page(token, "link_profile_renewal"))

    assert (dead.status_code, refused.status_code) == (410, 410)
    assert "Skicka en ny länk" in dead.content.decode()
    assert OutgoingMail.objects.filter(to_email__iexact=HR).count() == 2
    profile.refresh_from_db()
    assert profile.state == ProfileState.DRAFT


def test_the_link_of_one_who_was_removed_stops_and_is_not_renewed(client, profile, officer, token):
    with clock.frozen(DAY):
        before = client.get(page(token)).status_code
        for person in profile.commitment.contacts.all():
            person.remove(by=officer)
        after = client.get(page(token))
        agreed = client.post(page(token), answered(profile))
        client.post(page(token, "link_profile_renewal"))

    profile.refresh_from_db()
    assert (before, after.status_code, agreed.status_code) == (200, 410, 410)
    assert "Skicka en ny länk" not in after.content.decode()
    assert profile.waits_for_supplier
    assert OutgoingMail.objects.filter(state="queued").count() == 0


def test_no_new_link_goes_out_once_the_profile_waits_no_more(client, profile, officer, token):
    profile.close(by=officer)
    with clock.frozen(DAY + dt.timedelta(days=60)):
        dead = client.get(page(token)).content.decode()
        client.post(page(token, "link_profile_renewal"))

    assert "Skicka en ny länk" not in dead
    assert OutgoingMail.objects.filter(to_email__iexact=HR).count() == 1


def test_a_made_up_link_is_not_found_and_a_real_one_opens_nothing_else(client, profile, token):
    with clock.frozen(DAY):
        assert client.get(page("x" * 32)).status_code == 404
        client.get(page(token))
        for address in (profile.get_absolute_url(), reverse("suppliers:profile", args=[profile.pk])):
            assert client.get(address).status_code == 302


def test_the_database_refuses_an_agreement_by_link_without_a_name(profile, officer, token):
    link = ProfileLink.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RequirementProfile.objects.filter(pk=profile.pk).update(
            supplier_agreed_at=clock.now(), supplier_agreed_link=link
        )
