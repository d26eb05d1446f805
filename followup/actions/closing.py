"""Ending the follow-up of a contract, and taking it up again."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.actors import Actor
from core.rules import RuleBroken
from followup.closing_rules import missing_reports, why_not_close_now, why_not_reopen_now
from procurements.documents import LANGUAGE
from procurements.models import Commitment, Procurement
from procurements.models.commitment import CommitmentQuerySet
from procurements.models.procurement import need_reason
from procurements.states import CaseState


@transaction.atomic
def close_followup(commitment: Commitment, *, reason: str = "", by: Actor) -> int:
    """End the follow-up: nobody is asked or reminded any more, and what was reported stands.

    Reports that have not come are noted as not needed; how many is returned. The case is closed with the
    last of its commitments.
    """
    row = _locked(commitment)
    if refusal := why_not_close_now(row):
        raise RuleBroken(refusal)
    with override(LANGUAGE):
        because = _("The follow-up was closed.")
    missing = missing_reports(row)
    for report in missing:
        report.skip(reason=because, by=by)
    row.close(reason=reason.strip(), by=by)
    case = row.contract.lot.procurement
    if case.state == CaseState.MANAGE and not _commitments_of(case).running().exists():
        case.close(by=by)
    return len(missing)


@transaction.atomic
def reopen_followup(commitment: Commitment, *, reason: str, by: Actor) -> None:
    """Take the follow-up up again. Reports noted as not needed stay so; new periods are asked for."""
    row = _locked(commitment)
    if refusal := why_not_reopen_now(row):
        raise RuleBroken(refusal)
    need_reason(reason)
    row.reopen(reason=reason.strip(), by=by)
    case = row.contract.lot.procurement
    if case.state == CaseState.CLOSED:
        case.reopen(CaseState.MANAGE, reason=reason.strip(), by=by)


def _locked(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("contract__lot__procurement")
    return rows.get(pk=commitment.pk)


def _commitments_of(case: Procurement) -> CommitmentQuerySet:
    return Commitment.objects.filter(contract__lot__procurement=case)
