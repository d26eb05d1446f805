"""How the pages of the register of purchases are asked: one purchase for each place it can be in."""

import datetime as dt
from dataclasses import replace

from organisations.permissions import Role
from procurements.actions import planning, purchase_lists
from procurements.choices import Nature, WhyNone
from procurements.models import PlannedPurchase, PurchaseList
from procurements.states import CaseState
from tests.house.case import Case
from tests.house.world import Corner, World
from tests.procurements.factories import CaseFactory
from tests.procurements.purchase_books import HEADINGS, book, rows

APRIL = dt.date(2027, 4, 1)


def furnish(corner: Corner) -> None:
    corner.add(
        purchase=planned(corner),
        purchase_explained=_explained(corner),
        purchase_started=_started(corner),
        purchase_dropped=_dropped(corner),
        purchase_list_read=_read_in(corner),
        purchase_list_unknown=_without_columns(corner),
        purchase_list=uploaded(corner, lines=6),
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
    "procurements:purchase_coverage": Case(more=_another),
    "procurements:purchase_coverage_export": Case(more=_another),
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


def uploaded(corner: Corner, *, lines: int = 2) -> PurchaseList:
    """Checked by the worker; one cell in it is wrong."""
    by = corner.people[Role.PROCURER]
    content = book(rows(lines, bad=1))
    row = purchase_lists.take_in(name="inkopsplan.xlsx", content=content, authority=None, by=by)
    purchase_lists.work_on(row.pk)
    row.refresh_from_db()
    return row


def _read_in(corner: Corner, *, lines: int = 2) -> PurchaseList:
    row, by = uploaded(corner, lines=lines), corner.people[Role.PROCURER]
    purchase_lists.order_entry(row, leaves_wrong_out=True, takes_repeated=True, by=by)
    purchase_lists.work_on(row.pk)
    row.refresh_from_db()
    return row


def _without_columns(corner: Corner) -> PurchaseList:
    by = corner.people[Role.DECISION_MAKER]
    content = book(rows(1), ["Sak", *HEADINGS[1:]])
    return purchase_lists.take_in(name="okand.xlsx", content=content, authority=None, by=by)


def _another_fault(world: World) -> None:
    row = world.own.purchase_list
    row.faults = [*row.faults, [2 + len(row.faults), 0, "title", "Skriv vad som ska köpas."]]
    row.save()


_list = Case(row="purchase_list", states=("purchase_list_read", "purchase_list_unknown"))
CASES |= {
    "procurements:purchase_uploads": Case(more=lambda world: _read_in(world.own)),
    "procurements:purchase_template": Case(),
    "procurements:purchase_upload": replace(_list, more=_another_fault),
    "procurements:purchase_columns": _list,
    "procurements:purchase_marked": _list,
    "procurements:purchase_undoing": _list,
    "procurements:purchase_upload_removal": _list,
}
