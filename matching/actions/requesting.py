"""Requests for candidates: the verb, and who is told."""

import datetime as dt

from django.db import transaction

from matching.mails import REQUEST_ANSWERED, REQUEST_ASKED, tell
from matching.models import CandidateRequest
from matching.models.serving import matching_sides, officers_of, own_side, representatives_of
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment


@transaction.atomic
def ask_for_candidates(
    commitment: Commitment, *, wanted: int, by: Membership, asked_on: dt.date | None = None
) -> CandidateRequest:
    """Ask the matching side, or let its officer note a request that came by telephone."""
    is_officer = by.may(Permission.PROFILE_EDIT)
    side = own_side(commitment, by) if is_officer else matching_sides(commitment)[0]
    request = CandidateRequest.ask(
        commitment=commitment, authority=side, wanted=wanted, asked_on=asked_on, by=by
    )
    tell(REQUEST_ASKED, request, officers_of(side), by=by)
    return request


@transaction.atomic
def answer_request(
    request: CandidateRequest,
    *,
    answer: str,
    number: int,
    group_confirmed: bool,
    answered_on: dt.date,
    by: Membership,
) -> None:
    """Record the answer once; the supplier and the contract manager are told."""
    request.reply(
        answer=answer, number=number, group_confirmed=group_confirmed, answered_on=answered_on, by=by
    )
    commitment = request.commitment
    told = {person.pk: person for person in representatives_of(commitment)}
    for person in (request.asked_by, commitment.contract_manager):
        if person is not None and person.is_active:
            told[person.pk] = person
    tell(REQUEST_ANSWERED, request, told.values(), by=by)
