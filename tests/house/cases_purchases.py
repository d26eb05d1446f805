"""How the pages of the register of purchases are asked: one purchase for each place it can be in."""

import datetime as dt
from dataclasses import replace

from organisations.permissions import Role
from procurements.actions import planning
from procurements.choices import Nature, WhyNone
from procurements.models import PlannedPurchase
from procurements.states import CaseState
from tests.house.case import Case
from tests.house.world import Corner, World
from tests.procurements.factories import CaseFactory

APRIL = dt.date(2027, 4, 1)


def furnish(corner: Corner) -> None:
    corner.add(
        purchase=planned(corner),
        purchase_explained=_explained(corner),
        purchase_started=_started(corner),
        purchase_dropped=_dropped(corner),
    )


def planned(corner: Corner, title: str = "Städning av skolor", **values) -> PlannedPurchase:
    """Recommended a requirement by the table in force, and waits for an answer."""
    known = {
        "nature": Nature.SERVICES,
        "value_sek": 8_000_000,
        "months": 36,
        "performers": 12,
        "planned_for": APRIL,
        "unit": "Fastighetsenheten",
    }
    given = {"authority": corner.authority, "title": title, **known, **values}
    return planning.plan_purchase(given, by=corner.people[Role.PROCURER])


def _explained(corner: Corner) -> PlannedPurchase:
    row = planned(corner, "Hyra av kopiatorer")
    reason = {"reason": WhyNone.NO_LABOUR, "text": "Leverantören byter toner en gång i kvartalet."}
    planning.explain(row, **reason, by=corner.people[Role.PROCURER])
    return row


def _started(corner: Corner) -> PlannedPurchase:
    row, by = planned(corner, "Fönsterputs"), corner.people[Role.PROCURER]
    case = CaseFactory(authority=corner.authority, handler=by, state=CaseState.PLAN, title="Fönsterputs")
    case.begin(by=by)
    planning.link_purchase(row, case, by=by)
    return row


def _dropped(corner: Corner) -> PlannedPurchase:
    row = planned(corner, "Ny simhall")
    row.drop(reason="Budgeten räckte inte", by=corner.people[Role.PROCURER])
    return row


def _another(world: World) -> None:
    planned(world.own, "Ännu ett inköp")
    _explained(world.own)
    _started(world.own)


def _another_answer(world: World) -> None:
    reason = {"reason": WhyNone.MARKET, "text": "Bara en leverantör finns i länet."}
    planning.explain(world.own.purchase_explained, **reason, by=world.own.people[Role.PROCURER])


STATES = ("purchase_explained", "purchase_started", "purchase_dropped")
_purchase = Case(row="purchase", states=STATES)
CASES = {
    "procurements:purchase_list": Case(more=_another),
    "procurements:purchase_export": Case(more=_another),
    "procurements:new_purchase": Case(),
    "procurements:purchase": replace(_purchase, more=_another_answer, counted="purchase_explained"),
    "procurements:purchase_facts": _purchase,
    "procurements:purchase_start": _purchase,
    "procurements:purchase_link": _purchase,
    "procurements:purchase_unlinking": _purchase,
    "procurements:purchase_reason": _purchase,
    "procurements:purchase_reason_end": Case(row="purchase_explained"),
    "procurements:purchase_dropping": _purchase,
    "procurements:purchase_return": Case(row="purchase_dropped"),
}
