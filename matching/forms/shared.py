"""Fields that several forms of this room have."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, NumberField, Radios
from core.privacy import warn_of_personal_number
from matching.choices import Attribution, GroupBasis, PlacementForm
from matching.models.serving import PLACEMENT_AUDIENCE
from procurements.bonus import bonus_of
from procurements.choices import PlacementType, Route
from procurements.models.terms import RequirementTerms

PERCENT = Decimal(100)
BONUS, REQUIRED = "bonus", "required"
BONUS_CHOICES = [
    (BONUS, _("Bonus place, beyond what is required")),
    (REQUIRED, _("Part of what is required")),
]
SEPARATORS = re.compile(r"[\n;]")
COMMAS = re.compile(r"[\n;,]")


class ListField(forms.CharField):
    """Several short texts, one a line; with `by_comma` also between commas."""

    def __init__(self, *, most: int, by_comma: bool = False, rows: int = 4, **options: Any) -> None:
        widget = forms.TextInput() if by_comma else forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **options)
        self.most, self.by_comma = most, by_comma

    def prepare_value(self, value: Any) -> Any:
        return ("\n" if not self.by_comma else ", ").join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        text = warn_of_personal_number(super().clean(value) or "")
        parts = (COMMAS if self.by_comma else SEPARATORS).split(text)
        found = list(dict.fromkeys(part.strip(" \r\t-•*") for part in parts if part.strip(" \r\t-•*")))
        if long := next((part for part in found if len(part) > self.most), None):
            raise ValidationError(_t("Write shorter: “{text}…”").format(text=long[:30]), code="long")
        return found


def guarded(**options: Any) -> forms.CharField:
    """A line of text that must not hold a personal number."""
    field = forms.CharField(**options)
    field.validators.append(_refuse_personal_number)
    return field


def _refuse_personal_number(text: str) -> None:
    warn_of_personal_number(text)


def percent_field(**options: Any) -> NumberField:
    return NumberField(
        label=_("Share of full time"),
        min_value=Decimal("0.01"),
        max_value=PERCENT,
        decimal_places=2,
        initial=100,
        **options,
    )


class TermsForm(forms.Form):
    """What is agreed about a placement."""

    units = {"percent": _("per cent")}
    conditions: ClassVar[dict[str, Any]] = {"form": _("for an employment")}
    type = forms.ChoiceField(
        label=_("Type"),
        choices=PlacementType.choices,
        widget=Radios(reveals={PlacementType.EMPLOYMENT: "form"}),
    )
    form = forms.ChoiceField(
        label=_("Form of employment"),
        choices=[("", "–"), *PlacementForm.choices[:-1]],
        required=False,
    )
    starts_on = DateField(label=_("First day"))
    planned_end_on = DateField(label=_("Planned last day"), required=False)
    percent = percent_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("type") == PlacementType.EMPLOYMENT and not data.get("form"):
            self.add_error("form", _("Choose the form of employment."))
        first, last = data.get("starts_on"), data.get("planned_end_on")
        if first and last and last < first:
            self.add_error("planned_end_on", _("The last day must not be before the first day."))
        return data

    @property
    def terms(self) -> dict[str, Any]:
        """What `start_placement` takes."""
        data = self.cleaned_data
        is_job = data["type"] == PlacementType.EMPLOYMENT
        return {
            "type": data["type"],
            "form": data["form"] if is_job else PlacementForm.NONE,
            "starts_on": data["starts_on"],
            "planned_end_on": data["planned_end_on"],
            "scope": Fraction(data["percent"]) / 100,
            "route": data.get("route") or Route.MUNICIPAL,
            "is_bonus": data.get("is_bonus", False),
        }


class BonusPlace:
    """A form about somebody's place, in a contract that pays a bonus: is it one of those beyond what is
    required? Not asked in any other contract."""

    fields: dict[str, forms.Field]

    def ask_for_bonus(self, terms: RequirementTerms) -> None:
        if bonus_of(terms) is not None:
            self.fields["is_bonus"] = forms.BooleanField(
                label=_("Bonus place, beyond what is required"),
                required=False,
                help_text=_("It counts towards the bonus, and not towards what is required."),
            )


class BonusForm(forms.Form):
    """Say it of somebody who has started, or correct it."""

    readers = {"reason": PLACEMENT_AUDIENCE.line(_("Write nothing about the person."))}
    is_bonus = forms.TypedChoiceField(
        label=_("The place is"),
        choices=BONUS_CHOICES,
        coerce=lambda value: value == BONUS,
        widget=Radios,
    )
    reason = guarded(label=_("Why this is changed"), max_length=300)


class CountsForm(forms.Form):
    """Does somebody's placement count in what the contract requires?"""

    readers = {"reason": PLACEMENT_AUDIENCE.line(_("Write nothing about the person."))}
    counts = forms.TypedChoiceField(
        label=_("In the undertaking"),
        choices=[("yes", _("It counts")), ("no", _("It does not count"))],
        coerce=lambda value: value == "yes",
        widget=Radios,
    )
    judged_on = DateField(label=_("Judged on"), initial=clock.today)
    reason = guarded(label=_("Why this is changed"), max_length=300)


class AttributionForm(forms.Form):
    """How the placement hangs together with the requirement, in the judgement of whoever follows it."""

    readers = {"reason": PLACEMENT_AUDIENCE.line(_("Write nothing about the person."))}
    attribution = forms.ChoiceField(
        label=_("Connection to the requirement"),
        choices=Attribution.choices,
        widget=Radios(
            helps={
                Attribution.DIRECT_REQUIREMENT: _("The place was created because the contract demands it."),
                Attribution.RELATION_SPILLOVER: _("The contact made it happen, not the demand."),
            }
        ),
    )
    reason = guarded(label=_("Why you judge so"), max_length=300)
    judged_on = DateField(label=_("Judged on"), initial=clock.today)


class GroupForm(forms.Form):
    """On whose word the person belongs to the target group. No field takes why."""

    basis = forms.ChoiceField(
        label=_("How it is known"),
        choices=GroupBasis.choices,
        widget=Radios(
            helps={
                GroupBasis.MATCHING: _(
                    "By telephone or mail too, where candidates are kept in another system."
                ),
                GroupBasis.SUPPLIER: _("A supplier that finds people itself has to be able to show it."),
            }
        ),
    )
    on = DateField(label=_("Confirmed on"), initial=clock.today)


class TakeBackForm(forms.Form):
    """Why a confirmation was wrong."""

    readers = {"reason": PLACEMENT_AUDIENCE.line(_("Write nothing about the person."))}
    reason = guarded(label=_("Why it is taken back"), max_length=300)


def needs(form: forms.Form, data: dict[str, Any], names: Iterable[str], message: Any) -> None:
    """Put the message beside each of the fields that is empty."""
    for name in names:
        if not data.get(name) and name not in form.errors:
            form.add_error(name, message)
