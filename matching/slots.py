"""What upper rooms add to the page of a placement."""

from collections.abc import Callable, Iterable

from core.components import Link
from core.registry import Slot
from matching.models import Placement
from organisations.models import Membership
from procurements.slots import CaseEvent

# Acts of upper rooms that this member may take now: links with a verb.
placement_acts: Slot[Callable[[Membership, Placement], Iterable[Link]]] = Slot("placement_acts")
# What upper rooms know to have happened.
placement_timeline: Slot[Callable[[Membership, Placement], Iterable[CaseEvent]]] = Slot("placement_timeline")
