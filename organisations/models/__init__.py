from organisations.models.authority import Authority
from organisations.models.cooperation import Cooperation
from organisations.models.invitation import Invitation
from organisations.models.membership import Deputyship, Membership
from organisations.models.organisation import Kind, Organisation, Part
from organisations.models.user import User

__all__ = [
    "Authority",
    "Cooperation",
    "Deputyship",
    "Invitation",
    "Kind",
    "Membership",
    "Organisation",
    "Part",
    "User",
]
