from core.models.acted import Acted
from core.models.audit import AuditRow
from core.models.documents import IssuedDocument, OutsideSigning, Signature
from core.models.facts import Fact
from core.models.keys import DataKey
from core.models.mail import OutgoingMail, OutgoingMailQuerySet
from core.models.records import Record, RecordStatus
from core.models.reminders import Reminder, ReminderQuerySet
from core.models.status import StatusChange
from core.models.stepping import Stepping
from core.sortkeys import Sorted

__all__ = [
    "Acted",
    "AuditRow",
    "DataKey",
    "Fact",
    "IssuedDocument",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "OutsideSigning",
    "Record",
    "RecordStatus",
    "Reminder",
    "ReminderQuerySet",
    "Signature",
    "Sorted",
    "StatusChange",
    "Stepping",
]
