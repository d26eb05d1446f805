"""A report that is asked for outside the schedule: the period and the mail, both or none."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import OutgoingMail
from core.rules import RuleBroken
from procurements.models import Commitment
from suppliers.actions.schedule import open_first_report
from suppliers.mails import ask_for_report

if TYPE_CHECKING:
    from core.actors import Actor


@transaction.atomic
def ask_for_first_report(commitment: Commitment, *, by: "Actor") -> list[OutgoingMail]:
    """Open the period until yesterday and send the link to it. Where the link cannot be sent, no period is
    made, so that nobody waits for a supplier who knows of nothing."""
    mails = ask_for_report(open_first_report(commitment, by=by), by=by)
    if not mails:
        raise RuleBroken(_("There is nobody to send to. Add who reports first, then send the link."))
    return mails
