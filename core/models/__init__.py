from core.models.acted import Acted
from core.models.attachments import Attachment
from core.models.audit import AuditRow
from core.models.documents import IssuedDocument, Signature
from core.models.facts import Fact
from core.models.keys import DataKey
from core.models.links import MailedLink, MailedLinkQuerySet
from core.models.mail import OutgoingMail, OutgoingMailQuerySet
from core.models.messages import InternalNote, Message, MessageRead
from core.models.outside import OutsideSigning, OutsideWithdrawal
from core.models.records import Record, RecordStatus
from core.models.reminders import Reminder, ReminderQuerySet
from core.models.sent import SentForm
from core.models.status import StatusChange
from core.models.stepping import Stepping
from core.sortkeys import Sorted

__all__ = [
    "Acted",
    "Attachment",
    "AuditRow",
    "DataKey",
    "Fact",
    "InternalNote",
    "IssuedDocument",
    "MailedLink",
    "MailedLinkQuerySet",
    "Message",
    "MessageRead",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "OutsideSigning",
    "OutsideWithdrawal",
    "Record",
    "RecordStatus",
    "Reminder",
    "ReminderQuerySet",
    "SentForm",
    "Signature",
    "Sorted",
    "StatusChange",
    "Stepping",
]
