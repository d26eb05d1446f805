"""What the contract's page says of a bonus: what was promised, and what is earned so far."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Fact
from core.templatetags.formats import sek
from procurements.bonus import bonus_of
from procurements.models import Commitment
from procurements.wording import bonus_words
from suppliers.ledger import Outcome
from suppliers.slots import Panel


def bonus_panel(commitment: Commitment, outcome: Outcome) -> Iterable[Panel]:
    """One section where the contract pays a bonus, else none."""
    if bonus := bonus_of(commitment):
        yield Panel(
            title=_("Bonus"),
            text=_("For places beyond what is required: {terms}.").format(terms=bonus_words(bonus)),
            facts=(Fact(label=_("Earned so far"), value=sek(outcome.bonus_sek)),),
        )
