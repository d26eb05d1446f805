from organisations.models.authority import Authority
from organisations.models.calendar_feed import CalendarFeed
from organisations.models.cooperation import Cooperation, Opens
from organisations.models.deputyship import Deputyship
from organisations.models.headings import RememberedHeading
from organisations.models.invitation import Invitation
from organisations.models.membership import Membership
from organisations.models.organisation import Kind, Organisation, Part
from organisations.models.uploads import UploadedList
from organisations.models.user import User

__all__ = [
    "Authority",
    "CalendarFeed",
    "Cooperation",
    "Deputyship",
    "Invitation",
    "Kind",
    "Membership",
    "Opens",
    "Organisation",
    "Part",
    "RememberedHeading",
    "UploadedList",
    "User",
]
