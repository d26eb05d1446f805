"""The steps bar on the contract's page: the six steps of its case, as the case says them."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.components import Status, Step
from core.prepared import Prepared
from core.together import Inquiry
from procurements.models import Assessment, Commitment, MarketPicture, Waiver
from procurements.states import STEPS, CaseState
from procurements.tasks_of_case import step_key

# Where nothing is advertised these are needed only when somebody has filled in their sheet.
SHEETS = ((CaseState.MAP, MarketPicture), (CaseState.ANALYSE, Assessment))


def _sheets(model: Any, case: int) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(procurement=case).order_by("pk")
    return found


FILLED_IN = [Prepared.by_key(partial(_sheets, model)) for _step, model in SHEETS]
WAIVERS = Prepared.by_key(lambda case: Waiver.objects.standing().filter(procurement=case).order_by("pk"))


def steps_asked(commitment: Commitment) -> Inquiry[Step]:
    """What was marked as not needed here is asked for along with the rest of the page."""
    case = commitment.procurement_id
    sheets = [question(case) for question in FILLED_IN]
    waivers = WAIVERS(case)

    def tell(waived: list[Waiver], *found: list[Any]) -> Iterable[Step]:
        keys = {row.what for row in waived}
        needless = {step for step in STEPS if step_key(step) in keys}
        if not commitment.contract.lot.procurement.is_advertised:
            filled = zip(SHEETS, found, strict=True)
            needless |= {step for (step, _model), rows in filled if not any(r.is_filled_in for r in rows)}
        return _steps(commitment, needless)

    return Inquiry(tell, waivers, *sheets)


def _steps(commitment: Commitment, needless: Collection[CaseState]) -> Iterable[Step]:
    """For a contract taken over the earlier ones were handled outside."""
    case = commitment.contract.lot.procurement
    now = STEPS.index(CaseState(case.state)) if case.state in STEPS else len(STEPS)
    for index, step in enumerate(STEPS):
        state, label = Status.DONE, ""
        if case.entered_running and index < now:
            state, label = Status.NOT_NEEDED, _("Handled outside Insteg")
        elif step in needless:
            state = Status.NOT_NEEDED
        elif index >= now:
            state = Status.RUNNING if index == now else Status.WAITING
        yield Step(number=index + 1, name=str(step.label), state=state, label=label)
