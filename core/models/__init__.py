from core.models.acted import Acted
from core.models.audit import AuditRow
from core.models.documents import IssuedDocument, OutsideSigning, Signature
from core.models.facts import Fact
from core.models.keys import DataKey
from core.models.records import Record, RecordStatus
from core.models.status import StatusChange
from core.models.stepping import Stepping
from core.sortkeys import Sorted

__all__ = [
    "Acted",
    "AuditRow",
    "DataKey",
    "Fact",
    "Record",
    "RecordStatus",
    "Sorted",
    "StatusChange",
    "Stepping",
]
