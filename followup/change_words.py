"""A change of a commitment in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formats import ftm, number, sek
from procurements.choices import ChangeGround
from procurements.models import Variation
from procurements.wording import places


def changed_text(variation: Variation) -> str:
    """72,0 heltidsmånader över avtalet, 3 platser."""
    return ", ".join(changes_of(variation))


def changes_of(row: Any) -> Iterable[str]:
    """What is set, one part for each; of a change, or of anything with the same four values."""
    if row.full_time_months is not None:
        yield _("{months} over the contract").format(months=ftm(row.full_time_months))
    if row.places is not None:
        yield places(row.places)
    if row.contract_months is not None:
        months = row.contract_months
        yield ngettext("contract term {number} month", "contract term {number} months", months).format(
            number=number(months)
        )
    if row.value_sek is not None:
        yield _("value {sum}").format(sum=sek(row.value_sek))


def ground_text(variation: Variation) -> str:
    """The kind of ground and where it stands."""
    kind = ChangeGround(variation.kind_of_ground)
    return variation.ground if kind is ChangeGround.OTHER else f"{kind.label}: {variation.ground}"
