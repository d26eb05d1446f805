"""What is asked of the one who calculates: one form that is sent with GET, so that nothing is stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, NumberField, Radios, WholeNumberField
from core.rules import RuleBroken
from strategy import calculation_names as names
from strategy.calculator import (
    Age,
    Buyer,
    Calculation,
    CannotCalculate,
    Effects,
    Inputs,
    Occupation,
    ParameterSet,
    Range,
    Support,
    Unemployed,
    calculate,
    spread,
)
from strategy.parameters import EFFECTS, parameters_of, starting_effects

LEVEL_NAMES = {"low": _("low"), "mid": _("mid"), "high": _("high")}
LEVELS = tuple(LEVEL_NAMES)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Asked:
    """A requirement with the rules of its day, and the range where it was asked for."""

    inputs: Inputs
    parameters: ParameterSet
    effects: Range | None

    def calculations(self) -> tuple[Calculation, ...]:
        """The official model; low, mid and high after it where they were asked for."""
        official = calculate(self.inputs, self.parameters)
        return (official, *(spread(self.inputs, self.parameters, self.effects) if self.effects else ()))


def money(label: Any, help_text: Any = "") -> NumberField:
    return NumberField(
        label=label, help_text=help_text, required=False, min_value=0, max_digits=12, decimal_places=2
    )


def percent(label: Any, help_text: Any = "", *, most: int = 100, required: bool = False) -> NumberField:
    return NumberField(
        label=label, help_text=help_text, required=required, min_value=0, max_value=most, decimal_places=2
    )


def choice(
    label: Any, choices: Mapping[Any, Any], help_text: Any = "", *, few: bool = False
) -> forms.ChoiceField:
    pairs = [(key.value, text) for key, text in choices.items()]
    widget = Radios(layout="inline") if few else forms.Select()
    return forms.ChoiceField(label=label, choices=pairs, help_text=help_text, widget=widget)


def yes(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class CalculationForm(forms.Form):
    """The inputs of the method, and what we offer outside it. Shares are written in per cent."""

    units = {
        "months": _("months"),
        **dict.fromkeys(
            ("gross_wage", "intern_production", "supervisor_wage", "bonus_per_month"), _("kr a month")
        ),
        **dict.fromkeys(("administration_cost", "procurement_cost"), _("kr")),
        **dict.fromkeys(("scope", "production_factor", "support_share", "supervision_share"), "%"),
        **{f"{name}_{level}": "%" for name in EFFECTS for level in LEVELS},
        "retained_months": _("months"),
    }

    buyer = choice(_("Who buys"), names.BUYERS, few=True)
    occupation = choice(_("What the requirement asks for"), names.OCCUPATIONS, few=True)
    months = NumberField(
        label=_("Months in the requirement"), min_value=0, max_value=120, max_digits=5, decimal_places=2
    )
    posts = WholeNumberField(label=_("Number of posts"), min_value=0, max_value=10_000)
    scope = percent(_("Scope of a post"), required=True)
    on = DateField(
        label=_("Rules and values of"), help_text=_("Taxes, benefits and support as they are on this day.")
    )
    gross_wage = money(_("Gross wage"), _("A month at full time. Not for an internship."))
    support = choice(_("Support to the employer"), names.SUPPORTS)
    support_share = percent(_("Share that is supported"), _("Only for a wage grant or other support."))
    production_factor = percent(
        _("Production factor"),
        _("What the person gets done beside somebody who knows the work. Not for an internship."),
        most=200,
    )
    intern_production = money(
        _("Production value"), _("What an intern gets done in a month. Only for an internship.")
    )
    age = choice(_("Age"), names.AGES, few=True)
    unemployed = choice(_("Time without work"), names.UNEMPLOYED)
    is_newly_arrived = yes(_("Is newly arrived"), _("In the establishment programme."))
    is_insured = yes(_("Has unemployment insurance"))
    has_housing_allowance = yes(_("Has housing allowance"))
    supervisor_wage = money(_("Supervisor's gross wage"), _("A month at full time."))
    supervision_share = percent(_("Share of time for supervision"))
    administration_cost = money(_("Administration"), _("The employer's cost for each post."))
    procurement_cost = money(
        _("Cost of the procurement"), _("What the requirement adds to the procurement as a whole.")
    )
    bonus_per_month = money(_("Bonus"), _("For each full-time month. Empty: no bonus."))
    outside = yes(_("Show low, mid and high"), _("Outside the official model: the shares below are our own."))
    retained_months = NumberField(
        label=_("Months afterwards that are counted"),
        required=False,
        min_value=0,
        max_value=120,
        decimal_places=1,
    )
    calculate = forms.CharField(widget=forms.HiddenInput(), initial="1", required=False)
    subject = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={**starting_values(), **(initial or {})})
        for name, label in (
            ("deadweight", _("Would have got work anyway")),
            ("displacement", _("Takes another's place")),
            ("retained", _("Still at work afterwards")),
        ):
            for level, words in LEVEL_NAMES.items():
                field = percent(_t("{what}, {level}").format(what=label, level=words))
                self.fields[f"{name}_{level}"] = field

    @property
    def effect_rows(self) -> list[dict[str, Any]]:
        """The shares outside the model as rows of three fields."""
        labels = (_("Would have got work anyway"), _("Takes another's place"), _("Still at work afterwards"))
        return [
            {
                "label": label,
                "cells": [(words, self[f"{name}_{level}"]) for level, words in LEVEL_NAMES.items()],
            }
            for name, label in zip(EFFECTS, labels, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            self._need_what_the_kind_needs(values)
        if not self.errors:
            self._try(values)
        return values

    @property
    def asked(self) -> Asked:
        """What was asked, ready to calculate. Only after `is_valid`."""
        values = self.cleaned_data
        effects = self._effects(values) if values["outside"] else None
        return Asked(self._inputs(values), parameters_of(values["on"]), effects)

    def _need_what_the_kind_needs(self, values: dict[str, Any]) -> None:
        is_internship = values["occupation"] == Occupation.INTERNSHIP
        if is_internship and values["intern_production"] is None:
            self.add_error("intern_production", _("Write what an intern gets done in a month, in kr."))
        if not is_internship and values["gross_wage"] is None:
            self.add_error("gross_wage", _("Write the gross wage of a month at full time."))
        if not is_internship and values["production_factor"] is None:
            self.add_error("production_factor", _("Write the production factor, for example 80."))
        if values["support"] == Support.WAGE_GRANT and values["support_share"] is None:
            self.add_error("support_share", _("Write the share that is supported."))

    def _try(self, values: dict[str, Any]) -> None:
        """Refuse what cannot be calculated: a day without figures, support that the person cannot have."""
        try:
            calculate(self._inputs(values), parameters_of(values["on"]))
        except RuleBroken as refusal:
            self.add_error("on", str(refusal))
        except CannotCalculate as refused:
            self.add_error("support", names.PROBLEMS[refused.problem])

    def _inputs(self, values: dict[str, Any]) -> Inputs:
        def kr(name: str) -> Fraction:
            return Fraction(values[name] or 0)

        return Inputs(
            buyer=Buyer(values["buyer"]),
            occupation=Occupation(values["occupation"]),
            months=Fraction(values["months"]),
            posts=values["posts"],
            scope=_share(values["scope"]),
            gross_wage=kr("gross_wage"),
            support=Support(values["support"]),
            support_share=_share(values["support_share"]),
            production_factor=_share(values["production_factor"]),
            intern_production=kr("intern_production"),
            age=Age(values["age"]),
            unemployed=Unemployed(values["unemployed"]),
            is_newly_arrived=values["is_newly_arrived"],
            is_insured=values["is_insured"],
            has_housing_allowance=values["has_housing_allowance"],
            supervisor_wage=kr("supervisor_wage"),
            supervision_share=_share(values["supervision_share"]),
            administration_cost=kr("administration_cost"),
            procurement_cost=kr("procurement_cost"),
            bonus_per_month=kr("bonus_per_month"),
        )

    def _effects(self, values: dict[str, Any]) -> Range:
        months = Fraction(values["retained_months"] or 0)
        return Range(
            **{
                level: Effects(
                    **{name: _share(values[f"{name}_{level}"]) for name in EFFECTS}, retained_months=months
                )
                for level in LEVELS
            }
        )


def starting_values() -> dict[str, Any]:
    """The form as it opens: a year at full time today, and the shares that we start from."""
    return {
        "buyer": Buyer.MUNICIPALITY.value,
        "occupation": Occupation.EMPLOYMENT.value,
        "months": 12,
        "posts": 1,
        "scope": 100,
        "on": clock.today(),
        "support": Support.NONE.value,
        "age": Age.FROM_26.value,
        "unemployed": Unemployed.FROM_12.value,
        "calculate": "1",
        **{key: _shown(key, value) for key, value in starting_effects(clock.today()).items()},
    }


def published_example() -> dict[str, Any]:
    """The values of the example that the agency published (docs/calculation.md)."""
    return {
        "buyer": Buyer.MUNICIPALITY.value, "occupation": Occupation.EMPLOYMENT.value, "months": 12,
        "posts": 1, "scope": 100, "on": dt.date(2019, 11, 7).isoformat(), "gross_wage": 20_500,
        "support": Support.NEW_START.value, "production_factor": 80, "age": Age.FROM_26.value,
        "unemployed": Unemployed.FROM_12.value, "is_newly_arrived": "on", "has_housing_allowance": "on",
        "supervisor_wage": 30_000, "supervision_share": 10, "administration_cost": 10_000,
        "procurement_cost": 40_000, "calculate": "1",
    }  # fmt: skip


def _share(value: Decimal | None) -> Fraction:
    return Fraction(value or 0) / 100


def _shown(key: str, value: Fraction) -> Decimal:
    amount = Decimal(value.numerator) / Decimal(value.denominator)
    return amount if key == "retained_months" else amount * HUNDRED
