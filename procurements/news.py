"""What has happened in cases, for the home page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.models import StatusChange
from core.news import latest_steps
from core.slots import News
from core.together import Inquiry, Rows
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.case_parts import title_of
from procurements.models import Award, GoDecision, Procurement, Requirement
from procurements.states import AwardState, CaseState, GoState, RequirementState

STEPS_TOLD = (CaseState.CANCELLED, CaseState.IMPLEMENT, CaseState.MANAGE, CaseState.CLOSED)
GO_TOLD = (GoState.WAITING_FOR_BODY, GoState.WAITING_FOR_DELEGATE, GoState.RETURNED, GoState.DECIDED)
REQUIREMENT_TOLD = (RequirementState.SUBMITTED, RequirementState.APPROVED, RequirementState.LOCKED)
AWARD_TOLD = (AwardState.MADE, AwardState.SIGNED, AwardState.WITHDRAWN)


def news_of(member: Membership) -> Iterable[Inquiry[News]]:
    """Steps of cases, decisions to go on, requirements and awards."""
    if not (member.organisation.shows(Part.PROCUREMENT) and member.may(Permission.CASE_SEE)):
        return
    cases = Procurement.objects.visible_to(member)
    in_lot = {"lot__procurement__among": cases}
    sources: tuple[tuple[Any, tuple[str, ...], str, Callable[[Any], Procurement]], ...] = (
        (cases, STEPS_TOLD, "", lambda row: row),
        (
            GoDecision.objects.filter(procurement__among=cases),
            GO_TOLD,
            "procurement",
            lambda row: row.procurement,
        ),
        (Requirement.objects.filter(**in_lot), REQUIREMENT_TOLD, "lot__procurement", _case_of_lot),
        (Award.objects.filter(**in_lot), AWARD_TOLD, "lot__procurement", _case_of_lot),
    )
    for rows, states, path, case_of in sources:
        steps = latest_steps(rows, member=member, states=states)
        about = rows.filter(pk__in=steps.values("object_id")).order_by("pk")
        about = about.select_related(path) if path else about
        yield Inquiry(_teller(rows.model, case_of), Rows(steps), Rows(about))


def _case_of_lot(row: Any) -> Procurement:
    case: Procurement = row.lot.procurement
    return case


def _teller(model: Any, case_of: Callable[[Any], Procurement]) -> Callable[..., Iterable[News]]:
    def tell(steps: list[StatusChange], rows: list[Any]) -> Iterable[News]:
        cases = {row.pk: case_of(row) for row in rows}
        for step in steps:
            case = cases[step.object_id]
            yield News(
                at=step.at,
                text=_("{what}.").format(what=title_of(model, step)),
                subject=case.title,
                url=case.get_absolute_url(),
                actor=step.actor_name,
            )

    return tell
