"""Starting a case, moving it through its steps, joining authorities to it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.rules import RuleBroken
from organisations.models import Authority, Cooperation, Membership
from procurements.case_rows import rows_of, with_sheets
from procurements.models import Lot, Participant, PlannedPurchase, Procurement
from procurements.register.following import follow_case, register_case
from procurements.signals import case_moved
from procurements.states import STEPS, CaseState
from procurements.tasks_of_case import in_the_way, is_needed
from procurements.waiving import WAITS_FOR_DECISION, why_not_waive

if TYPE_CHECKING:
    from core.actors import Actor


@transaction.atomic
def start_case(
    content: Mapping[str, Any], *, planned: PlannedPurchase | None = None, by: Membership
) -> Procurement:
    """A new procurement in step Plan with its unseen lot; the authority runs it. It is what was `planned`,
    or gets a row of its own in the register of purchases."""
    case = Procurement(**content)
    case.handler = case.handler or by
    case.state = CaseState.PLAN
    case.full_clean(exclude=["sort_key"])
    case.save()
    case.begin(by=by)
    Participant.objects.create(procurement=case, authority=case.authority, is_running=True)
    Lot.objects.create(procurement=case)
    if planned is None:
        register_case(case, by=by)
    else:
        planned.become(case, by=by)
        follow_case(planned, case)
    return case


@transaction.atomic
def change_case(case: Procurement, values: Mapping[str, Any], *, by: "Actor") -> bool:
    """Other particulars, in the register of purchases too."""
    changed = case.edit(by=by, **values)
    row = getattr(case, "planned_purchase", None)
    if changed and row is not None:
        follow_case(row, case)
    return changed


def advance(case: Procurement, to: str, *, by: "Actor", reason: str = "") -> None:
    """Go on to a later step. Every needed step on the way must have its required tasks done.

    Step Implement is reached by signing the contract (actions.signing), not by this.
    """
    with case.stepping(to, by=by, reason=reason) as row:
        order = list(STEPS)
        if (
            row.state not in order
            or to not in order
            or order.index(CaseState(to)) <= order.index(CaseState(row.state))
        ):
            raise RuleBroken(_("Choose a later step. An earlier one is opened again with a reason."))
        if to == CaseState.IMPLEMENT:
            raise RuleBroken(_("Step 5 begins when the contract is signed. Sign it in step 4."))
        check_gates(row, to)
    transaction.on_commit(partial(case_moved.send, Procurement, procurement=case, state=to, by=by))


def check_gates(case: Procurement, to: str) -> None:
    """Refuse to pass a step whose required tasks are not done, saying which."""
    rows = rows_of(with_sheets(Procurement.objects.all()).get(pk=case.pk))
    order = list(STEPS)
    passed = order[order.index(CaseState(case.state)) : order.index(CaseState(to))]
    skipped = WAITS_FOR_DECISION & rows.waived.keys() if CaseState.PLAN in passed else ()
    for what in skipped:
        if refusal := why_not_waive(rows, what):
            raise RuleBroken(refusal)
    for step in passed:
        if (missing := in_the_way(rows, step)) and is_needed(rows, step):
            raise RuleBroken(
                _("Step {step} is not done: “{task}”. Do it, or mark it as not needed here.").format(
                    step=step.label, task=missing[0].title
                )
            )


@transaction.atomic
def join_authority(
    case: Procurement,
    authority: Authority,
    *,
    cooperation: Cooperation,
    share: Decimal | None = None,
    by: Membership,
) -> Participant:
    """Let another authority take part, on a recorded co-operation between the two."""
    parties = {cooperation.giver_id, cooperation.receiving_authority_id}
    if authority.pk not in parties or cooperation.has_ended:
        raise RuleBroken(_("Choose a co-operation in force with that authority."))
    if case.participants.filter(authority=authority).exists():
        raise RuleBroken(_("{authority} takes part already.").format(authority=authority))
    taken = sum((row.share or Decimal(0)) for row in case.participants.all())
    if share is not None and taken + share > 1:
        raise RuleBroken(_("The shares come to more than 100 per cent together."))
    row = Participant.objects.create(
        procurement=case, authority=authority, cooperation=cooperation, share=share
    )
    audit.record("participant.joined", row.procurement, by=by, changes={"authority": authority.pk})
    return row


@transaction.atomic
def part_authority(participant: Participant, *, by: Membership) -> None:
    """Take an authority out again. Not the running one, and not once there is a contract."""
    if participant.is_running:
        raise RuleBroken(_("The authority that runs the procurement cannot leave it."))
    if participant.procurement.lots.filter(contracts__isnull=False).exists():
        raise RuleBroken(_("The contract is signed, so the authorities cannot be changed here."))
    changes = {"authority": participant.authority_id}
    audit.record("participant.left", participant.procurement, by=by, changes=changes)
    participant.delete()
