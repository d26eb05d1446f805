"""What upper rooms add to the supplier's pages."""

from collections.abc import Callable, Iterable

from core.components import Document
from core.registry import Slot
from organisations.models import Membership
from procurements.models import Commitment
from suppliers.models import Report

commitment_documents: Slot[Callable[[Membership, Commitment], Iterable[Document]]] = Slot(
    "commitment_documents"
)
# The address at which this member reviews this report, or an empty string.
review_url: Slot[Callable[[Membership, Report], str]] = Slot("review_url")
