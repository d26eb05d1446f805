"""May this member do this to that case now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import GoDecision, Procurement, Requirement
from procurements.models.coming import why_not_show
from procurements.states import CaseState, GoState, RequirementState

P = Permission
S = GoState


def why_not_work(case: Procurement, member: Membership) -> str | None:
    """Change anything in the case."""
    return _why_not(case, member, P.CASE_EDIT) or _why_closed(case)


def why_not_show_case(case: Procurement, member: Membership) -> str | None:
    """Let everybody read of the case while it is being prepared."""
    return why_not_work(case, member) or why_not_show(case) or None


def why_not_conclude(case: Procurement, member: Membership) -> str | None:
    """Record the award, note bids, sign the contract."""
    if reason := why_not_work(case, member):
        return reason
    if case.state != CaseState.PROCURE:
        return _("This is done in step 4, Procure. Go on to it first.")
    return None


def why_not_follow(case: Procurement, member: Membership) -> str | None:
    """Book and hold the start meeting, move on to Manage."""
    if case.authority_id in member.authority_ids_with(P.CONTRACT_EDIT):
        return _why_closed(case)
    return why_not_work(case, member)


def why_not_consent(case: Procurement, member: Membership) -> str | None:
    """Agree that the case goes on without a decision."""
    if reason := _why_not(case, member, P.DECIDE) or _why_closed(case):
        return reason
    entry = getattr(case, "entry_check", None)
    if entry is None or not entry.needs_consent:
        return _("Nothing waits for your consent here.")
    return None


def why_not_prepare_go(case: Procurement, member: Membership) -> str | None:
    """Send the proposal to a committee or a delegate, move the meeting, register the answer."""
    return why_not_work(case, member)


def why_not_add_minutes(case: Procurement, member: Membership) -> str | None:
    """Add the extract that proves a committee's decision; also in a case that is closed by now."""
    if reason := _why_not(case, member, P.CASE_EDIT):
        return reason
    if case.go_decisions.without_minutes().exists():
        return None
    return _("There is no decision by a committee that lacks its minutes.")


def why_not_decide(go: GoDecision, member: Membership) -> str | None:
    """Decide on delegation."""
    if reason := _why_not(go.procurement, member, P.DECIDE) or _why_closed(go.procurement):
        return reason
    if go.state == S.WAITING_FOR_BODY:
        return _("The matter is with the committee. Take it back first.")
    if not go.can_become(S.DECIDED):
        return _("There is nothing to decide here any more.")
    if go.item_of(member) is None:
        return _(
            "The delegation order of {authority} does not name your function, {function}. "
            "Ask the registrar to add it, or send the matter to the committee."
        ).format(authority=go.authority, function=(member.acting_for or member).title or _("none"))
    return None


def why_not_return_go(go: GoDecision, member: Membership) -> str | None:
    """Return the proposal to the one who prepared it, or take it back."""
    reason = _why_not(go.procurement, member, P.DECIDE)
    if reason and _why_not(go.procurement, member, P.CASE_EDIT):
        return reason
    if go.can_become(S.RETURNED):
        return None
    return _("Only a proposal that waits can be returned.")


def why_not_write(requirement: Requirement, member: Membership) -> str | None:
    """Change the requirement's parameters and text."""
    if reason := why_not_work(requirement.lot.procurement, member):
        return reason
    if requirement.is_editable:
        return None
    if requirement.state == RequirementState.LOCKED:
        return _("The requirement is locked. It was published or signed as it stands.")
    return _("The requirement is not a draft. Take it back before you change it.")


def why_not_approve(requirement: Requirement, member: Membership) -> str | None:
    """Approve or return the requirement."""
    case = requirement.lot.procurement
    if reason := _why_not(case, member, P.REQUIREMENT_APPROVE) or _why_closed(case):
        return reason
    if requirement.state == RequirementState.SUBMITTED:
        return None
    return _("The requirement does not wait for approval.")


def why_not_take_back(requirement: Requirement, member: Membership) -> str | None:
    """Back to draft."""
    case = requirement.lot.procurement
    reason = why_not_work(case, member)
    if reason and why_not_approve(requirement, member):
        return reason
    if not requirement.can_become(RequirementState.DRAFT):
        return _("The requirement cannot be taken back any more.")
    return None


def why_not_see_bids(case: Procurement, member: Membership) -> str | None:
    """Bids are for those at the running authority who run the procurement."""
    if case.authority_id in member.authority_ids_with(P.BID_SEE):
        return None
    return _("Only those at the running authority who may see bids can open this.")


def _why_not(case: Procurement, member: Membership, permission: Permission) -> str | None:
    if not member.may(permission):
        return _("You can read the case, but not do this in it.")
    if case.authority_id not in member.authority_ids_with(permission):
        return _("Only those who work for {authority} may do this.").format(authority=case.authority)
    return None


def _why_closed(case: Procurement) -> str | None:
    return None if case.is_open else _("The case is closed. Open it again if something must be changed.")
