"""May this member do this under that contract now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from followup.dialogue_duty import has_dialogue
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from procurements.states import CommitmentState


def why_not_manage(commitment: Commitment, member: Membership) -> str | None:
    """Record what happens under the contract for the buyer."""
    if not member.may(Permission.CONTRACT_EDIT) or commitment.authority_id not in member.authority_ids:
        return _("Only those who manage contracts for {authority} may do this.").format(
            authority=commitment.authority
        )
    if commitment.state != CommitmentState.RUNNING:
        return _("The follow-up is closed. Open it again if something must be changed.")
    return None


def why_not_read_dialogue(commitment: Commitment) -> str | None:
    """There is a page only where the contract asks for a dialogue."""
    return None if has_dialogue(commitment) else _("The contract asks for no dialogue.")


def why_not_record_dialogue(commitment: Commitment, member: Membership) -> str | None:
    """Note a meeting, or correct one."""
    return why_not_manage(commitment, member) or why_not_read_dialogue(commitment)


def is_party(commitment: Commitment, member: Membership) -> bool:
    """Does the member represent the supplier of the contract?"""
    own = commitment.contract.supplier_id == member.organisation_id
    return own and member.may(Permission.SUPPLIER_WORK)
