"""What rooms above add to the page of a case. Empty slots are valid: the page then leaves the part out.

A slot reads only: a task from above is shown, but no gate asks for it. What it reads is asked for together
with the rows of the case (core/together.py).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.components import Document, Event, Fact, Link
from core.registry import Slot
from core.together import Inquiry
from organisations.models import Membership
from procurements.case_task import CaseTask
from procurements.models import Procurement
from procurements.states import CaseState


@dataclass(frozen=True, kw_only=True)
class StepPanel:
    """A panel below the tasks of a step: facts, and one link onward."""

    step: str
    title: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseEvent:
    """Something that happened in the case, with the moment it is sorted by."""

    at: dt.datetime
    event: Event


StepSource = Callable[[Membership, Procurement, CaseState], Iterable[Inquiry[CaseTask | StepPanel]]]
EventSource = Callable[[Membership, Procurement], Iterable[Inquiry[CaseEvent]]]
EvidenceSource = Callable[[Membership, Procurement], Iterable[Inquiry[Document]]]
PartSource = Callable[[Membership, Procurement], Iterable[Link]]

# Further tasks of the step that is shown, and panels below them. A source asks for nothing in other steps.
step_parts: Slot[StepSource] = Slot("step_parts")
case_timeline: Slot[EventSource] = Slot("case_timeline")
evidence: Slot[EvidenceSource] = Slot("evidence")
# Further parts of the case beside its own, such as its messages: links in the sub-navigation.
case_parts: Slot[PartSource] = Slot("case_parts")
