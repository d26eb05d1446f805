"""What the reader of a hearing's form must know before writing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Fact
from core.templatetags.formats import date_words
from followup.commitment_facts import facts_of
from followup.hearing import open_hearing
from followup.hearing_rules import why_not_claim_now
from procurements.choices import Sanction
from procurements.models import Commitment


def matter_of(commitment: Commitment) -> tuple[Fact, ...]:
    """What the supplier is asked in the buyer's words, and what it has said so far."""
    return tuple(_matter(commitment))


def _matter(commitment: Commitment) -> Iterable[Fact]:
    hearing = open_hearing(facts_of(commitment).steps)
    if hearing is None:
        return
    if (request := hearing.request) is not None:
        yield Fact(label=_("What it is about"), value=str(request.get_about_display()))
        yield Fact(label=_("What the buyer has seen"), value=request.reason)
        yield Fact(label=_("Last day to answer"), value=date_words(request.due_on))
    if (statement := hearing.statement) is not None:
        came = _("Came in {day}").format(day=date_words(statement.valid_from))
        yield Fact(label=_("The supplier's view"), value=statement.reason, note=came)
    for remedy in hearing.remedies:
        yield Fact(label=_("To be put right by"), value=date_words(remedy.due_on))


def notes_for_decision(commitment: Commitment) -> tuple[str, ...]:
    """What stands in the way of a claim, or ought to be looked up before one."""
    return tuple(_notes(commitment))


def _notes(commitment: Commitment) -> Iterable[str]:
    if reason := why_not_claim_now(facts_of(commitment)):
        yield reason
    if commitment.sanction == Sanction.NONE:
        yield _("No sanction is noted for this contract. Look in the contract before you make a claim.")
