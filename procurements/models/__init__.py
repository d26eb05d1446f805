from procurements.models.commitment import Commitment, ContactPerson
from procurements.models.contract import Contract
from procurements.models.facts import DialogueMeeting, OpeningBalance, Variation
from procurements.models.procurement import Lot, Participant, Procurement

__all__ = [
    "Commitment",
    "ContactPerson",
    "Contract",
    "DialogueMeeting",
    "Lot",
    "OpeningBalance",
    "Participant",
    "Procurement",
    "Variation",
]
