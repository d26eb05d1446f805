"""A calculation as a page shows it: results, and for every row how it was counted. Reads nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.components import Fact
from core.templatetags.formats import date_words, number, sek
from strategy import calculation_names as names
from strategy.calculation_words import capital, months_text, rule_name, signed, unit_text, workings
from strategy.calculator import (
    ACTORS,
    Calculation,
    Entry,
    Inputs,
    Occupation,
    Op,
    Parameter,
    ParameterSet,
    Party,
    Support,
    Unit,
)


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """An actor with its result in the official model; `others` are low, mid and high, each with its word."""

    name: str
    amount: str
    others: tuple[tuple[str, str], ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One entry seen from an actor. `lines` say how it was counted."""

    name: str
    counterpart: str
    amount: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ActorPart:
    """The entries of one actor and their sum."""

    key: str
    name: str
    entries: tuple[EntryRow, ...]
    amount: str


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """A parameter that the calculation rests on."""

    name: str
    value: str
    since: str
    source: str
    note: str
    mark: str
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class CalculationPage:
    """Everything that is shown of a calculation."""

    results: tuple[ResultRow, ...]
    levels: tuple[str, ...]
    actors: tuple[ActorPart, ...]
    inputs: tuple[Fact, ...]
    effects: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[RuleRow, ...]
    version: str
    formulas: str
    rules_of: str
    assumption_count: int


def page_of(calculations: Sequence[Calculation], parameters: ParameterSet) -> CalculationPage:
    """The official model comes first in `calculations`; low, mid and high may follow."""
    official, *others = calculations
    rules = tuple(rule_rows(calculations, parameters))
    return CalculationPage(
        results=tuple(_results(official, others)),
        levels=levels() if others else (),
        actors=tuple(_part(official, actor) for actor in ACTORS),
        inputs=tuple(input_facts(official.inputs)),
        effects=tuple(effect_rows(others)),
        rules=rules,
        version=official.version,
        formulas=official.formulas,
        rules_of=date_words(parameters.on),
        assumption_count=sum(not row.is_verified for row in rules),
    )


def entry_row(entry: Entry, party: Party) -> EntryRow:
    other = entry.giver if entry.taker is party else entry.taker
    words = _("to {party}") if entry.giver is party else _("from {party}")
    counterpart = str(names.PARTIES[other])
    if other is not Party.RESOURCES:
        counterpart = words.format(party=counterpart[:1].lower() + counterpart[1:])
    return EntryRow(
        name=str(names.ENTRIES[entry.name]),
        counterpart=counterpart,
        amount=signed(entry.for_party(party)),
        lines=workings(entry.amount),
    )


def input_facts(inputs: Inputs) -> Iterable[Fact]:
    """What was stated, in words; what does not matter for this kind is left out."""
    yield Fact(label=_("Who buys"), value=str(names.BUYERS[inputs.buyer]))
    yield Fact(label=_("What the requirement asks for"), value=str(names.OCCUPATIONS[inputs.occupation]))
    posts = ngettext("{n} post of {scope}", "{n} posts of {scope}", inputs.posts)
    posts = posts.format(n=number(inputs.posts), scope=_percent(inputs.scope))
    yield Fact(label=_("Volume"), value=f"{posts}, {months_text(inputs.months)}")
    if inputs.occupation is Occupation.INTERNSHIP:
        value = unit_text(inputs.intern_production, Unit.SEK_PER_MONTH)
        yield Fact(label=_("Production value"), value=value)
    else:
        yield Fact(label=_("Gross wage"), value=unit_text(inputs.gross_wage, Unit.SEK_PER_MONTH))
        yield Fact(label=_("Production factor"), value=_percent(inputs.production_factor))
        yield Fact(label=_("Support to the employer"), value=_support(inputs))
        yield Fact(label=_("The person before"), value=_person(inputs))
    supervision = _("{share} of a supervisor with {wage}").format(
        share=_percent(inputs.supervision_share), wage=unit_text(inputs.supervisor_wage, Unit.SEK_PER_MONTH)
    )
    yield Fact(label=_("Supervision of the person"), value=supervision)
    yield Fact(label=_("Administration"), value=sek(inputs.administration_cost))
    yield Fact(label=_("Cost of the procurement"), value=sek(inputs.procurement_cost))
    if inputs.bonus_per_month:
        yield Fact(label=_("Bonus"), value=unit_text(inputs.bonus_per_month, Unit.SEK_PER_MONTH))


def rule_rows(calculations: Iterable[Calculation], parameters: ParameterSet) -> Iterable[RuleRow]:
    """The parameters that these calculations have used, each once."""
    used = {
        leaf.name
        for calculation in calculations
        for entry in calculation.entries
        for leaf in entry.amount.leaves()
        if leaf.op is Op.PARAMETER
    }
    return (_rule(row) for row in parameters.parameters if row.key in used)


def effect_rows(others: Sequence[Calculation]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The shares outside the model, one row each, with low, mid and high."""
    if not others:
        return
    effects = [calculation.effects for calculation in others]
    yield _("Would have got work anyway"), tuple(_percent(effect.deadweight) for effect in effects)
    yield _("Takes another's place"), tuple(_percent(effect.displacement) for effect in effects)
    yield _("Still at work afterwards"), tuple(_percent(effect.retained) for effect in effects)
    months = tuple(months_text(effect.retained_months) for effect in effects)
    yield _("Months afterwards that are counted"), months


def _results(official: Calculation, others: Sequence[Calculation]) -> Iterable[ResultRow]:
    for actor in ACTORS:
        yield ResultRow(
            name=str(names.PARTIES[actor]),
            amount=signed(official.result_of(actor)),
            others=tuple(zip(levels(), (signed(other.result_of(actor)) for other in others), strict=False)),
        )
    yield ResultRow(
        name=society_name(),
        amount=signed(official.society),
        others=tuple(zip(levels(), (signed(other.society) for other in others), strict=False)),
        is_total=True,
    )


def levels() -> tuple[str, str, str]:
    return _("Low"), _("Mid"), _("High")


def society_name() -> str:
    return pgettext("actor", "Society")


def _part(calculation: Calculation, actor: Party) -> ActorPart:
    return ActorPart(
        key=actor.value,
        name=str(names.PARTIES[actor]),
        entries=tuple(entry_row(entry, actor) for entry in calculation.entries_of(actor)),
        amount=signed(calculation.result_of(actor)),
    )


def _rule(row: Parameter) -> RuleRow:
    return RuleRow(
        name=capital(rule_name(row.key)),
        value=unit_text(row.value, row.unit),
        since=date_words(row.valid_from) if row.valid_from else _("always"),
        source=row.source,
        note=row.note,
        mark=_("Checked") if row.is_verified else _("Assumption"),
        is_verified=row.is_verified,
    )


def _support(inputs: Inputs) -> str:
    words = str(names.SUPPORTS[inputs.support])
    return f"{words}, {_percent(inputs.support_share)}" if inputs.support is Support.WAGE_GRANT else words


def _person(inputs: Inputs) -> str:
    marks = [
        str(names.AGES[inputs.age]),
        _("without work {time}").format(time=str(names.UNEMPLOYED[inputs.unemployed])),
        _("newly arrived") if inputs.is_newly_arrived else "",
        _("unemployment insurance") if inputs.is_insured else "",
        _("housing allowance") if inputs.has_housing_allowance else "",
    ]
    return ", ".join(filter(None, marks))


def _percent(value: Fraction) -> str:
    return unit_text(value, Unit.SHARE)
