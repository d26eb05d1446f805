"""The terms as they stand on a day, and the dates and volumes that follow from them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from suppliers.ledger.facts import Terms, Variation
from suppliers.ledger.kinds import RequirementKind
from suppliers.ledger.months import ONE_DAY, Span, add_months, last_day_of_term

VARIED = ("full_time_months", "places", "value_sek", "contract_months")
MONTHS_IN_YEAR = 12


def terms_on(terms: Terms, on: dt.date) -> Terms:
    """The terms with every variation dated `on` or before, in order of their dates."""
    in_force = sorted((v for v in terms.variations if v.on <= on), key=lambda v: v.on)
    for variation in in_force:
        terms = varied(terms, variation)
    return terms


def varied(terms: Terms, variation: Variation) -> Terms:
    values = {name: getattr(variation, name) for name in VARIED}
    end = terms.contract_end if variation.contract_months is None else None
    return replace(
        terms, contract_end=end, **{name: value for name, value in values.items() if value is not None}
    )


def contract_span(terms: Terms) -> Span:
    last = terms.contract_end or last_day_of_term(terms.contract_start, terms.contract_months)
    return Span(terms.contract_start, last)


def has_ended(terms: Terms, on: dt.date) -> bool:
    """A contract has ended at the end of its last day."""
    return on >= contract_span(terms).last


def first_start_by(terms: Terms) -> dt.date | None:
    """None where no volume is owed (the text then has no such term), or no term for it is known."""
    if not owes_volume(terms) or terms.first_start_within_months is None:
        return None
    return add_months(terms.contract_start, terms.first_start_within_months)


def dialogue_by(terms: Terms) -> dt.date | None:
    """None where no dialogue is required, or no term for it is known."""
    if not terms.kind.has_dialogue or terms.dialogue_first_within_months is None:
        return None
    return add_months(terms.contract_start, terms.dialogue_first_within_months)


def required_months(terms: Terms) -> Fraction | None:
    """Full-time months owed over the contract: as given, else from the yearly average, else none."""
    if not terms.kind.has_volume:
        return None
    if terms.full_time_months is None and terms.yearly_average is not None:
        return terms.yearly_average * terms.contract_months / MONTHS_IN_YEAR
    return terms.full_time_months


def owes_volume(terms: Terms) -> bool:
    """A dialogue owes none, and a reserved contract only what it states."""
    return terms.kind.has_volume and (terms.kind is not RequirementKind.RESERVED or states_volume(terms))


def states_volume(terms: Terms) -> bool:
    return required_months(terms) is not None or terms.places is not None


def counted_days(terms: Terms, on: dt.date) -> Span:
    """The days on which recorded placements count: in the contract, after an opening balance, to `on`."""
    contract = contract_span(terms).until(on)
    return contract.within(days_after_opening(terms))


def days_after_opening(terms: Terms) -> Span:
    first = terms.opening.on + ONE_DAY if terms.opening else dt.date.min
    return Span(first, dt.date.max)


def contract_years(terms: Terms) -> Iterator[tuple[int, Span, bool]]:
    """Contract years as (number, days, whole); the last one is cut where the contract ends inside it."""
    contract = contract_span(terms)
    number, first = 1, contract.first
    while first <= contract.last:
        last = last_day_of_term(contract.first, MONTHS_IN_YEAR * number)
        yield number, Span(first, min(last, contract.last)), last <= contract.last
        number, first = number + 1, last + ONE_DAY
