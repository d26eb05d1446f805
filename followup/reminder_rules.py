"""Who may send a reminder again that could not be delivered."""

from typing import Any

from django.utils.translation import gettext as _

from core.models import OutgoingMail
from followup.access import sees
from followup.reminder_log import can_be_sent_again, topic_of
from organisations.models import Membership
from organisations.permissions import Permission as P
from procurements.models import Commitment, Procurement

MANAGES = {Commitment: P.CONTRACT_EDIT, Procurement: P.CASE_EDIT}
SENDS = (P.ORGANISATION_ADMINISTER, *MANAGES.values())


def knows_of(member: Membership, topic: Any) -> bool:
    """May the member know of the reminders about it: its readers, and the organisation's administrator."""
    return topic is not None and (_administers(member, topic) or sees(member, topic))


def may_send(member: Membership, topic: Any) -> bool:
    """Whoever manages the contract or the case at its authority, and the organisation's administrator."""
    permission = MANAGES.get(type(topic))
    manages = permission is not None and member.may(permission) and topic.authority_id in member.authority_ids
    return manages or _administers(member, topic)


def why_not_send_again(mail: OutgoingMail, member: Membership) -> str | None:
    """Send it again."""
    topic = topic_of(mail.subject)
    if not may_send(member, topic):
        return _("Only those who manage contracts for {authority} may do this.").format(
            authority=topic.authority
        )
    if not can_be_sent_again(mail):
        return _("Only a reminder that could not be delivered is sent again.")
    return None


def _administers(member: Membership, topic: Any) -> bool:
    own = topic.authority.organisation_id == member.organisation_id
    return own and member.may(P.ORGANISATION_ADMINISTER)
