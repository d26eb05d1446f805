"""What is counted of a placement beside what was done, and how a contract's sum comes about."""

from fractions import Fraction

from django.utils.translation import gettext as _

from core.templatetags.formats import ftm, number
from suppliers.ledger import Outcome, PlacementMonths, Why


def counted_words(months: PlacementMonths | None) -> str:
    """Beside what a person has done: as what it counts, and why; "" where it counts as done."""
    if months is None:
        return ""
    if not months.counts:
        why = NOT_COUNTED.get(months.why)
        return _("not counted: {why}").format(why=why()) if why else ""
    if months.credited == months.done:
        return ""
    return _(
        "counts as {months}: ended early on objective grounds or by the person, after enough of the time"
    ).format(months=number(months.credited, 1))


def sum_words(outcome: Outcome, *, opening: Fraction) -> str:
    """How rows of people, credit and an opening balance make the sum; "" where the rows are all."""
    persons = sum((row.done for row in outcome.detail.placements), Fraction(0))
    credit = outcome.credited_ftm - outcome.done_ftm
    if not (credit or opening):
        return ""
    parts = [_("done by the persons below: {months}").format(months=number(persons, 1))]
    if credit:
        parts.append(_("credited after an early end: {months}").format(months=number(credit, 1)))
    if opening:
        parts.append(
            _("done before the contract was entered here: {months}").format(months=number(opening, 1))
        )
    return _("{parts}; in all {sum}.").format(
        parts="; ".join(parts).capitalize(), sum=ftm(outcome.credited_ftm)
    )


NOT_COUNTED = {
    Why.TYPE_NOT_ACCEPTED: lambda: _("the requirement does not accept this type"),
    Why.OUTSIDE_COMMITMENT: lambda: _("outside the undertaking"),
    Why.BEYOND_BASE: lambda: _("a bonus place, beyond the undertaking"),
}
