"""Who may send a reminder again that could not be delivered."""

from typing import Any

from django.utils.translation import gettext as _

from core.models import OutgoingMail
from followup.reminder_log import can_be_sent_again, topic_of
from organisations.models import Membership
from organisations.permissions import Permission as P
from procurements.models import Commitment, Procurement

MANAGES = {Commitment: P.CONTRACT_EDIT, Procurement: P.CASE_EDIT}


def may_send(member: Membership, topic: Any) -> bool:
    """Whoever manages the contract or the case at its authority."""
    permission = MANAGES.get(type(topic))
    return permission is not None and topic.authority_id in member.authority_ids_with(permission)


def administers(member: Membership, topic: Any) -> bool:
    """Whoever sees to it that the organisation's mail arrives, whatever authority it is from."""
    own = topic is not None and topic.authority.organisation_id == member.organisation_id
    return own and member.may(P.ORGANISATION_ADMINISTER)


def why_not_send_again(mail: OutgoingMail, member: Membership) -> str | None:
    """Send it again."""
    topic = topic_of(mail.subject)
    if not (may_send(member, topic) or administers(member, topic)):
        return _("Only those who manage contracts for {authority} may do this.").format(
            authority=topic.authority
        )
    if not can_be_sent_again(mail):
        return _("Only a reminder that could not be delivered is sent again.")
    return None
