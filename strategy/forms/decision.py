"""The form of a leadership decision: one page with its thresholds and goals."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, DateField, NumberField, Radios, WholeNumberField
from organisations.forms.diary import begin_diary_number
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from strategy.actions import Limit, Target, Terms
from strategy.choices import Comparison, DecisionKind, GoalMeasure, Measure
from strategy.models import LeadershipDecision
from strategy.models.decision import DECISION_AUDIENCE

READ_BY = DECISION_AUDIENCE.line(_("It is printed in the decision."))
MOST_GOALS = 12
CODE = re.compile(r"\d{2,8}(-\d)?")
UNITS = {
    Measure.VALUE: _("kr"),
    Measure.MONTHS: _("months"),
    Measure.PERFORMERS: _("persons"),
    Measure.STAFF_SHARE: _("% of the value"),
}


class DecisionForm(forms.ModelForm):
    """Content of the decision. Scope left empty means everything."""

    readers = {"aim": READ_BY}
    conditions: ClassVar[dict[str, Any]] = {"valid_until": _("for a pilot or a limited time")}
    cpv_prefixes = forms.CharField(
        label=_("Sectors, as CPV codes"),
        required=False,
        help_text=_(
            "Two digits for a whole division, more for a part of it: 77, 90, 4521. Empty: all sectors."
        ),
    )
    valid_from = DateField(
        label=_("Valid from"), help_text=_("It holds from this day, at the earliest from the decision.")
    )
    valid_until = DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("Last day. A pilot or a limited project must have one."),
    )

    class Meta:
        model = LeadershipDecision
        fields = (
            "authority", "title", "diary_number", "kind", "is_organisation_wide", "aim", "target_groups",
            "other_group", "cpv_prefixes", "natures", "exempts", "valid_from", "valid_until",
        )  # fmt: skip
        widgets = {"aim": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("For example: Employment requirements in the purchases of the municipality."),
            "diary_number": _("Can be filled in later."),
            "is_organisation_wide": _("Otherwise it holds for the purchases of the deciding authority only."),
            "aim": _("What do you want to reach, and why? A few sentences."),
            "other_group": _("In words, if you chose “Others”."),
        }

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._settle_authority(member)
        if self.instance.pk is None:
            begin_diary_number(self, member, Permission.STRATEGY_PREPARE)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of decision"),
            choices=DecisionKind.choices,
            widget=Radios(
                helps={
                    DecisionKind.PILOT: _("One or a few procurements, with an evaluation."),
                    DecisionKind.AREA: _("One sector or one part of the organisation."),
                    DecisionKind.LIMITED_TIME: _("All that fits, until a day that is set."),
                    DecisionKind.GENERAL: _("All that fits, until something else is decided."),
                }
            ),
        )
        self._as_checkboxes("target_groups", _("Target groups"), "")
        self._as_checkboxes("natures", _("What is bought"), _("None chosen: all of them."))
        self._as_checkboxes("exempts", _("Left out"), _("The decision does not apply to these."))
        self.initial["cpv_prefixes"] = ", ".join(self.instance.cpv_prefixes)

    def _settle_authority(self, member: Membership) -> None:
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label, field.empty_label = _("Deciding authority"), None
        field.queryset = Authority.objects.filter(
            pk__in=member.authority_ids_with(Permission.STRATEGY_PREPARE)
        ).order_by("sort_key")
        if len(member.authority_ids_with(Permission.STRATEGY_PREPARE)) == 1:
            self.initial.setdefault(
                "authority", next(iter(member.authority_ids_with(Permission.STRATEGY_PREPARE)))
            )
            field.widget = forms.HiddenInput()

    def _as_checkboxes(self, name: str, label: Any, help_text: Any) -> None:
        base = LeadershipDecision._meta.get_field(name).base_field  # type: ignore[union-attr]
        required = not LeadershipDecision._meta.get_field(name).blank  # type: ignore[union-attr]
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=base.choices, required=required, help_text=help_text, widget=Checkboxes()
        )

    def clean_cpv_prefixes(self) -> list[str]:
        return cpv_codes(self.cleaned_data["cpv_prefixes"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("kind") in {DecisionKind.PILOT, DecisionKind.LIMITED_TIME} and not values.get(
            "valid_until"
        ):
            self.add_error("valid_until", _("A pilot or a limited project needs a last day."))
        if "other" in values.get("target_groups", []) and not values.get("other_group"):
            self.add_error("other_group", _("Write which others you mean."))
        return values


def cpv_codes(text: str) -> list[str]:
    """The codes as they were written, with comma, semicolon or space between."""
    codes = [code for code in re.split(r"[,;\s]+", text) if code]
    if wrong := [code for code in codes if not CODE.fullmatch(code)]:
        raise forms.ValidationError(
            _t("Write CPV codes with two to eight digits; {code} is not one.").format(code=wrong[0])
        )
    return codes


class LimitForm(forms.Form):
    """One threshold: at least or more than how much. Empty: no threshold."""

    comparison = forms.ChoiceField(label=_("Comparison"), choices=Comparison.choices, required=False)
    amount = NumberField(label=_("Limit"), required=False, min_value=0, max_digits=14, decimal_places=2)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.units = {"amount": UNITS[measure]}
        self.comparison_label = _t("{measure}, comparison").format(measure=measure.label)

    def clean_amount(self) -> Decimal | None:
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is None or self.measure is not Measure.STAFF_SHARE:
            return amount
        if amount > 100:
            raise forms.ValidationError(_("Write at most 100 per cent."))
        return amount / 100

    def limit(self) -> Limit | None:
        values = self.cleaned_data
        if values.get("amount") is None:
            return None
        return Limit(self.measure, values["amount"], values.get("comparison") or Comparison.AT_LEAST)


class BaseLimits(BaseFormSet):
    """One row for each measure, in a fixed order."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        measures = list(Measure)
        return {"measure": measures[min(index or 0, len(measures) - 1)]}


