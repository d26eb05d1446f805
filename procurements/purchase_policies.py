"""May this member do this to that planned purchase now? The reason why not, or `None`."""

from django.utils.translation import gettext as _

from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import PlannedPurchase
from procurements.states import PurchaseState

P = Permission
S = PurchaseState


def why_not_keep(row: PlannedPurchase, member: Membership) -> str | None:
    """Answer for it at all: those who run procurements or prepare decisions at the authority."""
    if not (member.may(P.CASE_EDIT) or member.may(P.STRATEGY_PREPARE)):
        return _("You can read the purchase, but not change it.")
    if row.authority_id not in member.authority_ids_with(P.CASE_EDIT, P.STRATEGY_PREPARE):
        return _("Only those who work for {authority} may do this.").format(authority=row.authority)
    return None


def why_not_change(row: PlannedPurchase, member: Membership) -> str | None:
    """Change what is planned, drop it, link it to a procurement."""
    if reason := why_not_keep(row, member):
        return reason
    if row.is_planned:
        return None
    return _("Only what is planned can be changed here. Change the procurement instead.")


def why_not_start(row: PlannedPurchase, member: Membership) -> str | None:
    """Start its procurement."""
    if row.authority_id not in member.authority_ids_with(P.CASE_EDIT):
        return _("Those who run procurements at {authority} start them.").format(authority=row.authority)
    return why_not_change(row, member)


def why_not_explain(row: PlannedPurchase, member: Membership) -> str | None:
    """Write, confirm or take back a reason."""
    if reason := why_not_keep(row, member):
        return reason
    if row.state in {S.PLANNED, S.STARTED}:
        return None
    return _("It is not to be bought, so there is nothing to explain.")


def why_not_unlink(row: PlannedPurchase, member: Membership) -> str | None:
    """Say that it was the wrong procurement."""
    if reason := why_not_keep(row, member):
        return reason
    if row.state == S.STARTED and not row.began_as_case:
        return None
    return _("It began as this procurement and has no other.")


def why_not_take_up(row: PlannedPurchase, member: Membership) -> str | None:
    """Say that it is to be bought after all."""
    if reason := why_not_keep(row, member):
        return reason
    return None if row.state == S.DROPPED else _("It is to be bought already.")
