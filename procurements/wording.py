"""Words that pages, clauses and documents of a case share."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.templatetags.formats import Number, ftm, number
from procurements.bonus import Bonus
from procurements.choices import PlacementType, RequirementKind, Route, TargetGroup
from procurements.models.terms import RequirementTerms
from strategy.wording import in_sentence, listed


def one_of(words: Iterable[str]) -> str:
    """One, two or three."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("{first} or {last}").format(first=", ".join(found[:-1]), last=found[-1])


def labels(values: Iterable[str], choices: Any) -> list[str]:
    """The labels of stored values in the order of the choices, as they stand inside a sentence."""
    chosen = set(values)
    return [in_sentence(choice.label) for choice in choices if choice.value in chosen]


def groups(terms: RequirementTerms) -> str:
    return one_of(labels(terms.target_groups, TargetGroup))


def types(terms: RequirementTerms) -> str:
    return one_of(labels(terms.types, PlacementType))


def routes(terms: RequirementTerms) -> str:
    return one_of(labels(terms.routes, Route))


def volume(terms: RequirementTerms) -> str:
    """24,0 heltidsmånader per avtalsår, 96,0 heltidsmånader, two places; "" where no volume is set."""
    return volumes(
        yearly_average=terms.yearly_average, full_time_months=terms.full_time_months, count=terms.places
    )


def volumes(*, yearly_average: Number | None, full_time_months: Number | None, count: int | None) -> str:
    """Everything that must be reached, in one line: a yearly average and a total may be owed at once."""
    return listed(
        [
            *([] if yearly_average is None else [per_year(yearly_average)]),
            *([] if full_time_months is None else [_in_all(full_time_months, beside=yearly_average)]),
            *([] if count is None else [places(count)]),
        ]
    )


def per_year(months: Number) -> str:
    return _("{months} per contract year").format(months=ftm(months))


def _in_all(months: Number, *, beside: Number | None) -> str:
    """The total says that it is one where an average stands beside it."""
    return ftm(months) if beside is None else _("{months} in all").format(months=ftm(months))


def places(count: int) -> str:
    return (
        _("{number} place").format(number=1)
        if count == 1
        else _("{number} places").format(number=number(count))
    )


def kronor(amount: Decimal | int) -> str:
    """20 000 kronor, as a text says it."""
    return _("{amount} kronor").format(amount=number(amount))


def bonus_rates(bonus: Bonus) -> str:
    """20 000 kronor for employment or 10 000 kronor for internship; "" where no rate is set."""
    return listed(
        [
            _("{amount} for {type}").format(amount=kronor(rate), type=in_sentence(kind.label))
            for kind in PlacementType
            if (rate := bonus.sek_per_month.get(kind.value)) is not None
        ]
    )


def bonus_words(bonus: Bonus | None) -> str:
    """The bonus in one line: its rates, and how far it goes."""
    if bonus is None:
        return _("No bonus")
    found = [_("{rates} per full-time month").format(rates=bonus_rates(bonus) or "…")]
    if bonus.max_places is not None:
        found.append(_("at most {places}").format(places=places(bonus.max_places)))
    if bonus.cap_sek is not None:
        found.append(_("at most {amount} in all").format(amount=kronor(bonus.cap_sek)))
    return ", ".join(found)


def requirement_words(terms: RequirementTerms) -> str:
    """The requirement in a few words: its volume, else its kind."""
    label = str(RequirementKind(terms.kind).label)
    if terms.kind == RequirementKind.DIALOGUE:
        return label
    if terms.kind == RequirementKind.RESERVED:
        return ", ".join(filter(None, [label, volume(terms)]))
    return volume(terms) or label


__all__ = [
    "bonus_rates",
    "bonus_words",
    "ftm",
    "groups",
    "in_sentence",
    "kronor",
    "labels",
    "listed",
    "one_of",
    "per_year",
    "places",
    "requirement_words",
    "routes",
    "types",
    "volume",
    "volumes",
]
