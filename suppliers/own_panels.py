"""What this room itself says on the contract's page of what was promised, to all who see it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from core import clock
from procurements.models import Commitment
from suppliers.bonus_panel import bonus_panel
from suppliers.bought_places import bought_panel
from suppliers.ledger import Outcome
from suppliers.ledger.months import add_months
from suppliers.requirement_page import requirement_panel
from suppliers.slots import Panel

# How long before its last day the end of a contract is worth a section of its page. This product's own pace.
SOON_MONTHS = 3


def own_panels(commitment: Commitment, outcome: Outcome) -> Iterable[Panel]:
    """What is bought, the bonus, and where the text is; each only where the contract has it."""
    yield from bought_panel(commitment)
    yield from bonus_panel(commitment, outcome)
    yield from requirement_panel(commitment)


def in_season(panels: Iterable[Panel], *, ends_on: dt.date) -> Iterable[Panel]:
    """The panels as they are shown today: those for the end of the contract are quiet until it nears, and
    left out where all that is quiet, the link, is missing."""
    is_early = ends_on > add_months(clock.today(), SOON_MONTHS)
    for panel in panels:
        if not (panel.for_the_end and is_early):
            yield panel
        elif panel.url:
            yield replace(panel, is_quiet=True)
