"""What the state of a hearing allows now, whoever asks. Reasons, or `None`. No queries."""

from django.utils.translation import gettext as _

from core.templatetags.formats import date_words
from followup.commitment_facts import Facts
from followup.hearing import open_hearing, relief_of


def why_not_go_on(facts: Facts) -> str | None:
    """Nothing is said between the parties once the follow-up is closed."""
    return None if facts.is_running else _("The follow-up is closed.")


def why_not_claim_now(facts: Facts) -> str | None:
    """Nobody answers for a wait that the authority's own side causes, nor before the time given is out."""
    hearing = open_hearing(facts.steps)
    if hearing is not None and hearing.remedy is not None and hearing.is_suppliers_turn:
        return _("The supplier has until {day} to put it right. No claim is made before that.").format(
            day=date_words(hearing.due_on)
        )
    return why_not_blame(facts)


def why_not_blame(facts: Facts) -> str | None:
    """The matching side owes an answer."""
    if facts.unanswered:
        asked = date_words(facts.unanswered[0].asked_on)
        return _(
            "The request for candidates of {day} is not answered. No claim is made on the supplier before "
            "it is."
        ).format(day=asked)
    return None


def why_not_ask_now(facts: Facts) -> str | None:
    if relief_of(facts.steps) is not None:
        return _("The supplier is relieved, so there is nothing to ask about.")
    if open_hearing(facts.steps) is not None:
        return _("The supplier is asked already. Decide in that matter first.")
    return why_not_blame(facts)


def why_not_answer_now(facts: Facts) -> str | None:
    if closed := why_not_go_on(facts):
        return closed
    hearing = open_hearing(facts.steps)
    if hearing is None:
        return _("Nothing waits for the supplier's view.")
    if hearing.statement is not None:
        return _("The supplier has given its view on {day}. It waits for the buyer's decision.").format(
            day=date_words(hearing.statement.valid_from)
        )
    if hearing.remedy is not None:
        return _(
            "The buyer has decided: you have until {day} to put it right. Tell your contact of news."
        ).format(day=date_words(hearing.due_on))
    return None


def why_not_decide_now(facts: Facts) -> str | None:
    hearing = open_hearing(facts.steps)
    if hearing is None:
        return _("There is nothing to decide. Ask for the supplier's view first.")
    if hearing.is_suppliers_turn and hearing.remedy is None:
        return _("The supplier has until {day} to give its view. Decide after that.").format(
            day=date_words(hearing.due_on)
        )
    return None
