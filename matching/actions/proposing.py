"""Asking people, passing on what may be passed on, and the supplier's answer: the verb, and who is told."""

from collections.abc import Collection, Iterable

from django.db import transaction

from matching.mails import PROPOSAL_ANSWERED, PROPOSAL_TO_ANSWER, officers, tell, tell_supplier
from matching.models import Candidate, Proposal, RequirementProfile
from organisations.models import Membership


@transaction.atomic
def ask_people(
    profile: RequirementProfile, candidates: Iterable[Candidate], *, by: Membership
) -> list[Proposal]:
    """Note that each of these is asked about the job; all or none."""
    return [Proposal.ask(profile, candidate, by=by) for candidate in candidates]


@transaction.atomic
def disclose(
    proposal: Proposal, *, fields: Collection[str], why_no_harm: str, legal_ground: str, by: Membership
) -> int:
    """Pass on what the test allows. Tells how many people at the supplier got a mail."""
    proposal.disclose(fields=fields, why_no_harm=why_no_harm, legal_ground=legal_ground, by=by)
    return tell_supplier(PROPOSAL_TO_ANSWER, proposal, proposal.profile, by=by)


@transaction.atomic
def answer_proposal(proposal: Proposal, *, choosing: str, because: str, by: Membership) -> None:
    """The supplier's choice; the officer is told."""
    proposal.answer(choosing=choosing, because=because, by=by)
    tell(PROPOSAL_ANSWERED, proposal, officers(proposal.profile), by=by)
