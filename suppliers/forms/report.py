"""Forms of the report: a new person, a change, the attestation."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, NumberField, Radios
from core.privacy import looks_like_a_name, warn_of_personal_number
from matching.choices import EndReason, PlacementForm
from matching.forms.shared import BONUS_CHOICES, BonusPlace
from organisations.permissions import Permission
from procurements.bonus import bonus_of
from procurements.choices import PlacementType, Route
from procurements.models.commitment import COMMITMENT_AUDIENCE
from procurements.models.terms import RequirementTerms
from suppliers.choices import RowChange

PERCENT = Decimal(100)
LOOKS_LIKE_A_NAME = _(
    "This looks like a name. Write a label that only you understand, or tick that it is not a name."
)
# Only the page on which the authority reviews a report shows what the supplier adds to it.
REVIEW_AUDIENCE = COMMITMENT_AUDIENCE.through(Permission.REPORT_VERIFY)


def percent_field(**options: Any) -> NumberField:
    return NumberField(min_value=Decimal("0.01"), max_value=PERCENT, decimal_places=2, **options)


class PersonForm(BonusPlace, forms.Form):
    """A new person in the report. Asks five things and never a name."""

    units = {"percent": _("per cent")}
    readers = {
        "label": _(
            "Read only by you who report for the supplier. The contracting authority sees another reference."
        )
    }
    conditions: ClassVar[dict[str, Any]] = {"form": _("for an employment")}
    label = forms.CharField(
        label=_("Your own label"), max_length=40, help_text=_("Not a name. For example GY-05.")
    )
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
    percent = percent_field(label=_("Share of full time"), initial=100)
    route = forms.ChoiceField(label=_("How did you find the person?"), choices=Route.choices)

    def __init__(self, data: Any, *, terms: RequirementTerms) -> None:
        super().__init__(data)
        self.ask_for_bonus(terms)
        if self.is_bound and looks_like_a_name(self["label"].value() or ""):
            self.fields["is_no_name"] = forms.BooleanField(
                label=_("No, the label is not the name of a person"), required=False
            )
            self.order_fields(["label", "is_no_name"])

    def clean_label(self) -> str:
        return warn_of_personal_number(self.cleaned_data["label"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.pop("is_no_name", True):
            self.add_error("label", LOOKS_LIKE_A_NAME)
        if data.get("type") == PlacementType.EMPLOYMENT and not data.get("form"):
            self.add_error("form", _("Choose the form of employment."))
        if (
            data.get("planned_end_on")
            and data.get("starts_on")
            and data["planned_end_on"] < data["starts_on"]
        ):
            self.add_error("planned_end_on", _("The last day must not be before the first day."))
        return data

    @property
    def terms(self) -> dict[str, Any]:
        """What `add_person` takes."""
        data = dict(self.cleaned_data)
        data["scope"] = data.pop("percent") / PERCENT
        if data["type"] != PlacementType.EMPLOYMENT:
            data["form"] = PlacementForm.NONE
        return data


class ChangeForm(forms.Form):
    """What happened to somebody who was in the last report."""

    units = {"percent": _("per cent")}
    CHANGES: ClassVar[list[tuple[Any, Any]]] = [
        (RowChange.ENDED, _("The occupation has ended")),
        (RowChange.SCOPE, _("Another share of full time")),
    ]
    change = forms.ChoiceField(label=_("What has happened?"), choices=CHANGES, widget=Radios)
    ended_on = DateField(label=_("Last day"), required=False)
    ended_because = forms.ChoiceField(label=_("Why"), choices=[("", "–"), *EndReason.choices], required=False)
    scope_from = DateField(label=_("From and including"), required=False)
    percent = percent_field(label=_("Share of full time"), required=False)
    is_bonus = forms.ChoiceField(
        label=_("The place is"), choices=BONUS_CHOICES, required=False, widget=Radios
    )

    NEEDED: ClassVar[dict[str, dict[str, Any]]] = {
        RowChange.ENDED: {
            "ended_on": _("Write the last day."),
            "ended_because": _("Choose why it ended."),
        },
        RowChange.SCOPE: {
            "scope_from": _("Write from which day."),
            "percent": _("Write the share in per cent."),
        },
        RowChange.BONUS: {"is_bonus": _("Choose which of the two the place is.")},
    }

    def __init__(self, data: Any, *, terms: RequirementTerms) -> None:
        super().__init__(data)
        field = self.fields["change"]
        assert isinstance(field, forms.ChoiceField)
        if bonus_of(terms) is None:
            del self.fields["is_bonus"]
        else:
            field.choices = [*self.CHANGES, (RowChange.BONUS, _("Bonus place or part of what is required"))]

    def clean(self) -> dict[str, Any]:
        """What belongs to the other choice is not shown, so nothing is held against it."""
        data = super().clean() or {}
        needed = self.NEEDED.get(data.get("change", ""), {})
        for name in set(self.errors) - {"change", *needed}:
            del self.errors[name]
        for name, message in needed.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, message)
        return data


class MistakeForm(forms.Form):
    """Why somebody was reported wrongly."""

    readers = {"reason": REVIEW_AUDIENCE.line(_("Write no names and nothing about health."))}
    reason = forms.CharField(
        label=_("Why it was wrong"),
        max_length=300,
        help_text=_("For example that it was another person, or that the person is there twice."),
    )

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])


class AttestationForm(forms.Form):
    """The last thing before a report is sent: who vouches for it."""

    readers = {
        "attested_by": COMMITMENT_AUDIENCE.line(),
        "note": REVIEW_AUDIENCE.line(_("Write no names and nothing about health.")),
    }
    attested_by = forms.CharField(label=_("Your name"), max_length=120)
    note = forms.CharField(
        label=_("Anything the contracting authority should know"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )

    def clean_note(self) -> str:
        return warn_of_personal_number(self.cleaned_data["note"])


class ReturnForm(forms.Form):
    """Why a report is given back."""

    readers = {"reason": COMMITMENT_AUDIENCE.line(_("The supplier gets it in a mail."))}
    reason = forms.CharField(
        label=_("What does the supplier need to correct?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
