"""What a decision table and its answer say, in the reader's language. Texts only; decides nothing."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.formats import ftm, number, sek
from strategy import choices
from strategy.models.terms import amount_words
from strategy.ruletable import (
    Comparison,
    Instrument,
    Judged,
    Limit,
    Measure,
    Outcome,
    Recommendation,
    Rounding,
    Row,
    Subject,
    Test,
    Volume,
)
from strategy.ruletable.judging import Advice
from strategy.wording import in_sentence, listed

INSTRUMENTS = {
    Instrument.NUMERIC: gettext_lazy("Numeric requirement"),
    Instrument.DIALOGUE: gettext_lazy("Dialogue requirement"),
    Instrument.COMBINED: gettext_lazy("Numeric and dialogue requirement"),
    Instrument.RESERVED: gettext_lazy("Reserved procurement"),
    Instrument.NONE: gettext_lazy("No requirement"),
}
COMPARISONS = {
    Comparison.AT_LEAST: gettext_lazy("at least"),
    Comparison.MORE_THAN: gettext_lazy("more than"),
    Comparison.LESS_THAN: gettext_lazy("less than"),
    Comparison.AT_MOST: gettext_lazy("at most"),
}
ROUNDINGS = {
    Rounding.DOWN: gettext_lazy("Down: only whole places count"),
    Rounding.NEAREST: gettext_lazy("To the nearest: half a place counts as one"),
    Rounding.UP: gettext_lazy("Up: a part of a place counts as one"),
}
OUTCOMES = {
    Outcome.RECOMMENDED: gettext_lazy("Recommended"),
    Outcome.NOT_RECOMMENDED: gettext_lazy("Not recommended"),
    Outcome.UNCLEAR: gettext_lazy("Cannot be told yet"),
}
BAD_ROWS = {
    "one_volume": gettext_lazy(
        "State how much in one way only: places, kronor per place, or full-time months."
    ),
    "volume_above_zero": gettext_lazy("How much must be above zero."),
    "sector_rules_out_dialogue": gettext_lazy(
        "A sector never rules out dialogue. Choose a dialogue requirement, or take the sectors away."
    ),
    "volume_without_amount": gettext_lazy(
        "A dialogue requirement, and no requirement, have no amount. Take the amount away."
    ),
    "limit_twice": gettext_lazy("A figure has one lower and one upper limit at most."),
    "empty_band": gettext_lazy("No figure lies between the limits. Check which is the lower one."),
}


def limit_words(limit: Limit) -> str:
    """Contract length more than 4 months."""
    measure = choices.Measure(limit.measure)
    return f"{measure.label} {COMPARISONS[limit.comparison]} {_amount(limit.measure, limit.amount)}"


def condition_words(row: Row) -> tuple[str, ...]:
    """For which purchases the row is, one part each; empty for all."""
    found = []
    if row.forms:
        found.append(_any_of([str(form.label) for form in choices.Exempt if form.value in row.forms]))
    if row.natures:
        found.append(_any_of([str(nature.label) for nature in choices.Nature if nature.value in row.natures]))
    if row.cpv_prefixes:
        found.append(_("CPV {codes}").format(codes=_any_of(list(row.cpv_prefixes))))
    return (*found, *(limit_words(limit) for limit in row.limits))


def volume_words(volume: Volume | None) -> str:
    """One place per 25 000 000 kr, a place being 12 months of employment or 6 of internship."""
    if volume is None:
        return ""
    if volume.full_time_months is not None:
        return ftm(volume.full_time_months)
    if volume.sek_per_place is not None:
        amount = _("one place per {sum}").format(sum=sek(volume.sek_per_place))
    else:
        amount = _places(volume.places or 0)
    months = _months(volume.employment_months, volume.internship_months)
    return _("{amount}; a place is {months}").format(amount=amount, months=months) if months else amount


def recommended_words(row: Row) -> str:
    """What the row recommends, with its volume."""
    volume = volume_words(row.volume)
    return f"{INSTRUMENTS[row.instrument]}, {volume}" if volume else str(INSTRUMENTS[row.instrument])


def advice_words(advice: Advice) -> str:
    """Numeric requirement, 2 places (24 months of employment or 12 of internship)."""
    words = str(INSTRUMENTS[advice.instrument])
    if advice.full_time_months is not None:
        return f"{words}, {ftm(advice.full_time_months)}"
    if advice.places is None:
        return words
    months = _months(advice.employment_months, advice.internship_months)
    amount = f"{words}, {_places(advice.places)}"
    return f"{amount} ({months})" if months else amount


def answer_words(found: Recommendation) -> str:
    """The recommendation in one line, as lists and changes show it."""
    if found.outcome is Outcome.RECOMMENDED:
        return advice_words(found.advice)
    if found.outcome is Outcome.UNCLEAR:
        return _("Cannot be told yet: {what} is missing").format(what=missing_words(found))
    return str(OUTCOMES[found.outcome])


def missing_words(found: Recommendation) -> str:
    return listed([in_sentence(_subject(subject)) for subject in found.missing])


def why(found: Recommendation) -> str:
    """Which row decided and what it says, in one or two sentences."""
    if found.outcome is Outcome.UNCLEAR:
        return _("State {what}; until then the table cannot answer.").format(what=missing_words(found))
    if found.by_sector is not None:
        return _(
            "The sector keeps “{row}” (row {number}) from fitting, but a sector never rules out dialogue."
        ).format(row=found.by_sector.row.name, number=found.by_sector.number)
    if found.deciding is None:
        return _("No row of the table fits, so nothing is recommended.")
    decides = _("Row {number} decides: {row}.").format(
        number=found.deciding.number, row=found.deciding.row.name
    )
    below = _("The value does not come to a whole place.") if found.advice.is_below_one else ""
    return " ".join(filter(None, [decides, found.deciding.row.reason, below]))


def row_words(judged: Judged) -> str:
    """Why the row does not fit, may fit, or fits."""
    if not judged.tests:
        return _("The row is for all.")
    wanted = judged.fits
    return " ".join(test_words(test) for test in judged.tests if test.is_met is wanted)


def test_words(test: Test) -> str:
    """One condition with the purchase's own figure."""
    if isinstance(test.subject, Subject):
        return str(SUBJECT_TESTS[test.subject, test.is_met])
    assert test.limit is not None
    words = {"limit": limit_words(test.limit)}
    if test.figure is None:
        return _("{limit}: not stated yet.").format(**words)
    words["figure"] = _amount(test.subject, test.figure)
    text = _("{limit}: yes, {figure}.") if test.is_met else _("{limit}: no, {figure}.")
    return text.format(**words)


