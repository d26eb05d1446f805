"""The list of cases: filtered rows, and the table for export. One query for any number of rows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from core import clock
from core.components import Status, Turn
from core.exports import Table
from organisations.models import Membership
from procurements.case_page import status_of
from procurements.choices import GoOutcome
from procurements.models import GoDecision, Procurement, Requirement, Waiver
from procurements.states import STEPS, CaseState, GoState, RequirementState
from procurements.tasks_of_case import step_key
from reference.regimes import WITH_STANDSTILL


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case in the list."""

    case: Procurement
    step: str
    status: Status
    turn: Turn | None
    next_on: dt.date | None
    next_text: str
    note: str


def with_list_data(cases: QuerySet[Procurement]) -> QuerySet[Procurement]:
    """Cases with what the list says of each: handler, plan, where decision and requirement are."""
    go = GoDecision.objects.filter(procurement=OuterRef("pk")).exclude(state=GoState.DROPPED).order_by("-pk")
    requirement = Requirement.objects.filter(lot__procurement=OuterRef("pk")).order_by("lot__number")
    return cases.select_related("authority", "handler__user", "plan").annotate(
        go_state=Subquery(go.values("state")[:1]),
        requirement_state=Subquery(requirement.values("state")[:1]),
        requirement_kind=Subquery(requirement.values("kind")[:1]),
        goes_without_decision=_goes_without_decision(),
    )


def _goes_without_decision() -> Q:
    """As tasks_of_case.goes_without_decision, for many cases at once."""
    waived = Waiver.objects.standing().filter(
        procurement=OuterRef("pk"), what__in=("go_decision", step_key(CaseState.ANALYSE))
    )
    made = GoDecision.objects.filter(procurement=OuterRef("pk"), state=GoState.DECIDED, outcome=GoOutcome.GO)
    return Q(Exists(waived), ~Exists(made), regime__in=WITH_STANDSTILL)


def lines_of(cases: Iterable[Procurement], member: Membership) -> list[CaseLine]:
    return [_line(case, member) for case in cases]


def _line(case: Procurement, member: Membership) -> CaseLine:
    next_on, next_text = _next_date(case)
    return CaseLine(
        case=case,
        step=_step(case),
        status=status_of(case),
        turn=_turn(case, member),
        next_on=next_on,
        next_text=next_text,
        note=_note(case),
    )


def _note(case: Procurement) -> str:
    """Said of a case whose decision to go on was marked as not needed; such rows carry the annotation."""
    return _("Procured without a decision") if getattr(case, "goes_without_decision", False) else ""


def _step(case: Procurement) -> str:
    state = CaseState(case.state)
    if state not in STEPS:
        return str(state.label)
    return f"{STEPS.index(state) + 1}. {state.label}"


def _turn(case: Procurement, member: Membership) -> Turn | None:
    """Whom the case waits for, as far as the list can tell without reading it whole. In the last step that is
    told by each contract, and nothing here."""
    go, requirement = getattr(case, "go_state", None), getattr(case, "requirement_state", None)
    if not case.is_open:
        return Turn(who=_("Nobody"))
    if case.is_preparing and go == GoState.WAITING_FOR_BODY:
        return Turn(who=_("The committee"))
    if case.is_preparing and go == GoState.WAITING_FOR_DELEGATE:
        return Turn(who=_("The one who decides"))
    if case.state == CaseState.PROCURE and requirement == RequirementState.SUBMITTED:
        return Turn(who=_("The one who approves"))
    if case.state == CaseState.MANAGE:
        return None
    me = member.acting_for or member
    return Turn(is_yours=case.handler_id == me.pk, who=str(case.handler or case.authority))


def _next_date(case: Procurement) -> tuple[dt.date | None, str]:
    """The next planned date from today on."""
    plan = getattr(case, "plan", None)
    if plan is None or not case.is_open:
        return None, ""
    coming = sorted((day, text) for day, text in plan.dates_ahead(case.state) if day >= clock.today())
    return coming[0] if coming else (None, "")


def export_table(cases: Iterable[Procurement]) -> Table:
    """The list with real dates and numbers. Says nothing of bids."""
    headings = [
        _("Procurement"), _("Diary number"), _("Authority"), _("Handler"), _("Step"), _("Regime"),
        _("CPV code"), _("Estimated value"), _("Contract months"), _("Option months"), _("Next date"),
        _("Decision to go on"), _("Act"), _("Procedure"), _("Framework agreement"), _("Nature"),
        _("Staff cost share"), _("Persons who perform"), _("Place of performance"), _("Orderer"),
        _("Tendering system"), _("Number there"),
    ]  # fmt: skip
    rows = [
        [
            case.title, case.diary_number, case.authority.name, str(case.handler or ""), _step(case),
            case.get_regime_display(), case.cpv_id or "", case.value_sek, case.base_months,
            case.option_months, _next_date(case)[0], _note(case),
            case.get_law_display(), case.get_procedure_display(), _("Yes") if case.is_framework else _("No"),
            case.get_nature_display(), case.staff_cost_share, case.performers, case.place, case.orderer,
            case.tendering_system, case.tendering_number,
        ]
        for case in cases
    ]  # fmt: skip
    return Table(headings, rows)
