"""The case and its contract lead to each other, and the step Manage has its tasks."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.states import CaseState, CommitmentState
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 4, 7)


@pytest.fixture
def commitment(db):
    row = CommitmentFactory()
    row.authority.organisation.parts = ["procurement", "strategy"]
    row.authority.organisation.save()
    with clock.frozen(DAY):
        open_reports(row)
    return row


@pytest.fixture
def reader(client, commitment):
    place = commitment.authority
    member = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.PROCURER])
    client.force_login(member.user)
    return member


def shown(client, row, *, on=DAY, step=""):
    with clock.frozen(on):
        return client.get(row.get_absolute_url(), {"step": step} if step else {})


def tasks(client, commitment, **more):
    page = shown(client, commitment.contract.lot.procurement, **more).context["page"]
    return {str(task.title): (str(task.state), str(task.hint)) for task in page.tasks}


def test_case_and_contract_lead_to_each_other(client, commitment, reader):
    case = commitment.contract.lot.procurement

    assert f'href="{commitment.get_absolute_url()}"' in shown(client, case).content.decode()
    assert f'href="{case.get_absolute_url()}"' in shown(client, commitment).content.decode()


def test_the_supplier_is_not_led_to_a_case_it_does_not_see(client, commitment):
    supplier = commitment.contract.supplier
    member = MembershipFactory(organisation=supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])
    client.force_login(member.user)

    answer = shown(client, commitment)

    assert answer.status_code == 200
    assert commitment.contract.lot.procurement.get_absolute_url() not in answer.content.decode()


def test_the_next_report_waits_is_late_and_is_reviewed(client, commitment, reader):
    waits = tasks(client, commitment)["Leverantören rapporterar"]
    late = tasks(client, commitment, on=dt.date(2026, 5, 20))["Leverantören rapporterar"]
    with clock.frozen(DAY):
        submit(commitment.reports.first(), attested_by="Hanna HR", by=reader)
    sent = tasks(client, commitment)

    assert (waits[0], late[0]) == ("waiting", "late")
    assert commitment.contract.supplier.name in waits[1]
    assert sent["Granska rapporten"][0] == "action_needed"
    assert "Leverantören rapporterar" not in sent


def test_closing_waits_for_the_last_day_and_the_last_report(client, commitment, reader):
    after = commitment.contract.ends_on + dt.timedelta(days=1)
    title = "Avsluta uppföljningen"

    before_end = tasks(client, commitment)[title]
    unreviewed = tasks(client, commitment, on=after)[title]
    commitment.reports.update(state="skipped")
    ready = tasks(client, commitment, on=after)[title]
    type(commitment).objects.update(state=CommitmentState.CLOSED)
    closed = tasks(client, commitment, on=after)[title]

    assert [row[0] for row in (before_end, unreviewed, ready, closed)] == [
        "cannot_start", "cannot_start", "action_needed", "done",
    ]  # fmt: skip


def test_a_dialogue_is_a_task_of_the_step(client, commitment, reader):
    type(commitment).objects.update(kind=RequirementKind.COMBINED)

    assert tasks(client, commitment)["Håll dialogen"][0] == "late"
    assert tasks(client, commitment, on=dt.date(2026, 1, 10))["Håll dialogen"][0] == "running"


def test_earlier_steps_of_a_contract_taken_over_lead_to_the_contract(client, commitment, reader):
    case = commitment.contract.lot.procurement
    type(case).objects.update(entered_running=True)

    answer = shown(client, case, step=CaseState.PLAN)
    text = answer.content.decode()

    assert "Hanterades utanför Insteg" in text
    assert answer.context["page"].tasks == ()
    assert commitment.get_absolute_url() in text
    assert "Inga uppgifter i det här steget" not in text


def test_in_the_last_step_the_contract_tells_whose_turn_it_is(client, commitment, reader):
    case = commitment.contract.lot.procurement
    type(case).objects.update(state=CaseState.MANAGE, handler=reader)

    def turn():
        facts = {str(fact.label): fact for fact in shown(client, case).context["page"].facts}
        return facts["Vems tur"].turn

    assert (turn().is_yours, turn().who) == (False, commitment.contract.supplier.name)
    with clock.frozen(DAY):
        submit(commitment.reports.first(), attested_by="Hanna HR", by=reader)
    assert turn().is_yours
    commitment.reports.update(state="skipped")
    assert (turn().is_yours, turn().who) == (False, "Ingen")


def test_the_list_of_cases_leaves_the_last_step_to_the_contract(client, commitment, reader):
    case = commitment.contract.lot.procurement
    type(case).objects.update(state=CaseState.MANAGE, handler=reader)

    page = client.get(reverse("procurements:case_list")).content.decode()

    assert "Se avtalet" in page
    assert "Din tur" not in page


def test_a_contract_taken_over_says_its_requirement_and_that_nobody_is_asked_yet(client, commitment, reader):
    case = commitment.contract.lot.procurement
    type(case).objects.update(entered_running=True, handler=reader)
    type(commitment).objects.update(full_time_months=24)
    commitment.reports.exclude(number=2).update(state="skipped")  # the second quarter goes on

    for step in ("", CaseState.PLAN):
        page = shown(client, case, step=step).context["page"]
        facts = {str(fact.label): fact for fact in page.facts}
        assert "24,0" in facts["Krav"].value
        assert facts["Vems tur"].turn.who == "Ingen"
    state, hint = tasks(client, commitment)["Leverantören rapporterar"]
    assert state == "cannot_start"
    assert hint.replace("\xa0", " ").endswith("får länken 1 juli 2026.")

    page = shown(client, case, on=dt.date(2026, 7, 2)).context["page"]
    (turn,) = [fact.turn for fact in page.facts if fact.turn]
    assert (turn.who, turn.is_yours) == (commitment.contract.supplier.name, False)
    with clock.frozen(dt.date(2026, 7, 2)):
        submit(commitment.reports.get(number=2), attested_by="Hanna HR", by=reader)
    page = shown(client, case, on=dt.date(2026, 7, 2)).context["page"]
    (turn,) = [fact.turn for fact in page.facts if fact.turn]
    assert turn.is_yours
