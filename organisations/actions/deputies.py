"""Naming a deputy, and telling her."""

import datetime as dt

from django.db import transaction

from core.mail import queue_mail
from organisations.mails import DEPUTY_NAMED
from organisations.models import Deputyship, Membership


@transaction.atomic
def name_deputy(deputy: Membership, *, starts_on: dt.date, ends_on: dt.date, by: Membership) -> Deputyship:
    """Let `deputy` act for `by` during the period; the deputy gets a mail."""
    row = Deputyship.name(deputy, starts_on=starts_on, ends_on=ends_on, by=by)
    queue_mail(DEPUTY_NAMED, row, to=deputy, by=by, language=deputy.user.language)
    return row
