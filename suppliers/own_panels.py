"""What this room itself says on the contract's page of what was promised, to all who see it."""

from collections.abc import Iterable

from procurements.models import Commitment
from suppliers.bonus_panel import bonus_panel
from suppliers.bought_places import bought_panel
from suppliers.ledger import Outcome
from suppliers.requirement_page import requirement_panel
from suppliers.slots import Panel


def own_panels(commitment: Commitment, outcome: Outcome) -> Iterable[Panel]:
    """What is bought, the bonus, and where the text is; each only where the contract has it."""
    yield from bought_panel(commitment)
    yield from bonus_panel(commitment, outcome)
    yield from requirement_panel(commitment)
