"""The form of one row of a decision table: for which purchases, what is recommended, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, NumberField, Radios, WholeNumberField
from strategy import choices
from strategy.forms.decision import UNITS, cpv_codes
from strategy.models.decision import DECISION_AUDIENCE, cpv_prefix
from strategy.ruletable import BadRow, Comparison, Form, Instrument, Limit, Measure, Nature, Row, Volume
from strategy.table_words import BAD_ROWS, COMPARISONS, INSTRUMENTS

BOUNDS = {
    "lower": (Comparison.AT_LEAST, Comparison.MORE_THAN),
    "upper": (Comparison.LESS_THAN, Comparison.AT_MOST),
}
VOLUMES = ("places", "sek_per_place", "full_time_months")
PLACE_MONTHS = ("employment_months", "internship_months")
MOST_PLACES = 1000


@dataclass(frozen=True, kw_only=True)
class Band:
    """The four controls of one figure, as the table of limits shows them."""

    measure: str
    lower_comparison: BoundField
    lower: BoundField
    upper_comparison: BoundField
    upper: BoundField
    labels: dict[str, str]
    width: str


def _whole(label: Any, most: int, help_text: Any = "") -> WholeNumberField:
    return WholeNumberField(label=label, required=False, min_value=1, max_value=most, help_text=help_text)


class RowForm(forms.Form):
    """A row that no table may hold is an error of the form, in words."""

    units = {
        **{f"{bound}_{measure.value}": unit for bound in BOUNDS for measure, unit in UNITS.items()},
        "sek_per_place": _("kr"),
        **dict.fromkeys(PLACE_MONTHS, _("months")),
    }
    mark_optional = False
    readers = {"reason": DECISION_AUDIENCE.line(_("It is shown in the procurements that the row decides."))}
    revision = forms.IntegerField(widget=forms.HiddenInput())
    name = forms.CharField(label=_("Name of the row"), max_length=80)
    natures = forms.MultipleChoiceField(
        label=_("What is bought"), choices=choices.Nature.choices, required=False, widget=Checkboxes()
    )
    purchase_forms = forms.MultipleChoiceField(
        label=_("Form of purchase"), choices=choices.Exempt.choices, required=False, widget=Checkboxes()
    )
    cpv_prefixes = forms.CharField(
        label=_("Sectors, as CPV codes"),
        required=False,
        help_text=_(
            "Two digits for a whole division, more for a part of it: 77, 90, 4521. Empty: all sectors."
        ),
    )
    instrument = forms.ChoiceField(
        label=_("What is recommended"), choices=[(key.value, label) for key, label in INSTRUMENTS.items()],
        widget=Radios(),
    )  # fmt: skip
    places = _whole(_("Places"), MOST_PLACES)
    sek_per_place = _whole(_("One place per"), 10**12, _("Excluding VAT, options included."))
    full_time_months = NumberField(
        label=_("Full-time months"), required=False, min_value=Decimal("0.1"), max_digits=7, decimal_places=1
    )
    employment_months = _whole(_("A place is, as employment"), 120)
    internship_months = _whole(_("A place is, as internship"), 120)
    reason = forms.CharField(
        label=_("The reason, in words"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, row: Row | None = None, revision: int) -> None:
        super().__init__(data, initial={"revision": revision, **(_initial(row) if row else {})})
        for measure in Measure:
            for bound, comparisons in BOUNDS.items():
                options = [(each.value, COMPARISONS[each]) for each in comparisons]
                name = f"{bound}_{measure.value}"
                self.fields[f"{name}_comparison"] = forms.ChoiceField(choices=options, required=False)
                self.fields[name] = NumberField(
                    required=False, min_value=0, max_digits=14, decimal_places=2,
                    label=_t("{measure}, limit").format(measure=choices.Measure(measure.value).label),
                )  # fmt: skip

    def bands(self) -> Iterable[Band]:
        """One line for each figure."""
        for measure in Measure:
            label = str(choices.Measure(measure.value).label)
            yield Band(
                measure=label,
                width="medium" if measure is Measure.VALUE else "short",
                **{
                    f"{bound}{part}": self[f"{bound}_{measure.value}{part}"]
                    for bound in BOUNDS
                    for part in ("", "_comparison")
                },
                labels={
                    "lower": _t("{measure}, lower limit").format(measure=label),
                    "upper": _t("{measure}, upper limit").format(measure=label),
                    "lower_comparison": _t("{measure}, comparison").format(measure=label),
                    "upper_comparison": _t("{measure}, upper comparison").format(measure=label),
                },
            )

    @property
    def row(self) -> Row:
        """The row that a valid form tells."""
        row: Row = self.cleaned_data["row"]
        return row

    @property
    def saving(self) -> dict[str, Any]:
        return {"row": self.row, "revision": self.cleaned_data["revision"]}

    def clean_cpv_prefixes(self) -> list[str]:
        return sorted({cpv_prefix(code) for code in cpv_codes(self.cleaned_data["cpv_prefixes"])})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for bound in BOUNDS:
            share = values.get(f"{bound}_{Measure.STAFF_SHARE.value}")
            if share is not None and share > 100:
                self.add_error(f"{bound}_{Measure.STAFF_SHARE.value}", _("Write at most 100 per cent."))
        if not self.errors:
            try:
                values["row"] = self._row(values)
            except BadRow as refusal:
                raise forms.ValidationError(BAD_ROWS[refusal.code]) from refusal
        return values

    def _row(self, values: dict[str, Any]) -> Row:
        return Row(
            name=values["name"],
            instrument=Instrument(values["instrument"]),
            natures=frozenset(map(Nature, values["natures"])),
            forms=frozenset(map(Form, values["purchase_forms"])),
            cpv_prefixes=tuple(values["cpv_prefixes"]),
            limits=tuple(_limits(values)),
            volume=_volume(values),
            reason=values["reason"],
        )


def _limits(values: dict[str, Any]) -> Iterable[Limit]:
    for measure in Measure:
        for bound, comparisons in BOUNDS.items():
            amount = values.get(f"{bound}_{measure.value}")
            if amount is not None:
                comparison = values.get(f"{bound}_{measure.value}_comparison") or comparisons[0]
                exact = Fraction(amount) / (100 if measure is Measure.STAFF_SHARE else 1)
                yield Limit(measure, Comparison(comparison), exact)


def _volume(values: dict[str, Any]) -> Volume | None:
    """None where nothing of it is filled in; how long a place is says nothing by itself."""
    if all(values.get(name) is None for name in VOLUMES):
        return None
    months = values["full_time_months"]
    return Volume(
        places=values["places"],
        sek_per_place=values["sek_per_place"],
        full_time_months=None if months is None else Fraction(months),
        **{name: values[name] for name in PLACE_MONTHS},
    )


def _initial(row: Row) -> dict[str, Any]:
    """What the form shows of a row that is there."""
    shown: dict[str, Any] = {
        "name": row.name,
        "natures": [nature.value for nature in row.natures],
        "purchase_forms": [form.value for form in row.forms],
        "cpv_prefixes": ", ".join(row.cpv_prefixes),
        "instrument": row.instrument.value,
        "reason": row.reason,
    }
    for limit in row.limits:
        name = f"{'lower' if limit.comparison.is_lower else 'upper'}_{limit.measure.value}"
        shown[f"{name}_comparison"] = limit.comparison.value
        shown[name] = _decimal(limit.amount * (100 if limit.measure is Measure.STAFF_SHARE else 1))
    if row.volume:
        for name in (*VOLUMES, *PLACE_MONTHS):
            amount = getattr(row.volume, name)
            shown[name] = _decimal(amount) if isinstance(amount, Fraction) else amount
    return shown


def _decimal(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)
