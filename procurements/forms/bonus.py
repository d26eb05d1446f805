"""The bonus of a requirement: an amount for each type of placement, and how far it goes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.amounts import MoneyField
from core.forms import WholeNumberField
from procurements.bonus import Bonus, typed_bonus
from procurements.choices import PlacementType, RequirementKind
from procurements.models import Requirement

MOST_SEK = 10**9
RATES = {kind.value: f"bonus_{kind.value}" for kind in PlacementType}
LIMITS = {"max_places": "bonus_max_places", "cap_sek": "bonus_cap_sek"}
BONUS = (*RATES.values(), *LIMITS.values())


def rate_field(kind: PlacementType) -> WholeNumberField:
    return WholeNumberField(label=kind.label, required=False, min_value=1, max_value=MOST_SEK)


class BonusFields(forms.Form):
    """Fields of the bonus; whoever inherits also asks `kind` and `types`. Empty: no bonus."""

    units: ClassVar[dict[str, Any]] = {
        **{name: _("kr per full-time month") for name in RATES.values()},
        "bonus_max_places": _("places"),
        "bonus_cap_sek": _("kr in all"),
    }
    bonus_employment = rate_field(PlacementType.EMPLOYMENT)
    bonus_internship = rate_field(PlacementType.INTERNSHIP)
    bonus_trainee = rate_field(PlacementType.TRAINEE)
    bonus_apprenticeship = rate_field(PlacementType.APPRENTICESHIP)
    bonus_training = rate_field(PlacementType.TRAINING)
    bonus_max_places = WholeNumberField(
        label=_("At most, at the same time"), required=False, min_value=1, max_value=10_000
    )
    bonus_cap_sek = MoneyField(
        label=_("Highest bonus in all"),
        required=False,
        min_value=1,
        max_value=MOST_SEK,
        help_text=_("Then you know beforehand what the bonus can cost."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        takes_bonus = data.get("kind") in RequirementKind.values and RequirementKind(data["kind"]).takes_bonus
        for kind, name in RATES.items():
            if takes_bonus and data.get(name) and "types" in data and kind not in data["types"]:
                self.add_error(
                    name,
                    _(
                        "{type} does not count in this requirement. Tick it under “What counts”, or "
                        "remove the amount."
                    ).format(type=PlacementType(kind).label),
                )
        return data

    @property
    def bonus(self) -> dict[str, Any] | None:
        """What the fields say, as the column keeps it."""
        told = self.cleaned_data
        rates = {kind: told[name] for kind, name in RATES.items() if told[name] is not None}
        return Bonus(sek_per_month=rates, **{limit: told[name] for limit, name in LIMITS.items()}).stored

    @property
    def bonus_is_open(self) -> bool:
        """Is there something to see: a value, or an error?"""
        return any(self[name].value() not in {None, ""} or self[name].errors for name in BONUS)


def bonus_typed(requirement: Requirement) -> dict[str, Any]:
    """The initial values of the fields."""
    stored = typed_bonus(requirement)
    if stored is None:
        return {}
    rates = {RATES[kind]: rate for kind, rate in stored.sek_per_month.items()}
    return {**rates, **{name: getattr(stored, limit) for limit, name in LIMITS.items()}}
