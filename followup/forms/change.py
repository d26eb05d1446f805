"""A change of what was promised under a contract."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.amounts import MoneyField, MonthsField
from core.forms import DateField, NumberField, Radios, WholeNumberField
from core.privacy import warn_of_personal_number
from core.templatetags.formats import number
from followup.forms.dialogue import BOTH_READ, text_area
from followup.forms.sections import FormSection
from procurements.choices import ChangeGround, RequirementKind
from procurements.models import Commitment, Variation
from suppliers.terms_now import terms_now

VOLUMES = ("full_time_months", "places")
EXACT = {"full_time_months"}
VALUES = (*VOLUMES, "contract_months", "value_sek")


class ChangeForm(forms.Form):
    """What holds from a day on, on what ground, and why. Empty stays as it was."""

    units = {
        "full_time_months": _("full-time months"),
        "places": _("places"),
        "contract_months": _("months from the first day"),
        "value_sek": _("kr"),
    }
    readers = {"reason": BOTH_READ}
    holds_from = DateField(
        label=_("Holds from"), help_text=_("For a longer contract: the day you agreed on it.")
    )
    full_time_months = NumberField(
        label=_("Volume over the whole contract"),
        min_value=Decimal("0.1"),
        max_value=100_000,
        decimal_places=2,
        required=False,
    )
    places = WholeNumberField(label=_("Number of places"), min_value=1, max_value=10_000, required=False)
    contract_months = MonthsField(
        label=_("Length of the contract"), min_value=1, max_value=600, required=False
    )
    value_sek = MoneyField(label=_("Value excluding VAT"), min_value=0, max_value=10**12, required=False)
    kind_of_ground = forms.ChoiceField(
        label=_("Ground"),
        choices=ChangeGround.choices,
        widget=Radios(
            helps={
                ChangeGround.CLAUSE: _("LOU 17 kap. 10 §"),
                ChangeGround.MINOR: _("LOU 17 kap. 9 §"),
                ChangeGround.ADDITIONAL: _("LOU 17 kap. 11 §"),
                ChangeGround.UNFORESEEN: _("LOU 17 kap. 12 §"),
                ChangeGround.NOT_SUBSTANTIAL: _("LOU 17 kap. 14 §"),
            }
        ),
    )
    ground = forms.CharField(
        label=_("Clause or paragraph"),
        max_length=200,
        help_text=_("For example point 6.2 of the contract, or the paragraph of another law."),
    )
    reason = text_area(label=_("Why the commitment is changed"))

    def __init__(self, data: Any = None, *, commitment: Commitment, initial: Any = None) -> None:
        super().__init__(data, initial={"holds_from": clock.today(), **(initial or {})})
        if commitment.kind == RequirementKind.DIALOGUE:
            for name in VOLUMES:
                del self.fields[name]
        now = terms_now(commitment)
        for name in VALUES:
            if name in self.fields and (value := getattr(now, name)) is not None:
                self.fields[name].help_text = _t("Now {value}").format(value=number(value, name in EXACT))

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first = next(name for name in VALUES if name in self.fields)
        has_none = all(data.get(name) is None for name in VALUES)
        if has_none and not set(VALUES) & self.errors.keys():
            self.add_error(first, _("Fill in at least one of the four, with what holds from then on."))
        return data

    @classmethod
    def initial_of(cls, row: Variation) -> dict[str, Any]:
        named = {name: getattr(row, name) for name in (*VALUES, "kind_of_ground", "ground")}
        return {"holds_from": row.valid_from, **named}

    @property
    def sections(self) -> list[FormSection]:
        """When, what, and by what right."""
        values = [self[name] for name in VALUES if name in self.fields]
        return [
            FormSection(fields=[self["holds_from"]]),
            FormSection(
                heading=_("What holds from then on"),
                help=_("Write the new figure, not the difference. Leave empty what stays as it was."),
                fields=values,
                is_row=True,
            ),
            FormSection(fields=[self["kind_of_ground"], self["ground"], self["reason"]]),
        ]
