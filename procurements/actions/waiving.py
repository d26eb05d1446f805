"""Marking a task or a step as not needed."""

from typing import TYPE_CHECKING

from django.db import transaction

from core.rules import RuleBroken
from procurements.case_rows import rows_of, with_sheets
from procurements.models import Procurement, Waiver
from procurements.waiving import why_not_waive

if TYPE_CHECKING:
    from core.actors import Actor


@transaction.atomic
def waive(case: Procurement, what: str, *, reason: str, by: "Actor") -> Waiver:
    """Not needed here: the key of a task, or of a step. Refused where a missing decision needs consent."""
    rows = rows_of(with_sheets(Procurement.objects.select_for_update(of=("self",))).get(pk=case.pk))
    if refusal := why_not_waive(rows, what):
        raise RuleBroken(refusal)
    return Waiver.give(case, what, reason=reason, by=by)
