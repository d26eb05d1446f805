"""Showing a coming procurement to everybody: who may, what stands there, and when it is gone again."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.models import AuditRow
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from procurements.models import ComingNotice
from procurements.states import PREPARING, CaseState
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, procurer_of

APRIL = dt.date(2027, 4, 1)
CONTACT = ("Ulla Upphandlare", "ulla@example.org", "08-465 004 11")


@pytest.fixture
def case(db, still_clock):
    case = CaseFactory(title="Skötsel av parker", value_sek=12_345_678)
    organisation = case.authority.organisation
    organisation.parts = [Part.PROCUREMENT, Part.OPEN]
    organisation.save()
    return case


@pytest.fixture
def by(case):
    return procurer_of(case)


def show(case, by, **values):
    given = {"title": "Parker och grönytor", "planned_for": dt.date(2027, 4, 17), "contact": CONTACT}
    return ComingNotice.show(case, **given | values, by=by)


def test_nothing_is_shown_before_somebody_shows_it(case):
    assert list(ComingNotice.objects.shown()) == []


def test_what_is_shown_is_the_rows_own(case, by):
    row = show(case, by)
    case.edit(by=by, title="Något annat")

    assert list(ComingNotice.objects.shown()) == [row]
    row.refresh_from_db()
    assert (row.title, row.planned_for, row.nature) == ("Parker och grönytor", APRIL, case.nature)
    assert (row.contact_name, row.contact_email, row.contact_phone) == CONTACT
    assert AuditRow.objects.filter(action="case.shown", member=by).count() == 1


def test_showing_anew_replaces_what_stood(case, by):
    first = show(case, by)
    second = show(case, by, title="Parker")
    assert list(ComingNotice.objects.shown()) == [second]
    first.refresh_from_db()
    assert first.undone_by == by


def test_showing_the_same_again_changes_nothing(case, by):
    first = show(case, by)
    assert show(case, by) == first
    assert AuditRow.objects.filter(action="case.shown").count() == 1


def test_only_one_stands(case, by):
    row = show(case, by)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_taken_back_it_is_gone_and_cannot_be_taken_back_again(case, by):
    row = show(case, by)
    row.take_back(by=by)
    assert list(ComingNotice.objects.shown()) == []
    with pytest.raises(RuleBroken, match="redan"):
        row.take_back(by=by)


@pytest.mark.parametrize("part", [Part.OPEN, Part.PROCUREMENT])
def test_gone_when_the_organisation_switches_it_off(case, by, part):
    show(case, by)
    case.authority.organisation.switch_part(part, on=False, by=by)
    assert list(ComingNotice.objects.shown()) == []


@pytest.mark.parametrize("state", CaseState)
def test_shown_only_while_the_case_is_prepared(case, by, state):
    row = show(case, by)
    type(case).objects.filter(pk=case.pk).update(state=state)
    assert list(ComingNotice.objects.shown()) == ([row] if state in PREPARING else [])


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2027-03-31", True), ("2027-04-01", True), ("2027-04-30", True), ("2027-05-01", False)],
)
def test_gone_when_the_month_has_passed(case, by, day, is_shown):
    row = show(case, by)
    assert list(ComingNotice.objects.shown(on=dt.date.fromisoformat(day))) == ([row] if is_shown else [])


def test_refused_while_the_page_is_off_the_case_is_advertised_or_the_month_has_passed(case, by):
    with pytest.raises(RuleBroken, match="Månaden har passerat"):
        show(case, by, planned_for=dt.date(2026, 10, 31))
    type(case).objects.filter(pk=case.pk).update(state=CaseState.PROCURE)
    with pytest.raises(RuleBroken, match="förbereds"):
        show(case, by)
    case.authority.organisation.switch_part(Part.OPEN, on=False, by=by)
    with pytest.raises(RuleBroken, match="är av"):
        show(case, by)
    assert ComingNotice.objects.count() == 0


def given(**more):
    return {
        "title": "Parker",
        "planned_for": "1 april 2027",
        "contact_name": "Ulla",
        "contact_email": "ulla@example.org",
        **more,
    }


def test_the_form_asks_for_a_tick_and_shows_what_comes_with_it(case, by, as_member):
    client, url = as_member(by), reverse("procurements:coming_notice", args=[case.pk])
    page = client.get(url)
    assert "Visa öppet" in page.content.decode()
    assert client.post(url, given()).status_code == 422
    assert ComingNotice.objects.count() == 0
    assert client.post(url, given(is_meant="on")).status_code == 302
    assert ComingNotice.objects.shown().get().title == "Parker"
    assert "Sluta visa" in client.get(url).content.decode()
    client.post(reverse("procurements:coming_notice_end", args=[case.pk]))
    assert list(ComingNotice.objects.shown()) == []


@pytest.mark.parametrize("role", [Role.ORDERER, Role.COMMUNICATOR, Role.ADMINISTRATOR])
def test_who_may_not_edit_the_case_may_not_show_it(case, role, as_member):
    member = MembershipFactory(
        roles=[role], organisation=case.authority.organisation, authority=case.authority
    )
    answer = as_member(member).post(
        reverse("procurements:coming_notice", args=[case.pk]), given(is_meant="on")
    )
    assert answer.status_code == 403
    assert ComingNotice.objects.count() == 0


def test_the_public_page_holds_what_was_chosen_and_nothing_else_of_the_case(case, by):
    show(case, by)
    CaseFactory(authority=case.authority, title="Hemlig städning")
    page = Client().get("/kommande/").content.decode()
    for text in ("Parker och grönytor", "april\xa02027", *CONTACT, str(case.authority.organisation)):
        assert text in page
    for text in (
        "Skötsel av parker",
        "Hemlig",
        "12\xa0345\xa0678",
        "12345678",
        case.diary_number,
        str(case.pk) + "/",
    ):
        assert text not in page


def case_text(client, case) -> str:
    return " ".join(client.get(case.get_absolute_url()).content.decode().split())


OF_THE_NOTICE = "Alla kan läsa om upphandlingen nu."


def test_the_page_of_the_case_says_that_it_is_shown_and_takes_it_down(case, by, as_member):
    client, row = as_member(by), show(case, by)

    page = case_text(client, case)
    assert OF_THE_NOTICE in page
    assert f'<a href="/kommande/#p{row.pk}">Parker och grönytor</a>, april 2027.' in page
    assert f'id="p{row.pk}"' in Client().get("/kommande/").content.decode()
    assert "Visa upphandlingen öppet" not in page

    end = reverse("procurements:coming_notice_end", args=[case.pk])
    assert f'action="{end}"' in page
    assert client.post(end).status_code == 302
    after = case_text(client, case)
    assert OF_THE_NOTICE not in after
    assert "Visa upphandlingen öppet" in after


def test_who_only_reads_the_case_is_told_and_takes_nothing_down(case, by, as_member):
    show(case, by)
    place = case.authority
    reader = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.COORDINATOR])

    page = case_text(as_member(reader), case)

    assert OF_THE_NOTICE in page
    assert reverse("procurements:coming_notice_end", args=[case.pk]) not in page


def test_the_page_of_the_case_says_nothing_of_what_strangers_no_longer_read(case, by, as_member):
    show(case, by)
    case.authority.organisation.parts = [Part.PROCUREMENT]
    case.authority.organisation.save()

    assert OF_THE_NOTICE not in case_text(as_member(by), case)
