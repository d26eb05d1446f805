"""Who reads what is written about a contract or a case beside its own pages: messages and notes."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.topics import READERS
from organisations.audience import Audience, Circle
from organisations.permissions import Permission
from procurements.models import Commitment, Participant, Procurement
from procurements.models.commitment import COMMITMENT_AUDIENCE
from procurements.models.procurement import CASE_AUDIENCE

# The registrar opens every message that became a record of her authority.
REGISTRAR = Circle(
    Permission.RECORD_REGISTER,
    lambda member: Q(authority__in=member.authority_ids_with(Permission.RECORD_REGISTER)),
    _("at the authority, to register it"),
)
MESSAGES: dict[type[Any], Audience] = {
    Commitment: COMMITMENT_AUDIENCE.through(*READERS).and_also(REGISTRAR),
    Procurement: CASE_AUDIENCE.through(*READERS).and_also(REGISTRAR),
}
OWN_PEOPLE = _("who work for the authority itself; never by the supplier or by another authority")
NOTES: dict[type[Any], Audience] = {
    Commitment: Audience(
        Circle(
            Permission.COMMITMENT_SEE,
            lambda member: Q(authority__in=member.own_authority_ids_with(Permission.COMMITMENT_SEE)),
            OWN_PEOPLE,
            doors=READERS,
        )
    ),
    Procurement: Audience(
        Circle(
            Permission.CASE_SEE,
            lambda member: Q(
                pk__among=Participant.objects.filter(
                    authority__in=member.own_authority_ids_with(Permission.CASE_SEE)
                ).values("procurement")
            ),
            OWN_PEOPLE,
            doors=READERS,
        )
    ),
}
