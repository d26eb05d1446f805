"""Somebody who had begun before the contract was entered."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField
from matching.choices import EndReason
from matching.forms.shared import BonusPlace, TermsForm, needs
from procurements.choices import Route
from procurements.models.terms import RequirementTerms


class EarlierPersonForm(BonusPlace, TermsForm):
    """What was agreed and how it ended. Asks for no name: the person gets a reference."""

    conditions: ClassVar[dict[str, Any]] = {**TermsForm.conditions, "because": _("if it has ended")}
    route = forms.ChoiceField(label=_("How was the person found?"), choices=Route.choices)
    ended_on = DateField(label=_("Last day, if it has ended"), required=False)
    because = forms.ChoiceField(
        label=_("Why it ended"), choices=[("", "–"), *EndReason.choices], required=False
    )

    def __init__(self, data: Any, *, terms: RequirementTerms) -> None:
        super().__init__(data)
        self.ask_for_bonus(terms)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("ended_on"):
            needs(self, data, ["because"], _("Choose why it ended."))
            if data["ended_on"] > clock.today():
                self.add_error("ended_on", _("Choose today or an earlier day."))
        return data

    @property
    def ending(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"ended_on": told["ended_on"], "because": told["because"]}
