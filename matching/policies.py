"""May this member do this to that row now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from matching.models import Candidate, CandidateRequest, Placement, Proposal, RequirementProfile
from matching.models.serving import served_by
from matching.states import ProfileState, ProposalState
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.bonus import bonus_of
from procurements.models import Commitment

S = ProposalState


def why_not_write(profile: RequirementProfile, member: Membership) -> str | None:
    """Only officers of the matching side write in the profile."""
    if not member.may(Permission.PROFILE_EDIT) or profile.authority_id not in member.own_authority_ids_with(
        Permission.PROFILE_EDIT
    ):
        return _("Only matching officers of {authority} work with this profile.").format(
            authority=profile.authority
        )
    return None


def _represents(member: Membership, profile: RequirementProfile) -> bool:
    is_supplier = profile.commitment.contract.supplier_id == member.organisation_id
    return is_supplier and member.may(Permission.SUPPLIER_WORK)


def why_not_rewrite(profile: RequirementProfile, member: Membership) -> str | None:
    if profile.state != ProfileState.DRAFT:
        return why_not_write(profile, member) or _("The profile is no longer a draft. Open it again first.")
    return why_not_write(profile, member)


def why_not_agree_for_supplier(profile: RequirementProfile, member: Membership) -> str | None:
    """The supplier itself, or the officer who has it by telephone."""
    if not _represents(member, profile) and (refusal := why_not_write(profile, member)):
        return refusal
    if profile.state != ProfileState.DRAFT:
        return _("The profile does not wait for an agreement.")
    if profile.matcher_agreed_at is None:
        return _("The matching officer has not finished writing. You get a mail when the profile is ready.")
    return None


def why_not_ask_for_change(profile: RequirementProfile, member: Membership) -> str | None:
    if not _represents(member, profile) and (refusal := why_not_write(profile, member)):
        return refusal
    return None if profile.is_open else _("The profile is closed.")


def why_not_close(profile: RequirementProfile, member: Membership) -> str | None:
    return why_not_write(profile, member) or (None if profile.is_open else _("The profile is closed."))


def why_not_propose(profile: RequirementProfile, member: Membership) -> str | None:
    """People are asked only about a profile that both sides have agreed to."""
    if refusal := why_not_write(profile, member):
        return refusal
    if profile.state != ProfileState.AGREED:
        return _("Agree on the profile with the supplier before anybody is asked.")
    return None


def why_not_open_profile(commitment: Commitment, member: Membership) -> str | None:
    """A profile is made by an officer who serves the commitment."""
    if not served_by(member).filter(pk=commitment.pk).exists():
        return _("Your unit does not work with this contract. A recorded co-operation is needed.")
    return None


def why_not_answer_request(request: CandidateRequest, member: Membership) -> str | None:
    if not member.may(Permission.PROFILE_EDIT) or request.authority_id not in member.own_authority_ids_with(
        Permission.PROFILE_EDIT
    ):
        return _("Only matching officers of {authority} answer.").format(authority=request.authority)
    return _("The request is answered already.") if request.is_answered else None


def why_not_handle(candidate: Candidate, member: Membership) -> str | None:
    if not member.may(
        Permission.CANDIDATE_EDIT
    ) or candidate.authority_id not in member.own_authority_ids_with(Permission.CANDIDATE_EDIT):
        return _("Candidates are registered only by those who work for the authority.")
    return None


def why_not_step(proposal: Proposal, member: Membership, *, target: str) -> str | None:
    """May the officer take the proposal to this state?"""
    if refusal := why_not_handle(proposal.candidate, member):
        return refusal
    if proposal.can_become(target):
        return None
    return _("The proposal is “{state}”, so this cannot be done now.").format(state=S(proposal.state).label)


def why_not_record_answer(proposal: Proposal, member: Membership) -> str | None:
    """The person's yes or no; also when she changes her mind before anything is passed on."""
    return why_not_step(proposal, member, target=S.UNWILLING if proposal.state == S.WILLING else S.WILLING)


def why_not_choose(proposal: Proposal, member: Membership) -> str | None:
    """The supplier answers; an officer may record what the supplier said by telephone."""
    if not _represents(member, proposal.profile) and (refusal := why_not_handle(proposal.candidate, member)):
        return refusal
    if proposal.can_become(S.CHOSEN):
        return None
    return _("The proposal does not wait for your answer.")


def judges(commitment: Commitment, member: Membership) -> bool:
    """Who says how people under the contract hang together with the requirement, and that they belong to the
    target group: the matching officers who work with it, and for people whom the supplier found itself
    those of the buyer who review its reports."""
    if not member.may(Permission.PLACEMENT_JUDGE):
        return False
    if member.may(Permission.REPORT_VERIFY) and commitment.authority_id in member.authority_ids_with(
        Permission.REPORT_VERIFY
    ):
        return True
    return served_by(member).filter(pk=commitment.pk).exists()


def only_those_who_judge() -> str:
    return _("Only those who review the reports, and the matching officers of the contract, judge this.")


def why_not_judge(placement: Placement, member: Membership) -> str | None:
    """Judge the connection, confirm the target group, or take that back."""
    if placement.commitment is None:
        return why_not_follow(placement, member)
    if not judges(placement.commitment, member):
        return only_those_who_judge()
    return _taken_back(placement)


def why_not_say_bonus(placement: Placement, member: Membership) -> str | None:
    """Say that a place is one of those that pay a bonus, or that it is not, where the contract pays one."""
    if placement.commitment is None or bonus_of(placement.commitment) is None:
        return _("The contract pays no bonus.")
    if not judges(placement.commitment, member):
        return _("Only those who review the reports, and the matching officers of the contract, judge this.")
    return _taken_back(placement)


def why_not_say_counts(placement: Placement, member: Membership) -> str | None:
    """Say that a placement under a contract lies outside what is required, or that it counts after all."""
    if placement.commitment is None:
        return _("The placement is under no contract, so there is nothing to count in.")
    return why_not_judge(placement, member)


def why_not_follow(placement: Placement, member: Membership) -> str | None:
    """Officers follow the placements of commitments they serve, and those their own unit counts."""
    own = placement.authority_id in member.own_authority_ids_with(Permission.PROFILE_EDIT)
    serves = (
        placement.commitment_id is not None and served_by(member).filter(pk=placement.commitment_id).exists()
    )
    if not member.may(Permission.PROFILE_EDIT) or not (own or serves):
        return _("Only the matching officers who work with the contract change this.")
    return _taken_back(placement)


def _taken_back(placement: Placement) -> str | None:
    return _("The placement was entered by mistake and taken back.") if placement.is_withdrawn else None