SUBJECT_TESTS = {
    (Subject.NATURE, True): gettext_lazy("It is about what is bought here."),
    (Subject.NATURE, False): gettext_lazy("Something else is bought here."),
    (Subject.NATURE, None): gettext_lazy("It is not stated what is bought."),
    (Subject.FORM, True): gettext_lazy("It is about this form of purchase."),
    (Subject.FORM, False): gettext_lazy("It is about another form of purchase."),
    (Subject.SECTOR, True): gettext_lazy("It is about this sector."),
    (Subject.SECTOR, False): gettext_lazy("It is about other sectors."),
    (Subject.SECTOR, None): gettext_lazy("No CPV code is chosen."),
}
SUBJECTS = {
    Subject.NATURE: gettext_lazy("What is bought"),
    Subject.FORM: gettext_lazy("Form of purchase"),
    Subject.SECTOR: gettext_lazy("CPV code"),
}


def _subject(subject: Subject | Measure) -> str:
    if isinstance(subject, Subject):
        return str(SUBJECTS[subject])
    return str(choices.Measure(subject).label)


def _amount(measure: Measure, amount: Fraction) -> str:
    """The amount with its unit; parts of a month or a person with one decimal."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    digits = 0 if exact == exact.to_integral_value() else 1
    if measure is Measure.PERFORMERS:
        return number(exact, digits)
    if measure is Measure.MONTHS and digits:
        return _("{n} months").format(n=number(exact, digits))
    return amount_words(choices.Measure(measure), exact)


def _places(count: int) -> str:
    return ngettext("{n} place", "{n} places", count).format(n=number(count))


def _months(employment: int | None, internship: int | None) -> str:
    parts = []
    if employment is not None:
        parts.append(
            ngettext("{n} month of employment", "{n} months of employment", employment).format(n=employment)
        )
    if internship is not None:
        parts.append(
            ngettext("{n} month of internship", "{n} months of internship", internship).format(n=internship)
        )
    return _any_of(parts)


def _any_of(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    rest = [words[0], *map(in_sentence, words[1:])]
    return _("{first} or {last}").format(first=", ".join(rest[:-1]), last=rest[-1])
