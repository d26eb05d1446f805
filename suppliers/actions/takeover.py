"""A running contract taken over with what was done before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import actor_columns
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.actions.running_contract import RunningContract, enter_running_contract
from procurements.models import Commitment, DialogueMeeting, OpeningBalance
from suppliers.actions.schedule import open_reports
from suppliers.policies import why_not_take_back_contract
from suppliers.states import ReportState
from suppliers.traces import touched


@dataclass(frozen=True, kw_only=True)
class AlreadyDone:
    """What was done up to and including a day, and who says so."""

    on: dt.date
    full_time_months: Decimal
    places_filled: int = 0
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class AlreadyHeld:
    """The first dialogue, held before the contract was entered: when, and what it led to."""

    on: dt.date
    result: str
    outcome: str


@transaction.atomic
def take_over(
    contract: RunningContract,
    *,
    done: AlreadyDone | None,
    dialogue: AlreadyHeld | None = None,
    by: Membership,
) -> Commitment:
    """Enter the contract, its opening balance, the dialogue that was held and the reports whose periods have
    begun, all or nothing. Tells nobody, and draws up no paper of the dialogue."""
    commitment = enter_running_contract(contract, by=by)
    if dialogue is not None:
        DialogueMeeting.objects.create(
            commitment=commitment,
            valid_from=dialogue.on,
            result=dialogue.result,
            outcome=dialogue.outcome,
            **actor_columns(by),
        )
    if done is not None:
        record_opening_balance(commitment, done, by=by)
    open_reports(commitment)
    return commitment


@transaction.atomic
def take_back(commitments: Sequence[Commitment], *, reason: str, by: Membership) -> None:
    """Undo that these were entered, all or none. Refused once anything has happened on one of them.

    Nobody sees them any more, and nothing is asked of their suppliers; rows and trail stay.
    """
    keys = [row.pk for row in commitments]
    locked = list(
        Commitment.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("contract__lot__procurement")
        .order_by("pk")
    )
    if began := touched(locked):
        first = next(row for row in locked if row.pk in began)
        raise RuleBroken(
            _(
                "Something has happened on {number} of the contracts, first on “{title}”. "
                "They can no longer be undone together."
            ).format(number=len(began), title=first.title)
        )
    for row in locked:
        _take_away(row, reason=reason, by=by)


@transaction.atomic
def take_back_one(commitment: Commitment, *, reason: str, by: Membership) -> None:
    """Undo that this one was entered, also after its supplier was asked or somebody wrote a note.

    Refused once a report was sent in or somebody stands under it. Open requests end, their links stop.
    """
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if refusal := why_not_take_back_contract(row, by):
        raise RuleBroken(refusal)
    _take_away(row, reason=reason, by=by)


def _take_away(row: Commitment, *, reason: str, by: Membership) -> None:
    for report in row.reports.filter(state=ReportState.OPEN):
        report.skip(reason=reason, by=by)
    row.undo_entry(reason=reason, by=by)
    row.contract.lot.procurement.undo_entry(reason=reason, by=by)


@transaction.atomic
def record_opening_balance(
    commitment: Commitment, done: AlreadyDone, *, by: Membership, reason: str = ""
) -> OpeningBalance:
    """Say what was done before. A later word corrects the earlier one and needs a reason."""
    Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    earlier = commitment.opening_balances.filter(corrected_by__isnull=True).first()
    if earlier is not None and not reason:
        raise RuleBroken(_("Say why this is changed."))
    if done.on < commitment.contract.starts_on:
        raise RuleBroken(_("Choose a day after the contract's first day."))
    if done.on >= clock.today():
        raise RuleBroken(_("Choose a day that has passed."))
    return OpeningBalance.objects.create(
        commitment=commitment,
        valid_from=done.on,
        full_time_months=done.full_time_months,
        places_filled=done.places_filled,
        source=done.source,
        corrects=earlier,
        reason=reason,
        **actor_columns(by),
    )
