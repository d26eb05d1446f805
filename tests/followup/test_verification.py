"""Reviewing a report: who may, and what follows."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from lxml import html

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail
from core.reminders import preview_run
from matching.models import Placement
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.reporting import add_person, submit, tell_end, tell_scope
from suppliers.actions.schedule import open_reports
from suppliers.mails import REPORT_RETURNED
from suppliers.models import Report
from suppliers.states import ReportState
from suppliers.todo import to_do
from tests.inquiries import told_by
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory
from tests.suppliers.test_reporting import NEW


@pytest.fixture
def report(db):
    commitment = CommitmentFactory()
    ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    with clock.frozen(dt.date(2026, 4, 5)):
        first = open_reports(commitment)[0]
        submit(first, attested_by="Hanna HR", by=SystemJob("test"))
    return first


@pytest.fixture
def reviewer(report):
    return MembershipFactory(
        roles=[Role.CONTRACT_MANAGER], organisation=report.commitment.authority.organisation
    )


def test_approving(report, reviewer, as_member):
    answer = as_member(reviewer).post(reverse("followup:approval", args=[report.pk]))

    report.refresh_from_db()
    assert answer.status_code == 302
    assert report.state == ReportState.APPROVED


def test_returning_needs_words_and_tells_the_supplier(report, reviewer, as_member):
    client, url = as_member(reviewer), reverse("followup:review", args=[report.pk])

    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "När slutade GY-01?"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.RETURNED
    assert OutgoingMail.objects.filter(kind=REPORT_RETURNED.key, to_email="hr@example.org").count() == 1


def test_a_returned_report_is_late_when_the_days_for_mending_have_gone(report, reviewer, as_member):
    """As many as the contract gives for a report, from the day it was returned; not from its first day."""
    client, returned_on = as_member(reviewer), dt.date(2026, 6, 1)
    with clock.frozen(returned_on):
        answer = client.post(
            reverse("followup:review", args=[report.pk]), {"reason": "När slutade GY-01?"}, follow=True
        )
        waiting = told_by(to_do, reviewer)
    report.refresh_from_db()

    assert report.due_on == returned_on + dt.timedelta(days=report.commitment.report_days)
    assert "har till 15 juni 2026 på sig" in answer.content.decode().replace("\xa0", " ")
    assert [item.due_on for item in waiting] == [report.due_on]
    assert not Report.objects.late(on=report.due_on).exists()
    assert Report.objects.late(on=report.due_on + dt.timedelta(days=1)).get() == report


def test_a_report_returned_before_its_last_day_keeps_that_day(report, reviewer):
    first_due = report.due_on
    with clock.frozen(dt.date(2026, 4, 6)):
        report.return_(reason="Rätta", by=reviewer)
    assert report.due_on == max(first_due, dt.date(2026, 4, 20))
    with clock.frozen(dt.date(2026, 4, 7)):
        type(report.commitment).objects.update(report_days=90)
        submit(report, attested_by="Hanna HR", by=SystemJob("test"))
        report.refresh_from_db()
        report.return_(reason="Rätta", by=reviewer)
        assert [item.due_on for item in told_by(to_do, reviewer)] == [dt.date(2026, 7, 6)]


def test_a_correction_is_reminded_of_near_its_own_day(report, reviewer):
    with clock.frozen(dt.date(2026, 6, 1)):
        report.return_(reason="Rätta", by=reviewer)
    kinds = {day: reminded(day) for day in (2, 11, 12, 15, 22)}

    assert kinds == {2: [], 11: [], 12: [-3], 15: [0], 22: [7]}


def reminded(day: int) -> list[int]:
    with clock.frozen(dt.date(2026, 6, day)):
        return [plan.offset for plan in preview_run(clock.today()) if plan.kind.key.startswith("suppliers.")]


def test_a_personal_number_is_stopped_beside_the_field(report, as_member):
    supplier = MembershipFactory(
        roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=report.commitment.contract.supplier
    )
    report.return_(reason="Rätta", by=SystemJob("test"))
    url = reverse("suppliers:report_person", args=[report.pk])

    answer = as_member(supplier).post(url, {"label": "19560406-2595"})

    assert answer.status_code == 422
    assert "personnumret" in answer.content.decode()


@pytest.mark.parametrize("roles", [[Role.ORDERER], [Role.REGISTRAR], [Role.DECISION_MAKER]])
def test_others_at_the_authority_are_refused(report, reviewer, as_member, roles):
    other = MembershipFactory(roles=roles, organisation=reviewer.organisation)

    assert as_member(other).post(reverse("followup:approval", args=[report.pk])).status_code == 403


def test_another_authority_does_not_know_of_it(report, reviewer, as_member):
    elsewhere = AuthorityFactory(organisation=reviewer.organisation)
    other = MembershipFactory(
        roles=[Role.CONTRACT_MANAGER], organisation=reviewer.organisation, authority=elsewhere
    )

    assert as_member(other).get(reverse("followup:review", args=[report.pk])).status_code == 404


def figures_of(client) -> dict[str, str]:
    """The two figures about persons, by their tone: all, and direct consequence."""
    page = client.get(reverse("followup:result")).context["page"]
    return {figure.tone: figure.value for figure in page.figures[:2]}


def test_somebody_the_supplier_reported_is_judged_from_the_report_and_counts_as_direct(as_member):
    """Also in an organisation with the core only: no matching officer, no candidate register."""
    commitment = CommitmentFactory()
    with clock.frozen(dt.date(2026, 4, 5)):
        report = open_reports(commitment)[0]
        add_person(report, **NEW)
        submit(report, attested_by="Hanna HR", by=SystemJob("test"))
    organisation = commitment.authority.organisation
    manager = MembershipFactory(roles=[Role.CONTRACT_MANAGER], organisation=organisation)
    client, row = as_member(manager), Placement.objects.get()
    review = reverse("followup:review", args=[report.pk])
    judging = reverse("matching:placement_attribution", args=[row.pk])
    told = {"attribution": "direct_requirement", "reason": "Ny plats", "judged_on": "5 april 2026"}

    before = figures_of(client)
    listed = client.get(review).content.decode()
    answer = client.post(judging, told, query_params={"next": f"{review}#people"})
    judged = figures_of(client)
    client.post(judging, told | {"attribution": "unknown", "reason": "För tidigt"})

    assert f"{judging}?next=" in listed
    assert (organisation.parts, answer.url) == ([], f"{review}#people")
    assert (before, judged) == ({"quiet": "1", "brand": "0"}, {"quiet": "1", "brand": "1"})
    assert figures_of(client) == before


def test_who_is_not_judged_is_said_at_the_approval(report, reviewer, as_member):
    commitment, client = report.commitment, as_member(reviewer)
    review = reverse("followup:review", args=[report.pk])
    none = client.get(review).content.decode()
    placement_in(commitment, label="GY-01", starts_on=dt.date(2026, 3, 1))
    one = client.get(review).content.decode()
    answer = client.post(reverse("followup:approval", args=[report.pk]), follow=True).content.decode()

    assert "inte bedömd" not in none
    assert '1 person är inte bedömd än. <a href="#people">' in one
    people = f"{commitment.get_absolute_url()}#people"
    assert f'1 person är inte bedömd än. <a href="{people}">Bedöm nu</a>' in answer


def test_of_several_not_judged_the_way_leads_to_the_page_for_all(report, reviewer, as_member):
    for label in ("GY-01", "GY-02"):
        placement_in(report.commitment, label=label, starts_on=dt.date(2026, 3, 1))

    answer = as_member(reviewer).post(reverse("followup:approval", args=[report.pk]), follow=True)

    judging = reverse("matching:judging", args=[report.commitment_id])
    assert f'2 personer är inte bedömda än. <a href="{judging}?next=' in answer.content.decode()


@pytest.fixture
def second(report):
    """The period after, with somebody new, another share for one, and an end for another."""
    commitment = report.commitment
    kept, less, gone = (
        placement_in(commitment, label=f"GY-0{n}", starts_on=dt.date(2026, 3, 1)) for n in range(1, 4)
    )
    with clock.frozen(dt.date(2026, 7, 5)):
        open_reports(commitment)
        row = commitment.reports.get(number=report.number + 1)
        tell_scope(row, less, scope=Decimal("0.5"), scope_from=dt.date(2026, 5, 1))
        tell_scope(row, less, scope=Decimal("0.8"), scope_from=dt.date(2026, 4, 1))
        tell_end(row, gone, ended_on=dt.date(2026, 5, 14), because="resigned")
        add_person(row, **{**NEW, "starts_on": dt.date(2026, 6, 1)})
        submit(row, attested_by="Hanna HR", by=SystemJob("test"))
    return row, kept, less, gone


def line(text: str, reference: str) -> str:
    """The row of one person on the page."""
    [found] = [row for row in text.split("<tr>") if reference in row]
    return " ".join(found.split())


def test_the_reviewer_sees_what_the_report_adds_and_changes(second, reviewer, as_member):
    report, kept, less, gone = second
    new = Placement.objects.exclude(pk__in=[kept.pk, less.pk, gone.pk]).get()

    text = as_member(reviewer).get(reverse("followup:review", args=[report.pk])).content.decode()
    text = text.replace("\xa0", " ")

    assert "3 personer är nya eller ändrade i den här rapporten" in text
    assert "Ändrad: 100 % → 80 % från 1 april 2026" in line(text, less.person.reference)
    assert "Slutade 14 maj 2026: Personen sade upp sig" in line(text, gone.person.reference)
    assert "Ny i den här rapporten" in line(text, new.person.reference)
    assert "mark" not in line(text, kept.person.reference)
    assert "Er tur" in text


def test_what_an_earlier_report_told_is_not_marked_in_a_later_one(second, reviewer, as_member):
    commitment = second[0].commitment
    with clock.frozen(dt.date(2026, 10, 5)):
        open_reports(commitment)
        third = commitment.reports.get(number=3)
        submit(third, attested_by="Hanna HR", by=SystemJob("test"))

    text = as_member(reviewer).get(reverse("followup:review", args=[third.pk])).content.decode()

    assert "Ingen är ny och inget är ändrat i den här rapporten" in text
    assert "Ändrad:" not in text


def test_an_end_that_was_wrong_is_corrected_in_the_report_that_came_back(second, as_member):
    report, _kept, _less, gone = second
    supplier = MembershipFactory(
        roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=report.commitment.contract.supplier
    )
    client, url = as_member(supplier), reverse("suppliers:report_change", args=[report.pk, gone.pk])
    assert url not in client.get(report.get_absolute_url()).content.decode()
    report.return_(reason="Slutade inte GY-03 i juni?", by=SystemJob("test"))

    assert url in client.get(report.get_absolute_url()).content.decode()
    client.post(url, {"change": "ended", "ended_on": "12 juni 2026", "ended_because": "resigned"})
    client.post(reverse("suppliers:report_sending", args=[report.pk]), {"attested_by": "Hanna HR"})

    gone.refresh_from_db()
    report.refresh_from_db()
    assert (report.state, gone.ended_on) == (ReportState.SUBMITTED, dt.date(2026, 6, 12))


def test_the_way_to_the_decision_stands_above_the_people_and_only_one_button_is_the_answer(
    second, reviewer, as_member
):
    report = second[0]

    tree = html.fromstring(
        as_member(reviewer).get(reverse("followup:review", args=[report.pk])).content.decode()
    )

    [way] = tree.xpath("//a[@href='#decision']")
    [decision] = tree.xpath("//*[@id='decision']")
    main = list(tree.iter())
    assert way.text_content().strip() == "Till beslutet"
    assert main.index(way) < main.index(tree.xpath("//table")[0]) < main.index(decision)
    approve = reverse("followup:approval", args=[report.pk])
    assert [form.get("action") for form in decision.iter("form")] == [approve, None]
    assert [button.text_content().strip() for button in tree.xpath("//main//*[@class='button']")] == [
        "Godkänn rapporten"
    ]
