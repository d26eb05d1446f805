"""Nothing is read in unconfirmed or twice, and a list is undone while nobody has worked with it."""

import datetime as dt

import pytest

from core import clock
from core.models import StatusChange
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions import planning
from procurements.actions.purchase_lists import (
    order_entry,
    order_undoing,
    why_not_undo,
    work_on,
)
from procurements.choices import WhyNone
from procurements.models import PlannedPurchase, PurchaseList
from procurements.states import PurchaseState
from strategy.rules import Verdict
from tests.procurements.purchase_books import row, rows
from tests.procurements.purchase_lists.lists import (
    VALUE,
    L,
    changed,
    checked,
    entered,
)


class TestReadingIn:
    def test_all_are_read_in_and_judged(self, ulla):
        row_ = entered(rows(6), by=ulla)
        found = list(PlannedPurchase.objects.order_by("line"))

        assert (row_.state, row_.lines) == (L.ENTERED, [])
        assert [purchase.line for purchase in found] == [2, 3, 4, 5, 6, 7]
        verdicts = [purchase.verdict for purchase in found]
        assert verdicts == [Verdict.APPLIES, Verdict.OUTSIDE] * 3
        assert {purchase.judged_under for purchase in found} != {""}
        steps = StatusChange.objects.filter(to_state=PurchaseState.PLANNED, member=ulla)
        assert steps.filter(content_type__model="plannedpurchase").count() == 6

    def test_wrong_rows_stop_it_until_they_are_left_out(self, ulla):
        row_ = checked([changed(VALUE, "dyrt"), row(2)], by=ulla)
        with pytest.raises(RuleBroken, match="Rätta raderna"):
            order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        assert not PlannedPurchase.objects.exists()

        order_entry(row_, leaves_wrong_out=True, takes_repeated=False, by=ulla)
        work_on(row_.pk)
        assert [purchase.title for purchase in PlannedPurchase.objects.all()] == ["Inköp nummer 2"]

    def test_working_twice_reads_in_once(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        work_on(row_.pk)
        work_on(row_.pk)

        assert PlannedPurchase.objects.count() == 2

    def test_a_held_list_is_left_alone(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        held_until = clock.now() + dt.timedelta(seconds=30)
        PurchaseList.objects.update(claimed_until=held_until)
        work_on(row_.pk)

        assert not PlannedPurchase.objects.exists()

    def test_whoever_may_no_longer_plan_reads_nothing_in(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        ulla.roles = [Role.ORDERER]
        ulla.save()
        work_on(row_.pk)
        row_.refresh_from_db()

        assert (row_.state, PlannedPurchase.objects.count()) == (L.DRAFT, 0)
        assert "får inte längre planera inköp" in row_.refusal


class TestUndoing:
    def test_the_whole_list_is_undone(self, ulla):
        row_ = entered(rows(3), by=ulla)
        order_undoing(row_, by=ulla)
        work_on(row_.pk)
        row_.refresh_from_db()

        assert row_.state == L.UNDONE
        assert not PlannedPurchase.objects.visible_to(ulla).exists()
        assert not PlannedPurchase.objects.current().exists()
        assert entered(rows(3), by=ulla).purchases.count() == 3  # it can be read in anew

    @pytest.mark.parametrize("deed", ["answered", "dropped", "edited", "started"])
    def test_not_once_somebody_has_worked_with_it(self, ulla, deed):
        row_ = entered(rows(3), by=ulla)
        first = row_.purchases.order_by("line")[0]
        deeds = {
            "answered": lambda: planning.explain(first, reason=WhyNone.OTHER, text="Så är det.", by=ulla),
            "dropped": lambda: first.drop(reason="Budgeten", by=ulla),
            "edited": lambda: planning.change_purchase(first, {"unit": "Annan"}, by=ulla),
            "started": lambda: planning.start_purchase(first, {"title": "Nytt", "nature": "works"}, by=ulla),
        }
        assert why_not_undo(row_) == ""
        deeds[deed]()

        with pytest.raises(RuleBroken, match="kan inte längre ångras"):
            order_undoing(row_, by=ulla)
        assert row_.purchases.exclude(state=PurchaseState.UNDONE).count() == 3
