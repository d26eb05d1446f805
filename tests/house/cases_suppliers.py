"""How the pages about contracts, commitments and reports are asked, with an account and by link."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core import clock
from matching.models import Placement
from organisations.models import Membership
from organisations.permissions import Role
from procurements.clauses import text_of
from procurements.models import Commitment, ContactPerson, Procurement
from suppliers.actions.earlier import record_earlier_person
from suppliers.actions.importing import order_entry, order_undoing, take_in, work_on
from suppliers.actions.reporting import add_person, submit
from suppliers.actions.schedule import open_reports
from suppliers.actions.takeover import AlreadyDone, record_opening_balance
from suppliers.models import ContractImport, Report, ReportLink
from tests.house.case import Case
from tests.house.world import Corner, World
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory, RequirementFactory
from tests.suppliers.importing.lists import cells, csv_of

REPORTER = "hanna.hr@example.org"
SENT_LONG_AGO = dt.date(2026, 7, 1)


def furnish(corner: Corner) -> None:
    commitment = commitment_of(corner)
    _publish_requirement(commitment, by=corner.people[Role.PROCURER])
    first, second, third, fourth = open_reports(commitment)
    placement = placement_in(commitment, label="GY-01")
    by = corner.people[Role.SUPPLIER_REPRESENTATIVE]
    _new_person(second, starts_on=second.starts_on)
    for report in (first, second):
        submit(report, attested_by="Hanna HR", by=by)
    first.approve(by=corner.people[Role.PROCURER])
    corner.add(
        commitment=commitment,
        commitment_taken_over=(taken_over := _taken_over(corner)),
        commitment_alone=_alone(corner),
        placement_before=_before(taken_over, corner),
        placement=placement,
        contact=commitment.contacts.get(side=ContactPerson.Side.SUPPLIER),
        report=third,
        report_approved=first,
        report_submitted=second,
        reported=second.rows.get().placement,
        report_ahead=fourth,
        report_row=_new_person(third),
        **_links(corner, report=third),
        **_lists(corner),
    )


def _taken_over(corner: Corner) -> Commitment:
    """A contract that ran before it was entered, with what was done until then."""
    row, by = commitment_of(corner), corner.people[Role.PROCURER]
    Procurement.objects.filter(pk=row.procurement_id).update(entered_running=True)
    done = AlreadyDone(on=dt.date(2026, 3, 31), full_time_months=Decimal(3), source="Lista")
    record_opening_balance(row, done, by=by)
    return row


def _alone(corner: Corner) -> Commitment:
    """The same, and nothing came of it yet: it may still be removed. No search finds it."""
    row = _taken_over(corner)
    Commitment.objects.filter(pk=row.pk).update(title="Snöröjning")
    Procurement.objects.filter(pk=row.procurement_id).update(title="Snöröjning")
    row.refresh_from_db()
    return row


def _before(commitment: Commitment, corner: Corner) -> Placement:
    """Somebody whom the authority itself entered along with the contract."""
    terms = {
        "type": "employment",
        "form": "permanent",
        "starts_on": dt.date(2026, 2, 1),
        "scope": Fraction(1),
    }
    return record_earlier_person(commitment, by=corner.people[Role.PROCURER], **terms)


def commitment_of(corner: Corner) -> Commitment:
    """Ninety-six full-time months with the corner's own supplier, from the first of January."""
    manager = corner.people.get(Role.CONTRACT_MANAGER)
    row = CommitmentFactory(authority=corner.authority, supplier=corner.supplier, contract_manager=manager)
    row.begin(by=corner.people[Role.PROCURER])
    ContactPerson.objects.create(commitment=row, side=ContactPerson.Side.BUYER, name="Berit Beställare")
    ContactPerson.objects.create(
        commitment=row, side=ContactPerson.Side.SUPPLIER, name="Hanna HR", email=REPORTER, reports=True
    )
    return row


def _publish_requirement(commitment: Commitment, *, by: Membership) -> None:
    """The text that the contract carries, with its notice."""
    lot = commitment.contract.lot
    row = RequirementFactory(lot=lot, authority=commitment.authority, prepared_by=by)
    row.submit(text=text_of(row).plain, by=by)
    row.approve(by=by)
    row.publish(published_on=SENT_LONG_AGO, url="https://upphandling.example/412", by=by)


def reached_at(commitment: Commitment) -> None:
    """The supplier is reached where the links of this world were sent."""
    told = {"commitment": commitment, "side": ContactPerson.Side.SUPPLIER, "email": REPORTER}
    ContactPerson.objects.get_or_create(**told, defaults={"name": "Hanna HR"})


def _new_person(report: Report, *, starts_on: dt.date = dt.date(2026, 9, 1)) -> Any:
    return add_person(
        report,
        label="GY-02",
        type="employment",
        form="fixed_term",
        starts_on=starts_on,
        scope=Decimal(1),
        route="municipal",
    )


def _links(corner: Corner, *, report: Report) -> dict[str, str]:
    """Secrets of a live, a spent and an expired link to the report."""
    keys = {f"{kind}_key": f"{corner.name}-{kind}-key" for kind in ("live", "spent", "expired")}
    for key in keys.values():
        with clock.frozen(SENT_LONG_AGO) if "expired" in key else clock.frozen(clock.now()):
            link = ReportLink.open_with(key, report=report, email=REPORTER)
        if "spent" in key:
            link.spend()
    return keys


