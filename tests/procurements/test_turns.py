"""What a case tells of its steps, and of what it waits for from the reader."""

import datetime as dt

import pytest
from django.urls import reverse

from core.components import Status
from organisations.permissions import Role
from procurements.actions import going_on
from procurements.actions.drafting import begin_requirement
from procurements.case_page import case_page
from procurements.listing import lines_of, with_list_data
from procurements.models import Assessment, Plan, Procurement
from procurements.states import CaseState
from strategy.choices import Delegable
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CaseFactory, member_of, procurer_of
from tests.reference.factories import CpvCodeFactory
from tests.strategy.factories import DelegationItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.ANALYSE)


def test_a_step_that_was_left_undone_is_not_called_done(case):
    plan, mapping, analysis, *_rest = case_page(case, procurer_of(case)).steps
    assert (mapping.state, mapping.label) == (Status.NOT_NEEDED, "Hoppades över")
    assert (plan.state, plan.label) == (Status.NOT_NEEDED, "Hoppades över")
    assert (analysis.state, analysis.label) == (Status.RUNNING, "")


def test_a_step_left_half_done_counts_its_tasks(case):
    case.edit(
        diary_number="SEN 2026/1",
        value_sek=1_000_000,
        base_months=24,
        cpv=CpvCodeFactory(),
        by=procurer_of(case),
    )
    plan, *_rest = case_page(Procurement.objects.get(pk=case.pk), procurer_of(case)).steps
    assert plan.label == "1 av 4 uppgifter klara"


def test_whoever_the_case_waits_for_has_the_way_to_it_on_the_page(case):
    DelegationItemFactory(authority=case.authority, what=Delegable.GO, function="Inköpschef", item="4.2")
    ines = member_of(case, Role.DECISION_MAKER, title="Inköpschef")
    ulla = procurer_of(case)
    Assessment.write(case, by=ulla, proposal="go", kind="numeric", full_time_months=96, in_favour="Långt.")
    going_on.ask_delegate(Procurement.objects.get(pk=case.pk), delegate=ines, by=ulla)

    seen = case_page(Procurement.objects.get(pk=case.pk), ines)
    assert seen.action
    assert (seen.action.label, seen.action.url) == (
        "Besluta om att gå vidare",
        reverse("procurements:go_decision", args=[case.pk]),
    )
    assert case_page(Procurement.objects.get(pk=case.pk), ulla).action is None


def test_the_clause_names_the_authority_that_helps_and_nobodys_title(case):
    unit = AuthorityFactory(organisation=case.authority.organisation, name="Arbetsmarknadsnämnden")
    town = unit.organisation
    case.matching_officer = MembershipFactory(
        organisation=town, authority=unit, roles=[Role.MATCHING_OFFICER], title="Matchare"
    )
    case.save()
    assert begin_requirement(case, by=procurer_of(case)).support_contact == "Arbetsmarknadsnämnden"


def test_the_time_plan_says_only_where_its_dates_are_shown(case):
    """They are beside the case and in the list; no reminder goes out for them."""
    case.state = CaseState.PLAN
    case.save()
    Plan.write(case, by=procurer_of(case), scope="Parker", award_on=dt.date(2031, 3, 12))
    case = Procurement.objects.get(pk=case.pk)
    page = case_page(case, procurer_of(case))
    (line,) = lines_of(with_list_data(Procurement.objects.filter(pk=case.pk)), procurer_of(case))

    assert [task.hint for task in page.tasks if "Datumen" in str(task.hint)] == [
        "Datumen visas bredvid ärendet och i listan över upphandlingar."
    ]
    assert [date.text for date in page.dates] == ["Tilldelningsbeslut"]
    assert line.next_on == dt.date(2031, 3, 12)
