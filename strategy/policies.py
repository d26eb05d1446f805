"""May this member do this to that decision now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import BodyDecision, LeadershipDecision, PolicyTable
from strategy.states import OPEN, DecisionState

S = DecisionState


def why_not_prepare(decision: LeadershipDecision, member: Membership) -> str | None:
    """Change the content, send it on, drop it."""
    if reason := _why_not_work(decision, member):
        return reason
    if decision.is_editable:
        return None
    return _("The decision is no longer a draft. Return it first if something must be changed.")


def why_not_move_meeting(decision: LeadershipDecision, member: Membership) -> str | None:
    """Note another meeting, or type in what the committee decided."""
    if reason := _why_not_work(decision, member):
        return reason
    if decision.state == S.WAITING_FOR_BODY:
        return None
    return _("The decision does not wait for a committee.")


def why_not_correct(decision: LeadershipDecision, member: Membership) -> str | None:
    """Put mistyped details of a committee's decision right."""
    if reason := _why_not_work(decision, member):
        return reason
    if decision.is_made and isinstance(decision.way, BodyDecision):
        return None
    return _("There is no decision by a committee to correct.")


def why_not_decide(decision: LeadershipDecision, member: Membership) -> str | None:
    """Decide on delegation."""
    if decision.authority_id not in member.authority_ids_with(Permission.DECIDE):
        return _("Only those who decide for {authority} may do this.").format(authority=decision.authority)
    if decision.state == S.WAITING_FOR_BODY:
        return _("The matter is with the committee. Take it back first.")
    if not decision.can_become(S.DECIDED):
        return _("There is nothing to decide here any more.")
    if decision.item_of(member) is None:
        return _(
            "The delegation order of {authority} does not name your function, {function}. "
            "Ask the registrar to add it, or send the matter to the committee."
        ).format(authority=decision.authority, function=(member.acting_for or member).title or _("none"))
    return None


def why_not_return(decision: LeadershipDecision, member: Membership) -> str | None:
    """Return it to the one who prepared it, or take it back."""
    if reason := _why_not_work(decision, member, also=Permission.DECIDE):
        return reason
    if decision.can_become(S.RETURNED):
        return None
    return _("Only a decision that waits can be returned.")


def why_not_supersede(decision: LeadershipDecision, member: Membership) -> str | None:
    """Draft the decision that is to take its place."""
    if reason := _why_not_work(decision, member):
        return reason
    if decision.can_become(S.SUPERSEDED):
        return None
    return _("Only a decision that is made can be superseded.")


def why_not_end(decision: LeadershipDecision, member: Membership) -> str | None:
    """Stop applying it."""
    if decision.authority_id not in member.authority_ids_with(Permission.DECIDE):
        return _("Only those who decide for {authority} may do this.").format(authority=decision.authority)
    if decision.can_become(S.ENDED):
        return None
    return _("Only a decision that is made can be ended.")


def why_not_number(decision: LeadershipDecision, member: Membership) -> str | None:
    """Write the diary number."""
    return _why_not_work(decision, member, also=Permission.RECORD_REGISTER)


def why_not_tabulate(decision: LeadershipDecision, member: Membership) -> str | None:
    """Begin a decision table that carries the decision out."""
    if reason := _why_not_work(decision, member):
        return reason
    if decision.state in OPEN or decision.state == S.DECIDED:
        return None
    return _("The decision is no longer applied. Choose the one that took its place.")


def why_not_change_table(table: PolicyTable, member: Membership) -> str | None:
    """Change its rows and heading, drop it."""
    if reason := _why_not_work(table.decision, member):
        return reason
    if table.is_editable:
        return None
    return _("The table is no longer a draft. Begin a new one from it.")


def why_not_put_in_force(table: PolicyTable, member: Membership) -> str | None:
    """Let it hold from a day."""
    authority = table.decision.authority
    if table.decision.authority_id not in member.authority_ids_with(Permission.DECIDE):
        return _("Only those who decide for {authority} may do this.").format(authority=authority)
    if table.is_editable:
        return None
    return _("The table is no longer a draft. Begin a new one from it.")


def _why_not_work(
    decision: LeadershipDecision, member: Membership, *, also: Permission | None = None
) -> str | None:
    permitted = member.may(Permission.STRATEGY_PREPARE) or (also is not None and member.may(also))
    if not permitted:
        return _("You can read the decision, but not work with it.")
    permissions = (Permission.STRATEGY_PREPARE, *([also] if also else []))
    if decision.authority_id not in member.authority_ids_with(*permissions):
        return _("Only those who work for {authority} may do this.").format(authority=decision.authority)
    return None
