"""Starting a case, its gates, what is not needed, and who takes part."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.rules import RuleBroken
from organisations.models import Cooperation, Opens
from organisations.permissions import Role
from procurements.actions.cases import advance, join_authority, part_authority, start_case
from procurements.actions.entry import give_consent
from procurements.case_rows import rows_of, with_sheets
from procurements.models import Assessment, EntryCheck, GoDecision, Procurement, Waiver
from procurements.states import CaseState
from procurements.tasks_of_case import is_needed, next_task, tasks_of
from reference.regimes import Regime
from tests.organisations.factories import AuthorityFactory
from tests.procurements.factories import CaseFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db
YES = {"has_decision": True, "orderer_wants_it": True, "has_officer": True, "has_network": True}


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def ulla(case):
    return procurer_of(case)


def fetched(case: Procurement):
    return rows_of(with_sheets(Procurement.objects.all()).get(pk=case.pk))


def keys(case: Procurement, step: str) -> list[str]:
    return [task.key for task in tasks_of(fetched(case), step)]


def test_a_new_case_is_in_plan_with_one_unseen_lot_and_one_running_authority(case, ulla):
    new = start_case({"authority": case.authority, "title": "Städning"}, by=ulla)
    assert (new.state, new.handler, new.lots.count()) == (CaseState.PLAN, ulla, 1)
    assert [row.is_running for row in new.participants.all()] == [True]
    assert new.status_changes.get().member == ulla


def test_plan_is_left_only_when_the_entry_check_is_answered(case, ulla):
    with pytest.raises(RuleBroken, match="startfrågorna"):
        advance(case, CaseState.MAP, by=ulla)
    EntryCheck.write(case, by=ulla, **YES)
    advance(case, CaseState.MAP, by=ulla)
    assert case.state == CaseState.MAP


def test_only_a_missing_decision_needs_consent(case, ulla):
    EntryCheck.write(case, by=ulla, **{**YES, "has_network": False, "has_network_reason": "Vi är ensamma."})
    assert not case.entry_check.needs_consent
    EntryCheck.write(case, by=ulla, has_decision=False, has_decision_reason="Väntas i mars.")
    with pytest.raises(RuleBroken):
        advance(case, CaseState.MAP, by=ulla)
    case.refresh_from_db()
    give_consent(case, note="", by=member_of(case, Role.DECISION_MAKER))
    advance(case, CaseState.MAP, by=ulla)
    assert case.state == CaseState.MAP


def test_every_step_on_the_way_must_be_done(case, ulla):
    EntryCheck.write(case, by=ulla, **YES)
    with pytest.raises(RuleBroken, match="beslut att gå vidare"):
        advance(case, CaseState.PROCURE, by=ulla)
    Waiver.give(case, "step:analyse", reason="Beslutat i planen.", by=ulla)
    advance(case, CaseState.PROCURE, by=ulla)
    assert case.state == CaseState.PROCURE


def test_nothing_optional_stands_in_the_way(case, ulla):
    EntryCheck.write(case, by=ulla, **YES)
    advance(case, CaseState.MAP, by=ulla)
    advance(case, CaseState.ANALYSE, by=ulla)
    assert not case.diary_number.startswith("none")
    assert [task.is_done for task in tasks_of(fetched(case), CaseState.MAP)] == [False]


def test_implement_begins_with_the_contract_only(ulla):
    case = CaseFactory(state=CaseState.PROCURE)
    with pytest.raises(RuleBroken, match="avtalet är tecknat"):
        advance(case, CaseState.IMPLEMENT, by=procurer_of(case))


def test_a_step_is_opened_again_with_a_reason_and_never_forward(case, ulla):
    EntryCheck.write(case, by=ulla, **YES)
    advance(case, CaseState.MAP, by=ulla)
    with pytest.raises(RuleBroken, match="skäl"):
        case.reopen(CaseState.PLAN, reason=" ", by=ulla)
    with pytest.raises(RuleBroken):
        case.reopen(CaseState.ANALYSE, reason="Framåt", by=ulla)
    case.reopen(CaseState.PLAN, reason="Ny omfattning.", by=ulla)
    assert case.state == CaseState.PLAN
    assert case.status_changes.order_by("-pk")[0].reason == "Ny omfattning."


def test_a_cancelled_case_cannot_be_changed(case, ulla):
    case.cancel(reason="Behovet föll bort.", by=ulla)
    with pytest.raises(RuleBroken, match="avslutat"):
        case.edit(title="Annat", by=ulla)
    assert next_task(fetched(case)) is None


def test_a_direct_procurement_is_asked_for_little():
    case = CaseFactory(regime=Regime.DIRECT)
    ulla = procurer_of(case)
    assert keys(case, CaseState.PLAN) == ["facts", "matching_officer"]
    assert keys(case, CaseState.PROCURE) == ["requirement", "award", "contract"]
    assert not is_needed(fetched(case), CaseState.MAP)
    assert not is_needed(fetched(case), CaseState.ANALYSE)
    advance(case, CaseState.PROCURE, by=ulla)
    assert case.state == CaseState.PROCURE


def test_an_advertised_procurement_has_all_its_tasks(case):
    assert keys(case, CaseState.PLAN) == ["facts", "entry_check", "matching_officer", "plan"]
    assert keys(case, CaseState.ANALYSE) == ["assessment", "basis", "go_decision"]
    assert keys(case, CaseState.PROCURE) == [
        "requirement", "approval", "publication", "award", "notification", "contract",
    ]  # fmt: skip


def test_a_waiver_is_given_once_taken_back_and_kept(case, ulla):
    waiver = Waiver.give(case, "plan", reason="Finns i en annan mapp.", by=ulla)
    with pytest.raises(RuleBroken):
        Waiver.give(case, "plan", reason="Igen", by=ulla)
    task = next(task for task in tasks_of(fetched(case), CaseState.PLAN) if task.key == "plan")
    assert (task.status, task.hint) == ("not_needed", "Finns i en annan mapp.")
    waiver.undo(by=ulla)
    with pytest.raises(RuleBroken):
        waiver.undo(by=ulla)
    assert Waiver.objects.count() == 1
    assert not fetched(case).waived


def test_the_database_keeps_one_standing_waiver(case, ulla):
    Waiver.give(case, "plan", reason="Nej", by=ulla)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(procurement=case, what="plan", reason="Nej", member=ulla)


def test_another_authority_takes_part_on_a_recorded_cooperation(case, ulla):
    other = AuthorityFactory(organisation__parts=["procurement"])
    cooperation = Cooperation.give(
        giver=other, receiver=case.authority.organisation, receiving_authority=None, opens=[Opens.CASES],
        purpose="Gemensam städning", legal_ground="LOU 7 kap.",
        starts_on=ulla.valid_from, ends_on=None, by=ulla,
    )  # fmt: skip
    with pytest.raises(RuleBroken):
        join_authority(case, AuthorityFactory(), cooperation=cooperation, by=ulla)
    row = join_authority(case, other, cooperation=cooperation, share=Decimal("0.4"), by=ulla)
    colleague = member_of(CaseFactory(authority=other), Role.PROCURER)
    assert case in Procurement.objects.visible_to(colleague)
    part_authority(row, by=ulla)
    assert case not in Procurement.objects.visible_to(colleague)


def test_shares_do_not_come_to_more_than_the_whole(case, ulla):
    case.participants.update(share=Decimal("0.8"))
    other = AuthorityFactory()
    cooperation = Cooperation.objects.create(
        giver=other, receiver=case.authority.organisation, opens=[Opens.CASES], purpose="x", legal_ground="x"
    )
    with pytest.raises(RuleBroken, match="100 procent"):
        join_authority(case, other, cooperation=cooperation, share=Decimal("0.3"), by=ulla)
    with pytest.raises(RuleBroken):
        part_authority(case.participants.get(), by=ulla)


def test_a_no_go_does_not_open_the_gate(ulla):
    case = CaseFactory(state=CaseState.ANALYSE)
    by = procurer_of(case)
    Assessment.write(case, by=by, proposal="no_go")
    go = GoDecision.open_for(case, proposal="no_go", by=by)
    assert GoDecision.open_for(case, proposal="no_go", by=by) == go
    GoDecision.objects.filter(pk=go.pk).update(state="decided", outcome="no_go")
    with pytest.raises(RuleBroken, match="beslut att gå vidare"):
        advance(case, CaseState.PROCURE, by=by)
