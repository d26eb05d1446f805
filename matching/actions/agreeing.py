"""Sending a profile to the supplier and getting it back: the verb, and who is told."""

import datetime as dt

from django.db import transaction

from core import clock
from matching.mails import PROFILE_ANSWERED, ask_supplier, asked_at_supplier, officers, tell
from matching.models import ProfileLink, RequirementProfile
from organisations.models import Membership

AT_ONCE = dt.timedelta(minutes=1)


@transaction.atomic
def send_to_supplier(profile: RequirementProfile, *, by: Membership) -> int:
    """The matching side agrees and the supplier is asked. Tells how many people there got a mail.

    Sent again within a minute, as by a double click, nobody gets a second mail.
    """
    row = RequirementProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if row.waits_for_supplier and row.matcher_agreed_at and row.matcher_agreed_at > clock.now() - AT_ONCE:
        return asked_at_supplier(row)
    profile.agree(for_supplier=False, by=by)
    return ask_supplier(profile, by=by) if profile.waits_for_supplier else 0


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


@transaction.atomic
def agree_by_link(link: ProfileLink, *, name: str, version: int) -> None:
    """Somebody without an account agrees for the supplier; the officer is told."""
    link.profile.agree_by_link(link, name=name, version=version)
    tell(PROFILE_ANSWERED, link.profile, officers(link.profile), by=link.visitor)


@transaction.atomic
def ask_for_change_by_link(link: ProfileLink, *, reason: str, version: int) -> None:
    """Somebody without an account says what should be different; the officer is told."""
    link.profile.ask_for_change_by_link(link, reason=reason, version=version)
    tell(PROFILE_ANSWERED, link.profile, officers(link.profile), by=link.visitor)
