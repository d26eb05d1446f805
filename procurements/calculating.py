"""Calculations of a case: which cases one may be tied to, and the panel in step Analyse."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from core.components import Fact
from core.together import Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.case_task import CaseTask
from procurements.models import Procurement, Requirement
from procurements.slots import StepPanel, step_parts
from procurements.states import CaseState
from strategy.frozen import calculator_for, frozen_rows
from strategy.models import FrozenCalculation
from strategy.slots import CalculationSubject, SubjectKind, calculation_subjects

CASE = "case"
MOST = 200


def panels(member: Membership, case: Procurement, step: CaseState) -> Iterable[Inquiry[CaseTask | StepPanel]]:
    """What has been calculated for the case, and the way to calculate. While it is prepared."""
    if step == CaseState.ANALYSE and case.is_preparing:
        calculations = FrozenCalculation.objects.visible_to(member).about(case).for_lists()
        yield Inquiry(partial(_panels, member, case), Rows(calculations.prefetch_related(None)))


def _panels(
    member: Membership, case: Procurement, calculations: list[FrozenCalculation]
) -> Iterable[StepPanel]:
    may_calculate = member.may(Permission.CALCULATE) and case.authority_id in member.authority_ids_with(
        Permission.CALCULATE
    )
    for calculation in calculations:
        calculation.subject = case
    rows = frozen_rows(calculations)
    if not rows and not may_calculate:
        return
    yield StepPanel(
        step=CaseState.ANALYSE,
        title=_("What the requirement means in money"),
        facts=tuple(Fact(label=row.day, value=f"{row.title}: {row.society}", url=row.url) for row in rows),
        text="" if rows else _("Calculate what it means for each actor, and save the result with the case."),
        url=calculator_for(f"{CASE}-{case.pk}") if may_calculate else "",
        link=_("Calculate on a requirement") if may_calculate else "",
    )


def _listed(member: Membership) -> Sequence[CalculationSubject]:
    rows = _cases(member).open().order_by("sort_key", "pk")[:MOST]
    return [_subject(case) for case in rows]


def _find(member: Membership, pk: int) -> CalculationSubject | None:
    case = _cases(member).filter(pk=pk).first()
    return _subject(case, initial=_known(case)) if case else None


def _cases(member: Membership) -> Any:
    found = Procurement.objects.visible_to(member).filter(
        authority__in=member.authority_ids_with(Permission.CALCULATE)
    )
    return found.select_related("authority__organisation")


def _subject(case: Procurement, *, initial: dict[str, Any] | None = None) -> CalculationSubject:
    label = _("Procurement: {title}").format(title=case.title)
    return CalculationSubject(
        key=f"{CASE}-{case.pk}", label=label, row=case, authority=case.authority, initial=initial or {}
    )


def _known(case: Procurement) -> dict[str, Any]:
    """The places that the requirement asks for, where they are written."""
    requirement = Requirement.objects.filter(lot__procurement=case).order_by("lot__number").first()
    return {"posts": requirement.places} if requirement and requirement.places else {}


def fill_slots() -> None:
    """Called once the apps are ready."""
    calculation_subjects.fill(SubjectKind(listed=_listed, find=_find), key=CASE, order=20)
    step_parts.fill(panels, key="procurements.calculations", order=10)
