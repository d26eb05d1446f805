from procurements.models.award import Award, Bid, CourtReview, CourtRuling
from procurements.models.coming import ComingNotice
from procurements.models.commitment import Commitment
from procurements.models.contact import ContactPerson
from procurements.models.contract import Contract
from procurements.models.facts import DialogueMeeting, OpeningBalance, Variation
from procurements.models.go import GoDecision
from procurements.models.meeting import StartMeeting
from procurements.models.procurement import Lot, Participant, Procurement
from procurements.models.purchase import Explanation, PlannedPurchase
from procurements.models.purchase_list import KnownPurchaseHeading, PurchaseList
from procurements.models.requirement import Approval, Publication, Requirement, RequirementVersion
from procurements.models.sheets import Assessment, EntryCheck, EntryConsent, MarketPicture, Plan
from procurements.models.waiver import Waiver

__all__ = [
    "Approval",
    "Assessment",
    "Award",
    "Bid",
    "ComingNotice",
    "Commitment",
    "ContactPerson",
    "Contract",
    "CourtReview",
    "CourtRuling",
    "DialogueMeeting",
    "EntryCheck",
    "EntryConsent",
    "Explanation",
    "GoDecision",
    "KnownPurchaseHeading",
    "Lot",
    "MarketPicture",
    "OpeningBalance",
    "Participant",
    "Plan",
    "PlannedPurchase",
    "Procurement",
    "Publication",
    "PurchaseList",
    "Requirement",
    "RequirementVersion",
    "StartMeeting",
    "Variation",
    "Waiver",
]
