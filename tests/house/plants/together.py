"""Planted answers that are not what the queryset gives."""

from collections.abc import Callable
from typing import Any

from core.together import Rows, ask
from procurements.models import Commitment, Procurement
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World


def answered(spoil: Callable[[list[Any]], list[Any]]) -> Any:
    rows = Commitment._base_manager.order_by("pk")[:3]
    together: Rows[Any] = Rows(rows.all())
    ask(together)
    return asked("Commitment", spoil(list(together.answer)), list(rows))


def spoilt(spoil: Callable[[list[Any]], list[Any]], *, says: str) -> Specimen:
    return Specimen(wrong=answered(spoil), right=answered(lambda rows: rows), says=says)


@plant("rows_equal_the_queryset")
def a_row_that_is_lost(world: World):
    return spoilt(lambda rows: rows[:-1], says="2 rows together, 3 alone")


@plant("rows_equal_the_queryset")
def a_number_that_is_a_text(world: World):
    def spoil(rows: list[Any]) -> list[Any]:
        rows[0].full_time_months = str(rows[0].full_time_months)
        return rows

    return spoilt(spoil, says="Commitment.full_time_months: str")


@plant("rows_equal_the_queryset")
def another_value(world: World):
    def spoil(rows: list[Any]) -> list[Any]:
        rows[0].title = "Något annat"
        return rows

    return spoilt(spoil, says="Commitment.title: str 'Något annat'")


@plant("rows_equal_the_queryset")
def rows_of_another_model(world: World):
    found = list(Procurement._base_manager.order_by("pk")[:1])
    return Specimen(
        wrong=asked("Procurement", list(Commitment._base_manager.order_by("pk")[:1]), []),
        right=asked("Procurement", found, list(Procurement._base_manager.order_by("pk")[:1])),
        says="1 rows together, 0 alone",
    )
