"""May this member do this to that analysis now? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import Analysis
from strategy.states import AnalysisState


def why_not_write(analysis: Analysis, member: Membership) -> str | None:
    """Answer, add figures, close, drop."""
    if reason := _why_not_work(analysis, member):
        return reason
    if analysis.is_open:
        return None
    return _("The analysis is closed. Begin the next one to write something else.")


def why_not_tie(analysis: Analysis, member: Membership) -> str | None:
    """Say which decision it led to."""
    if reason := _why_not_work(analysis, member):
        return reason
    if analysis.state == AnalysisState.CLOSED:
        return None
    return _("Close the analysis first, so that the decision rests on what stays.")


def _why_not_work(analysis: Analysis, member: Membership) -> str | None:
    if not member.may(Permission.STRATEGY_PREPARE):
        return _("You can read the analysis, but not write in it.")
    if analysis.authority_id not in member.authority_ids_with(Permission.STRATEGY_PREPARE):
        return _("Only those who work for {authority} may do this.").format(authority=analysis.authority)
    return None
