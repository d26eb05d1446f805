"""Documents: a frozen context goes in, one archivable file comes out, and never changes again.

A room declares a `DocumentKind` (template and context dataclass) in its `documents.py`, registers it in
`AppConfig.ready()` and calls `order`. A worker renders it (`core.tasks.documents`); `sign` records an
electronic approval and orders the edition that carries it on its last page.

No personal values in a context: contexts are stored and printed in clear. The names of officials acting in
their duty (author, decision-maker) are allowed; a candidate appears by reference only.
"""

from core.documents.checking import DocumentCheck, find_by_code
from core.documents.frame import Endorsement, Frame
from core.documents.freezing import freeze, thaw
from core.documents.kinds import DocumentKind, kinds, register
from core.documents.ordering import order, order_again
from core.documents.outside import SignedBy, attach_signed_outside, withdraw_signed_outside
from core.documents.rendering import due_ids, render
from core.documents.signing import SIGNATURE_MAX_AGE_SECONDS, Mandate, sign

__all__ = [
    "SIGNATURE_MAX_AGE_SECONDS",
    "DocumentCheck",
    "DocumentKind",
    "Endorsement",
    "Frame",
    "Mandate",
    "SignedBy",
    "attach_signed_outside",
    "due_ids",
    "find_by_code",
    "freeze",
    "kinds",
    "order",
    "order_again",
    "register",
    "render",
    "sign",
    "thaw",
    "withdraw_signed_outside",
]
