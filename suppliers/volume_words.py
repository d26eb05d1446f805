"""What a contract requires, in a few words."""

from django.utils.translation import gettext as _

from procurements import wording
from procurements.choices import RequirementKind
from procurements.models import Commitment
from suppliers.ledger import Outcome
from suppliers.standing import Standing


def requirement_text(commitment: Commitment, outcome: Outcome) -> str:
    """The requirement as it is now, in a few words: every volume that must be reached, or a dialogue.

    Beside a yearly average the total stands, too: as the contract has it, else what the average comes to.
    """
    volumes = wording.volumes(
        yearly_average=commitment.yearly_average,
        full_time_months=outcome.required_ftm,
        count=outcome.places_required,
    )
    return volumes or str(RequirementKind(commitment.kind).label)


def without_volume(told: Standing) -> str:
    """What is owed in place of a volume; "" where a volume is."""
    if told.required is not None:
        return ""
    if told.owes_nothing:
        return _(
            "The requirement has no volume: the contract is reserved, and how many work in it is reported."
        )
    return _("A dialogue requirement has no volume: the parties meet, and the outcome is written down.")
