"""What upper rooms add to the supplier's pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.components import Document, Fact, Link
from core.registry import Slot
from core.together import Inquiry
from organisations.models import Membership
from procurements.models import Commitment
from procurements.slots import CaseEvent
from suppliers.ledger import Event
from suppliers.models import Report


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A section of the contract's page: facts, a sentence, and one link onward.

    What is only `for_the_end` is quiet until the end of the contract nears: its link alone, below the rest.
    """

    title: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    url: str = ""
    link: str = ""
    for_the_end: bool = False
    is_quiet: bool = False


DocumentSource = Callable[[Membership, Commitment], Iterable[Inquiry[Document]]]
commitment_documents: Slot[DocumentSource] = Slot("commitment_documents")
# Further parts of the contract's page, such as its messages: links in the sub-navigation.
commitment_parts: Slot[Callable[[Membership, Commitment], Iterable[Link]]] = Slot("commitment_parts")
# Further sections of the contract's page.
commitment_panels: Slot[Callable[[Membership, Commitment], Iterable[Panel]]] = Slot("commitment_panels")
# What has happened under the contract beside its own steps and its reports.
commitment_timeline: Slot[Callable[[Membership, Commitment], Iterable[CaseEvent]]] = Slot(
    "commitment_timeline"
)
# The address at which this member reviews this report, or an empty string.
review_url: Slot[Callable[[Membership, Report], str]] = Slot("review_url")


@dataclass(frozen=True, kw_only=True)
class EventSource:
    """Facts of an upper room that the ledger reads: a `Fact` with a `commitment`, and what the rows of one
    commitment tell, in the order recorded."""

    model: type[models.Model]
    events_of: Callable[[Sequence[Any]], Iterable[Event]]


commitment_events: Slot[EventSource] = Slot("commitment_events")
