"""Reviewing a report: who may, and what follows."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail
from matching.models import Placement
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.reporting import add_person, submit
from suppliers.actions.schedule import open_reports
from suppliers.mails import REPORT_RETURNED
from suppliers.states import ReportState
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