LimitFormSet = forms.formset_factory(
    LimitForm,
    formset=BaseLimits,
    extra=0,
    min_num=len(Measure),
    max_num=len(Measure),
    absolute_max=len(Measure),
)


class YearField(WholeNumberField):
    """A year, written without a space between thousands."""

    def prepare_value(self, value: Any) -> Any:
        return value


class GoalForm(forms.Form):
    """One goal. A row without an amount is left out."""

    use_required_attribute = False
    measure = forms.ChoiceField(label=_("What is measured"), choices=GoalMeasure.choices, required=False)
    amount = NumberField(
        label=_("Goal"), required=False, min_value=Decimal("0.1"), max_digits=9, decimal_places=1
    )
    year = YearField(label=_("Year"), required=False, min_value=2000, max_value=2100)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if (values.get("amount") is None) != (values.get("year") is None) and not self.errors:
            missing = "amount" if values.get("amount") is None else "year"
            self.add_error(missing, _("Write both the goal and its year, or neither."))
        return values

    def target(self) -> Target | None:
        values = self.cleaned_data
        if values.get("amount") is None:
            return None
        return Target(values["measure"], values["amount"], values["year"])


class BaseGoals(BaseFormSet):
    def clean(self) -> None:
        targets = [target for form in self.forms if form.is_valid() and (target := form.target())]
        if len({(target.measure, target.year) for target in targets}) < len(targets):
            raise forms.ValidationError(_("There is a goal for that measure and year already."))


GoalFormSet = forms.formset_factory(
    GoalForm, formset=BaseGoals, extra=3, max_num=MOST_GOALS, absolute_max=MOST_GOALS
)


class DecisionPage:
    """The three forms of the page as one."""

    def __init__(
        self, data: Any = None, *, member: Membership, decision: LeadershipDecision | None = None
    ) -> None:
        self.form = DecisionForm(data, member=member, instance=decision)
        self.limits = LimitFormSet(data, prefix="limits", initial=_limits(decision))
        self.goals = GoalFormSet(data, prefix="goals", initial=_goals(decision))

    def is_valid(self) -> bool:
        """Ask all three, so that every error is shown at once."""
        return all([self.form.is_valid(), self.limits.is_valid(), self.goals.is_valid()])

    @property
    def content(self) -> dict[str, Any]:
        return dict(self.form.cleaned_data)

    @property
    def terms(self) -> Terms:
        limits = tuple(limit for form in self.limits.forms if (limit := form.limit()))
        targets = tuple(target for form in self.goals.forms if (target := form.target()))
        return Terms(limits, targets)


def _limits(decision: LeadershipDecision | None) -> list[dict[str, Any]]:
    known = {} if decision is None else {row.measure: row for row in decision.thresholds.all()}
    rows = [known.get(measure) for measure in Measure]
    return [
        {"comparison": row.comparison, "amount": _shown(row.measure, row.amount)} if row else {}
        for row in rows
    ]


def _shown(measure: str, amount: Decimal) -> Decimal:
    shown = amount * 100 if measure == Measure.STAFF_SHARE else amount
    return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown


def _goals(decision: LeadershipDecision | None) -> list[dict[str, Any]]:
    if decision is None:
        return []
    return [{"measure": row.measure, "amount": row.amount, "year": row.year} for row in decision.goals.all()]
