"""Long lists all the way: every wrong cell told, progress shown, read in and undone."""

import time

import pytest
from django.urls import reverse

from procurements.actions.purchase_lists import (
    order_entry,
    order_undoing,
    take_in,
    work_on,
)
from procurements.models import PlannedPurchase, PurchaseList
from tests.procurements.purchase_books import BAD, book, rows
from tests.procurements.purchase_lists.lists import checked


def bad_cells(count: int, bad: int) -> set[tuple[int, int]]:
    """Line and place of every cell that cannot be read."""
    lines = rows(count, bad=bad)
    return {
        (number, place)
        for number, line in enumerate(lines, start=2)
        for place, text in BAD.items()
        if line[place] == text
    }


def walk_through(ulla, client, *, count: int, bad: int) -> None:
    """Every bad cell told, nothing changed until confirmed, progress shown, and undone."""
    row_ = take_in(name="plan.xlsx", content=book(rows(count, bad=bad)), authority=None, by=ulla)
    assert f"av {count:,}".replace(",", "\xa0") in client.get(row_.get_absolute_url()).content.decode()
    work_on(row_.pk)
    row_.refresh_from_db()
    assert {(number, place) for number, place, *_rest in row_.faults} == bad_cells(count, bad)
    assert len(row_.faults) == bad
    assert not PlannedPurchase.objects.exists()

    order_entry(row_, leaves_wrong_out=True, takes_repeated=False, by=ulla)
    work_on(row_.pk)
    assert PlannedPurchase.objects.current().count() == count - row_.wrong_lines

    page = client.get(reverse("procurements:purchase_list"))
    assert page.context["page"].paginator.count == count - row_.wrong_lines
    row_.refresh_from_db()
    order_undoing(row_, by=ulla)
    work_on(row_.pk)
    assert not PlannedPurchase.objects.current().exists()


def test_two_hundred_rows_with_twelve_bad_cells(ulla, as_member):
    walk_through(ulla, as_member(ulla), count=200, bad=12)


@pytest.mark.slow
def test_five_thousand_rows_with_three_hundred_bad_cells(ulla, as_member):
    began = time.monotonic()
    walk_through(ulla, as_member(ulla), count=5_000, bad=300)
    assert time.monotonic() - began < 240  # a minute on an idle machine


def test_progress_is_told_while_the_list_is_checked(ulla, monkeypatch):
    seen = []
    original = PurchaseList.finish_check

    def finish(self, *given, **options):
        seen.append(PurchaseList.objects.get(pk=self.pk).checked)
        original(self, *given, **options)

    monkeypatch.setattr(PurchaseList, "finish_check", finish)
    checked(rows(300), by=ulla)
    assert seen == [300]
