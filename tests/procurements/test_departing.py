"""A requirement that asks for something else than was decided: told everywhere, with a reason where less."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.letters import render
from core.models import OutgoingMail
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions import drafting, going_on
from procurements.departing import departure_of
from procurements.mails import APPROVAL_WANTED, approval_letter
from procurements.models import Assessment, Procurement, Requirement
from procurements.states import CaseState, RequirementState
from tests.procurements.factories import CaseFactory, RequirementFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db
TOLD = "Beslutat: 48,0 heltidsmånader. Nu: 12,0 heltidsmånader."


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.PROCURE, base_months=36, option_months=12)


@pytest.fixture
def ulla(case):
    return procurer_of(case)


@pytest.fixture
def ines(case):
    return member_of(case, Role.DECISION_MAKER)


@pytest.fixture
def decided(case, ulla):
    """48 full-time months, decided by the committee; the assessment is changed afterwards."""
    Assessment.write(case, by=ulla, proposal="go", kind="numeric", full_time_months=48)
    held = {"body": "Servicenämnden", "by": ulla}
    go = going_on.send_to_body(Procurement.objects.get(pk=case.pk), meeting_on=clock.today(), **held)
    Assessment.write(case, by=ulla, full_time_months=12)
    go.record_body_decision(decided_on=clock.today(), paragraph="118", outcome="go", **held)
    return go


@pytest.fixture
def requirement(case, ulla, decided):
    return RequirementFactory(case=case, member=ulla, full_time_months=12)


def told(requirement, **terms) -> tuple[str, bool] | None:
    for name, value in {"full_time_months": None, **terms}.items():
        setattr(requirement, name, value)
    departure = departure_of(requirement)
    return departure and (departure.text, departure.is_less)


def test_what_was_sent_for_decision_is_what_was_decided(decided):
    assert (decided.kind, decided.full_time_months) == ("numeric", 48)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"full_time_months": Decimal(48)}, None),
        ({"yearly_average": Decimal(12)}, None),
        ({"full_time_months": Decimal(12)}, (TOLD, True)),
        (
            {"full_time_months": Decimal(60)},
            ("Beslutat: 48,0 heltidsmånader. Nu: 60,0 heltidsmånader.", False),
        ),
        (
            {"yearly_average": Decimal(3)},
            (
                "Beslutat: 48,0 heltidsmånader. Nu: 3,0 heltidsmånader per avtalsår och "
                "12,0 heltidsmånader sammanlagt.",
                True,
            ),
        ),
        ({"places": 2}, ("Beslutat: 48,0 heltidsmånader. Nu: 2 platser.", True)),
        ({}, ("Beslutat: 48,0 heltidsmånader. Nu: ingen omfattning.", True)),
        ({"kind": "dialogue"}, ("Beslutat: skarpt krav, 48,0 heltidsmånader. Nu: dialogkrav.", True)),
    ],
)
def test_kind_and_volume_are_compared(requirement, terms, expected):
    found = told(requirement, **terms)
    assert (found and (found[0].replace("\xa0", " "), found[1])) == expected


def test_nothing_is_said_where_nothing_is_decided(case, ulla):
    assert departure_of(RequirementFactory(case=case, member=ulla)) is None


def test_less_is_not_sent_in_without_a_reason(requirement, ulla, ines):
    with pytest.raises(RuleBroken, match="Beslutat: 48,0"):
        drafting.submit(requirement, approver=ines, reason="  ", by=ulla)
    drafting.submit(requirement, approver=ines, reason="Avtalet blev kortare.", by=ulla)
    drafting.approve(requirement, by=ines)
    assert requirement.approvals.get().version.reason == "Avtalet blev kortare."


def test_more_is_sent_in_without_a_reason(requirement, ulla, ines):
    row = requirement.edit(revision=1, full_time_months=Decimal(60), by=ulla)
    drafting.submit(row, approver=ines, by=ulla)
    assert row.state == RequirementState.SUBMITTED


def test_the_pages_and_the_mail_say_it(as_member, requirement, ulla, ines):
    def page(member, name):
        answer = as_member(member).get(reverse(f"procurements:{name}", args=[case.pk]))
        return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")

    case, url = requirement.lot.procurement, "procurements:submission"
    assert TOLD in page(ulla, "requirement")
    assert TOLD in page(ulla, "submission")
    refused = as_member(ulla).post(reverse(url, args=[case.pk]), {"approver": ines.pk})
    assert refused.status_code == 422
    assert Requirement.objects.get().state == RequirementState.DRAFT

    sent = {"approver": ines.pk, "reason": "Avtalet blev kortare."}
    assert as_member(ulla).post(reverse(url, args=[case.pk]), sent).status_code == 302

    for name in ("approval", "requirement", "versions"):
        assert "Avtalet blev kortare." in page(ines, name), name
    assert TOLD in page(ines, "approval")
    mail = OutgoingMail.objects.get()
    letter = approval_letter(Requirement.objects.get(), mail)
    assert TOLD in render(APPROVAL_WANTED, letter, language="sv").text.replace("\xa0", " ")
