"""How a commitment stands against its volume and its time, made from an outcome of the ledger. No queries."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from core.components import Status
from core.templatetags.formats import number
from procurements.models import Commitment
from suppliers.ledger import Outcome
from suppliers.ledger import kinds as words

# Nothing more is owed, so nothing can be behind.
SETTLED = frozenset({words.CommitmentStatus.MET, words.CommitmentStatus.RELIEVED})


@dataclass(frozen=True)
class Standing:
    """How a commitment stands against its volume and its time, in words and shares."""

    outcome: Outcome
    done: Fraction
    required: Fraction | None
    share: Fraction
    elapsed: Fraction
    is_behind: bool
    text: str

    @property
    def months(self) -> Fraction:
        """The full-time months of the contract on every page, in every list and sum: those credited, which
        are what the required ones are measured against (docs/arithmetic.md)."""
        return self.outcome.credited_ftm

    @property
    def done_text(self) -> str:
        """What is done of what is required, where anything is known: nothing done is another thing."""
        return self.status_label if self.outcome.detail.nothing_is_known else self.text

    @property
    def credit(self) -> Fraction:
        """What is counted of it without having been done, after early ends."""
        return self.outcome.credited_ftm - self.outcome.done_ftm

    @property
    def opening(self) -> Fraction:
        """What an opening balance holds: done, but by nobody who is known here."""
        return self.outcome.done_ftm - sum((row.done for row in self.outcome.detail.placements), Fraction(0))

    @property
    def owes_nothing(self) -> bool:
        """Neither volume nor dialogue, as a reserved contract may have it: there is no plan to be behind."""
        return self.required is None and self.outcome.dialogue is None

    @property
    def status(self) -> Status:
        if self.outcome.commitment in SETTLED:
            return Status.DONE
        if self.outcome.detail.nothing_is_known:
            return Status.WAITING
        if self.outcome.commitment == words.CommitmentStatus.NOT_MET:
            return Status.LATE
        if self.owes_nothing and self.elapsed == 1:
            return Status.DONE
        return Status.ACTION_NEEDED if self.is_behind else Status.RUNNING

    @property
    def status_label(self) -> str:
        if self.outcome.commitment == words.CommitmentStatus.MET:
            return _("Fulfilled")
        if self.outcome.commitment == words.CommitmentStatus.RELIEVED:
            return _("Freed from the requirement")
        if self.outcome.detail.nothing_is_known:
            return _("Nothing is known yet")
        if self.outcome.commitment == words.CommitmentStatus.NOT_MET:
            return _("Not fulfilled")
        if self.owes_nothing:
            return _("The contract has ended") if self.elapsed == 1 else _("Goes on")
        return _("Behind plan") if self.is_behind else _("On plan")

    @property
    def explained(self) -> str:
        """The word that the reader may not know, in one sentence; empty where none is used."""
        if self.outcome.commitment == words.CommitmentStatus.RELIEVED:
            return _("The authority has let go of what remains. The supplier owes nothing more.")
        if self.outcome.required_ftm is not None:
            return full_time_months_in_words()
        return ""


def full_time_months_in_words() -> str:
    """What the unit of most requirements is, told beside the first figure of a page."""
    return _("A full-time month is one month at 100 %. Several persons and part time are added up.")


def elapsed(commitment: Commitment, outcome: Outcome, *, on: dt.date) -> Fraction:
    """The share of the contract's days that have gone, 0 to 1; the last day is as the outcome has it."""
    first = commitment.contract.starts_on
    days = (outcome.detail.contract_end - first).days + 1
    return Fraction(min(max((on - first).days + 1, 0), days), days)


def standing_of(commitment: Commitment, outcome: Outcome, *, on: dt.date) -> Standing:
    """Measured in full-time months where they are required, else in places; without them by nothing."""
    gone = elapsed(commitment, outcome, on=on)
    if outcome.required_ftm is not None:
        done, required = outcome.credited_ftm, outcome.required_ftm
        text = done_of_required(done, required)
    elif outcome.places_required is not None:
        done, required = Fraction(outcome.places_filled), Fraction(outcome.places_required)
        text = places_of_required(int(done), int(required))
    else:
        done, required = Fraction(0), None
        text = _("No volume is required") if outcome.dialogue is None else _("Dialogue")
    reached = min(done / required, Fraction(1)) if required else Fraction(0)
    return Standing(
        outcome=outcome,
        done=done,
        required=required,
        share=reached,
        elapsed=gone,
        is_behind=is_behind(outcome, reached=reached, gone=gone),
        text=text,
    )


def done_of_required(done: Fraction, required: Fraction) -> str:
    """27,0 av 30,0 heltidsmånader. More than required is said in words: nobody takes it for a fault."""
    told = (
        _("{done} full-time months, more than the {required} required")
        if is_beyond(done, required)
        else _("{done} of {required} full-time months")
    )
    return told.format(done=number(done, 1), required=number(required, 1))


def is_beyond(done: Fraction, required: Fraction) -> bool:
    """More than required, also when both are shown with one decimal."""
    return done > required and number(done, 1) != number(required, 1)


def places_of_required(done: int, required: int) -> str:
    told = (
        _("{done} places, more than the {required} required")
        if done > required
        else _("{done} of {required} places")
    )
    return told.format(done=done, required=required)


def is_behind(outcome: Outcome, *, reached: Fraction, gone: Fraction) -> bool:
    """Less done than the share of time gone, or a day missed;
    nothing is behind before the first start is due, nor what is fulfilled, relieved or not known of."""
    if outcome.commitment in SETTLED or outcome.detail.nothing_is_known:
        return False
    if words.Deadline.MISSED in (outcome.first_start, outcome.dialogue):
        return True
    if outcome.required_ftm is None and outcome.places_required is None:
        return False
    return outcome.first_start != words.Deadline.PENDING and reached < gone
