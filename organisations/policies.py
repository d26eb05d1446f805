"""May this member do this to that row? Each question gives the reason why not, or `None`."""

from django.utils.translation import gettext as _

from organisations.models import Cooperation, Deputyship, Kind, Membership
from organisations.permissions import Permission


def why_not_change(member: Membership, target: Membership) -> str | None:
    """May `member` change the roles of `target`, or end the membership?"""
    if not member.may(Permission.ORGANISATION_ADMINISTER):
        return _("Only an administrator gives and takes roles.")
    if target.has_ended:
        return _("This membership has ended. Invite the person again.")
    return None


def why_not_give_cooperation(member: Membership) -> str | None:
    """Only authorities open something; a supplier has none."""
    if not member.may(Permission.ORGANISATION_ADMINISTER):
        return _("Only an administrator records a co-operation.")
    if member.organisation.kind == Kind.SUPPLIER:
        return _("A co-operation is given by an authority, and a supplier has none.")
    return None


def why_not_end_cooperation(member: Membership, cooperation: Cooperation) -> str | None:
    if not member.may(Permission.ORGANISATION_ADMINISTER):
        return _("Only an administrator ends a co-operation.")
    if cooperation.giver.organisation_id != member.organisation_id:
        return _("Only the giver can end it. Ask {giver}.").format(giver=cooperation.giver.organisation)
    if cooperation.has_ended:
        return _("This co-operation has ended already.")
    return None


def why_not_end_deputyship(member: Membership, deputyship: Deputyship) -> str | None:
    if deputyship.member_id != member.pk or member.acting_for is not None:
        return _("Only the person who named the deputy takes it back.")
    if deputyship.ended_at is not None:
        return _("This deputyship has ended already.")
    return None