def _lists(corner: Corner) -> dict[str, ContractImport]:
    """Uploaded lists of contracts where they may be: with a fault, with a worker, entered, undone."""
    by = Membership.objects.get(pk=corner.people[Role.PROCURER].pk)
    found = {}
    for state in ("worked_on", "entered", "undone"):
        found[state] = row = _list(corner, f"{state}.csv", by=by)
        order_entry(row, leaves_wrong_out=False, takes_duplicates=True, by=by)
    for state in ("entered", "undone"):
        work_on(found[state].pk)
        found[state].refresh_from_db()
    order_undoing(found["undone"], by=by)
    work_on(found["undone"].pk)
    rows = [["Städning", "", "Ren AB", "1", "2026-01-01", "i höst", ""]]
    found["draft"] = _list(corner, "draft.csv", rows, by=by)
    return {f"list_{state}": row for state, row in found.items()}


def _list(corner: Corner, name: str, more: Any = (), *, by: Membership) -> ContractImport:
    row = cells(title=f"Enligt {name}", diary_number=name, supplier_number=corner.supplier.number)
    return take_in(name=name, content=csv_of(row, *more), authority=corner.authority, by=by)


def _another_list(world: World) -> None:
    by = Membership.objects.get(pk=world.own.people[Role.PROCURER].pk)
    row = _list(world.own, "en till.csv", by=by)
    order_entry(row, leaves_wrong_out=False, takes_duplicates=True, by=by)
    work_on(row.pk)


def _another_line(world: World) -> None:
    row = world.own.list_draft
    row.lines = [*row.lines, *row.lines]
    row.line_count = len(row.lines)
    row.save()


def _another_contract(world: World) -> None:
    another = commitment_of(world.own)
    report, *_rest = open_reports(another)
    placement_in(another, label="GY-03")
    submit(report, attested_by="Hanna HR", by=world.own.people[Role.SUPPLIER_REPRESENTATIVE])


def _another_person(world: World) -> None:
    placement_in(world.own.commitment, label="GY-04")
    _new_person(world.own.report)
    ContactPerson.objects.create(
        commitment=world.own.commitment, side=ContactPerson.Side.BUYER, name="Berit Beställare"
    )


def _keyed(corner: Any) -> dict[str, Any]:
    return {"key": corner.report.pk}


def _contact(name: str) -> Case:
    """A person under the contract, asked for with the contract's own number."""

    def kwargs(corner: Any) -> dict[str, Any]:
        return {"pk": corner.commitment.pk, "contact": getattr(corner, name).pk}

    return Case(row="commitment", kwargs=kwargs)


def _by_link(**more: str) -> Case:
    def kwargs(corner: Any) -> dict[str, Any]:
        found = {name: getattr(corner, row).pk for name, row in more.items()}
        return {"key": str(corner.live_key), **found}

    return Case(row="live_key", states=("spent_key", "expired_key"), kwargs=kwargs)


STATES = ("report_approved", "report_submitted", "report_ahead")

CASES = {
    "suppliers:commitment_list": Case(more=_another_contract),
    "suppliers:commitment_export": Case(more=_another_contract),
    "suppliers:running_contract": Case(),
    "suppliers:import_list": Case(more=_another_list),
    "suppliers:import_template": Case(),
    "suppliers:contract_import": Case(
        row="list_draft", states=("list_worked_on", "list_entered", "list_undone"), more=_another_line
    ),
    "suppliers:import_columns": Case(row="list_draft", states=("list_entered",)),
    "suppliers:import_correction": Case(row="list_draft", states=("list_entered",)),
    "suppliers:import_marked": Case(row="list_draft", states=("list_entered",)),
    "suppliers:import_undoing": Case(row="list_entered", states=("list_draft", "list_undone")),
    "suppliers:import_removal": Case(row="list_draft", states=("list_entered",)),
    "suppliers:commitment": Case(row="commitment", more=_another_person),
    "suppliers:requirement": Case(row="commitment"),
    "suppliers:report_request": Case(row="commitment"),
    "suppliers:first_report": Case(row="commitment_taken_over"),
    "suppliers:earlier_person": Case(row="commitment_taken_over", states=("commitment",)),
    "suppliers:earlier_person_undoing": Case(row="placement_before", states=("placement",)),
    "suppliers:opening": Case(row="commitment_taken_over", states=("commitment", "commitment_closed")),
    "suppliers:contract_removal": Case(
        row="commitment_alone", states=("commitment", "commitment_taken_over", "commitment_closed")
    ),
    "suppliers:contact_new": Case(row="commitment"),
    "suppliers:contact": _contact("contact"),
    "suppliers:contact_removal": _contact("contact"),
    "suppliers:account": Case(row="commitment"),
    "suppliers:report": Case(row="report", states=STATES, kwargs=_keyed, more=_another_person),
    "suppliers:report_person": Case(row="report", states=STATES, kwargs=_keyed),
    "suppliers:report_change": Case(
        row="report",
        states=STATES,
        kwargs=lambda corner: {"key": corner.report.pk, "placement": corner.placement.pk},
    ),
    "suppliers:report_taking_back": Case(
        row="report_submitted",
        states=("report", "report_approved"),
        kwargs=lambda corner: {"key": corner.report_submitted.pk, "placement": corner.reported.pk},
    ),
    "suppliers:report_row": Case(
        row="report", kwargs=lambda corner: {"key": corner.report.pk, "row": corner.report_row.pk}
    ),
    "suppliers:report_sending": Case(row="report", states=STATES, kwargs=_keyed),
    "suppliers:link_report": replace(_by_link(), more=_another_person),
    "suppliers:link_report_person": _by_link(),
    "suppliers:link_report_change": _by_link(placement="placement"),
    "suppliers:link_report_taking_back": _by_link(placement="reported"),
    "suppliers:link_report_row": _by_link(row="report_row"),
    "suppliers:link_report_sending": _by_link(),
    "suppliers:link_renewal": _by_link(),
}
