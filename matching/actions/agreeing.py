"""Sending a profile to the supplier and getting it back: the verb, and who is told."""

from django.db import transaction

from matching.mails import PROFILE_ANSWERED, PROFILE_TO_AGREE, officers, tell, tell_supplier
from matching.models import RequirementProfile
from organisations.models import Membership


@transaction.atomic
def send_to_supplier(profile: RequirementProfile, *, by: Membership) -> int:
    """The matching side agrees and the supplier is asked. Tells how many people at the supplier
    got a mail."""
    profile.agree(for_supplier=False, by=by)
    return tell_supplier(PROFILE_TO_AGREE, profile, profile, by=by) if profile.waits_for_supplier else 0


@transaction.atomic
def agree_for_supplier(profile: RequirementProfile, *, by: Membership, told_by: str = "") -> None:
    """The supplier agrees; the officer is told that people can be asked."""
    profile.agree(for_supplier=True, by=by, told_by=told_by)
    tell(PROFILE_ANSWERED, profile, officers(profile), by=by)


@transaction.atomic
def ask_for_change(profile: RequirementProfile, *, reason: str, by: Membership) -> None:
    """Take the profile back to a draft; the officer is told what should be changed."""
    profile.ask_for_change(reason=reason, by=by)
    tell(PROFILE_ANSWERED, profile, officers(profile), by=by)
