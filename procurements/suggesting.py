"""How many places the value of a purchase would give, as a suggestion whoever writes may take over."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from core import clock
from procurements.choices import Nature as CaseNature
from procurements.choices import Purpose
from procurements.models import Procurement
from procurements.policy_answer import answer_for
from procurements.sizing import Exemption, Nature, PlaceRule, Purchase, Sizing, size
from procurements.wording import ftm, kronor, listed, places
from reference.figures import legal_figure
from reference.regimes import Regime
from strategy.ruletable import Rounding

KEY = "places_by_value"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """In words, with the rule's name and source; `count` is zero where the rule gives no places.
    `months` is what the places come to as employment."""

    count: int
    text: str
    months: int

    @property
    def label(self) -> str:
        """On the button that takes it over."""
        return _("Take over the suggestion: {places}").format(places=places(self.count))

    @property
    def text_in_months(self) -> str:
        """The same, with what it is in full-time months."""
        if not self.months:
            return self.text
        return _("{text} In all that is {months}.").format(text=self.text, months=ftm(self.months))


def rule_on(day: dt.date) -> PlaceRule:
    """The dimensioning by value as it was on the day (reference/data/legal_figures.csv)."""

    def value(name: str) -> int:
        return int(legal_figure(f"{KEY}_{name}", on=day).value)

    works = legal_figure(f"{KEY}_sek_works", on=day)
    return PlaceRule(
        valid_from=works.valid_from or day,
        source=works.source,
        sek_per_place={Nature.WORKS: value("sek_works"), Nature.SERVICES: value("sek_services")},
        employment_months=value("employment_months"),
        internship_months=value("internship_months"),
        rounding=list(Rounding)[value("rounding")],
        minimum_months=value("minimum_months"),
        minimum_performers=Fraction(value("minimum_performers")),
    )


def suggestion_for(case: Procurement) -> Suggestion | None:
    """None while value or term is not stated, and where the places themselves are what is bought.

    Where an own decision table answers, it is told in place of the model.
    """
    if case.purpose == Purpose.PURCHASED_PLACES:
        return None
    answered = answer_for(case)
    if answered.recommendation is not None:
        text = " ".join((answered.sentence, *answered.reasons))
        advice = answered.recommendation.advice
        return Suggestion(count=advice.places or 0, months=advice.employment_months or 0, text=text)
    months = case.months_with_options
    if not case.value_sek or not months:
        return None
    rule = rule_on(clock.today())
    purchase = Purchase(
        nature=NATURES[CaseNature(case.nature)],
        value_sek=case.value_sek,
        months=months,
        performers=None if case.performers is None else Fraction(case.performers),
        is_framework=case.is_framework,
        is_direct_award=case.regime == Regime.DIRECT,
        is_call_off=case.regime == Regime.CALL_OFF,
    )
    sizing = size(purchase, rule)
    return Suggestion(
        count=sizing.places, months=sizing.employment_months, text=_words(purchase, sizing, rule)
    )


def _words(purchase: Purchase, sizing: Sizing, rule: PlaceRule) -> str:
    source = _("Source: {source}; a model to follow, not law.").format(source=rule.source)
    if sizing.exempt_because:
        why = listed([EXEMPT[ground]() for ground in sizing.exempt_because])
        return _("By the contract's value no places are suggested: {why}. {source}").format(
            why=why, source=source
        )
    return _(
        "By the contract's value {places} are suggested: one per {each}, and {value} is stated. A place is "
        "{employment} months of employment or {internship} of internship. {source}"
    ).format(
        places=places(sizing.places) if sizing.places else _("less than one place"),
        each=kronor(rule.sek_per_place[purchase.nature]),
        value=kronor(purchase.value_sek),
        employment=rule.employment_months,
        internship=rule.internship_months,
        source=source,
    )


NATURES = {kind: Nature(kind.value) for kind in CaseNature}
EXEMPT = {
    Exemption.FRAMEWORK: lambda: _("the model leaves out framework agreements"),
    Exemption.DIRECT_AWARD: lambda: _("the model leaves out direct procurement"),
    Exemption.CALL_OFF: lambda: _("the model leaves out call-offs"),
    Exemption.NATURE: lambda: _("the model is for works and services"),
    Exemption.TOO_SHORT: lambda: _("the contract is shorter than the model asks for"),
    Exemption.TOO_FEW_PERFORMERS: lambda: _("fewer perform it than the model asks for"),
}
