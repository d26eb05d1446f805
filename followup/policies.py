"""May this member do this under that contract now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from core import clock
from followup.closing_rules import why_not_close_now, why_not_reopen_now
from followup.commitment_facts import facts_of
from followup.dialogue_duty import has_dialogue
from followup.hearing import relief_of
from followup.hearing_rules import why_not_answer_now, why_not_ask_now, why_not_decide_now
from followup.selection import Selection
from matching.models import Placement
from matching.policies import why_not_follow
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from procurements.states import CommitmentState


def why_not_issue(selection: Selection) -> str | None:
    """Make a page for the committee of the figures."""
    if selection.is_shared:
        return _("Figures that are shared without their rows are not made into a page. Ask whose they are.")
    return None


def why_not_manage(commitment: Commitment, member: Membership) -> str | None:
    """Record what happens under the contract for the buyer."""
    if not _manages(commitment, member):
        return _only_managers(commitment)
    if commitment.state != CommitmentState.RUNNING:
        return _("The follow-up is closed. Open it again if something must be changed.")
    return None


def _only_managers(commitment: Commitment) -> str:
    return _("Only those who manage contracts for {authority} may do this.").format(
        authority=commitment.authority
    )


def why_not_close(commitment: Commitment, member: Membership) -> str | None:
    """End the follow-up."""
    return why_not_manage(commitment, member) or why_not_close_now(commitment)


def why_not_reopen(commitment: Commitment, member: Membership) -> str | None:
    """Take it up again."""
    if not _manages(commitment, member):
        return _only_managers(commitment)
    return why_not_reopen_now(commitment)


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


def why_not_ask(commitment: Commitment, member: Membership) -> str | None:
    """Ask for the supplier's view."""
    return why_not_manage(commitment, member) or why_not_ask_now(facts_of(commitment))


def why_not_answer(commitment: Commitment, member: Membership) -> str | None:
    """Give the supplier's view: the supplier itself, or the buyer for what reached it in another way."""
    if not is_party(commitment, member) and (reason := why_not_manage(commitment, member)):
        return reason
    return why_not_answer_now(facts_of(commitment))


def why_not_decide(commitment: Commitment, member: Membership) -> str | None:
    """Decide when the supplier was heard."""
    return why_not_manage(commitment, member) or why_not_decide_now(facts_of(commitment))


def why_not_relieve(commitment: Commitment, member: Membership) -> str | None:
    if reason := why_not_manage(commitment, member):
        return reason
    if relief_of(facts_of(commitment).steps) is not None:
        return _("The supplier is relieved already.")
    return None


def why_not_withdraw_relief(commitment: Commitment, member: Membership) -> str | None:
    if reason := why_not_manage(commitment, member):
        return reason
    if relief_of(facts_of(commitment).steps) is None:
        return _("There is no relief to withdraw.")
    return None


def why_not_note_outcome(placement: Placement, member: Membership) -> str | None:
    """Note how it went: the officers who follow the placement, and those who manage its contract."""
    is_followed = why_not_follow(placement, member) is None
    is_managed = placement.commitment is not None and _manages(placement.commitment, member)
    if not (is_followed or is_managed):
        return _("Only the matching officers and those who manage the contract note how it went.")
    if placement.is_withdrawn:
        return _("The placement was entered by mistake and taken back.")
    if placement.starts_on > clock.today():
        return _("The placement has not begun yet.")
    return None


def _manages(commitment: Commitment, member: Membership) -> bool:
    """Also after the follow-up is closed: people are asked for a year."""
    return commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT)
