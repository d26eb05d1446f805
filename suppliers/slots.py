"""What upper rooms add to the supplier's pages."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from core.components import Document, Link
from core.registry import Slot
from organisations.models import Membership
from procurements.models import Commitment
from suppliers.ledger import Event
from suppliers.models import Report

commitment_documents: Slot[Callable[[Membership, Commitment], Iterable[Document]]] = Slot(
    "commitment_documents"
)
# Further parts of the contract's page, such as its messages: links in the sub-navigation.
commitment_parts: Slot[Callable[[Membership, Commitment], Iterable[Link]]] = Slot("commitment_parts")
# The address at which this member reviews this report, or an empty string.
review_url: Slot[Callable[[Membership, Report], str]] = Slot("review_url")
# What upper rooms know of these commitments, by primary key, as recorded by the moment (now when None).
EventSource = Callable[[Sequence[int], dt.datetime | None], Mapping[int, Sequence[Event]]]
commitment_events: Slot[EventSource] = Slot("commitment_events")
