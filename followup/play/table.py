"""The outcome as a table for people, in the reader's language."""

from fractions import Fraction

from django.utils.translation import gettext as _

from core.templatetags.formats import date_words, ftm, sek, share
from followup.play.director import Played
from followup.scenario import Scenario
from procurements.states import CaseState
from suppliers.ledger import CommitmentStatus, Deadline, Outcome, Turn

NOTHING = "–"


def as_table(scenario: Scenario, played: Played, *, is_kept: bool) -> str:
    """Heading, one line a figure, and whether anything was kept."""
    rows = lines(played.outcome)
    width = max(len(label) for label, _value in rows)
    body = [f"  {label.ljust(width)}  {value}" for label, value in rows]
    heading = f"{scenario.name} · {date_words(scenario.today)}"
    return "\n".join([heading, "", *body, "", ending(played, is_kept=is_kept)])


def lines(told: Outcome) -> list[tuple[str, str]]:
    found = [
        (_("Full-time months required"), months(told.required_ftm)),
        (_("Full-time months done"), months(told.done_ftm)),
        (_("Full-time months credited"), months(told.credited_ftm)),
        (_("Places filled"), places(told)),
        (_("First start"), deadline(told.first_start)),
        (_("Dialogue"), deadline(told.dialogue)),
        (_("Commitment"), commitment(told.commitment)),
        (_("Persons in occupation, all"), str(told.persons_all)),
        (_("of them as a direct consequence"), str(told.persons_direct)),
        (_("Bonus to date"), sek(told.bonus_sek)),
        (_("Whose turn it is"), turn(told.whose_turn)),
    ]
    for year in told.year_averages:
        label = _("Running average after year {number}").format(number=year.year)
        found.append((label, months(year.running_average)))
    return found


def months(value: Fraction | None) -> str:
    return NOTHING if value is None else ftm(value)


def places(told: Outcome) -> str:
    if told.places_required is None:
        return str(told.places_filled)
    rate = f" ({share(told.fill_rate)})" if told.fill_rate is not None else ""
    return _("{filled} of {required}").format(filled=told.places_filled, required=told.places_required) + rate


def deadline(state: Deadline | None) -> str:
    if state is None:
        return NOTHING
    return {Deadline.MET: _("in time"), Deadline.MISSED: _("missed"), Deadline.PENDING: _("not yet")}[state]


def commitment(status: CommitmentStatus) -> str:
    return {
        CommitmentStatus.RUNNING: _("running"),
        CommitmentStatus.MET: _("fulfilled"),
        CommitmentStatus.NOT_MET: _("not fulfilled"),
        CommitmentStatus.RELIEVED: _("relieved"),
    }[status]


def turn(whose: Turn) -> str:
    return {
        Turn.SUPPLIER: _("the supplier"),
        Turn.MATCHING: _("the matching side"),
        Turn.BUYER: _("the buyer"),
        Turn.NOBODY: _("nobody"),
    }[whose]


def ending(played: Played, *, is_kept: bool) -> str:
    if not is_kept:
        return _("Nothing was kept.")
    if played.case is None:
        return _("Nothing has happened by that day.")
    state = CaseState(played.case.state).label
    return _("The case is number {number}, in step {step}.").format(number=played.case.pk, step=state)
