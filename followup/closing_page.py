"""What pages show of the end of the follow-up."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.components import Fact
from core.templatetags.formats import date_words, moment_words, number
from followup.closing_rules import why_not_close_now
from followup.policies import why_not_manage, why_not_reopen
from organisations.models import Membership
from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.models import Report
from suppliers.queries import standings
from suppliers.slots import Panel, commitment_panels
from suppliers.volume_words import requirement_text


def facts_for_closing(commitment: Commitment) -> tuple[Fact, ...]:
    """How the contract ends, before it is closed."""
    standing = standings([commitment])[commitment.pk]
    return (
        Fact(label=_("The commitment"), value=requirement_text(commitment, standing.outcome)),
        Fact(label=_("Outcome"), value=standing.text),
        Fact(label=_("Persons in all"), value=number(standing.outcome.persons_all)),
        Fact(label=_("Last day"), value=date_words(standing.outcome.detail.contract_end)),
    )


def still_runs(commitment: Commitment) -> bool:
    return standings([commitment])[commitment.pk].outcome.detail.contract_end >= clock.today()


def notes_for_closing(commitment: Commitment, *, missing: list[Report], runs: bool) -> Iterable[str]:
    """What whoever closes should know first."""
    if runs:
        yield _(
            "The contract has not ended. Nobody is asked to report after the closing, and nobody is reminded."
        )
    if missing:
        yield ngettext(
            "{number} report has not come: {periods}. It is noted as not needed.",
            "{number} reports have not come: {periods}. They are noted as not needed.",
            len(missing),
        ).format(number=len(missing), periods=", ".join(report.period_name for report in missing))


def panels(member: Membership, commitment: Commitment) -> Iterable[Panel]:
    """The way to the end, for those who manage the contract; and that it has ended, for everyone."""
    if commitment.state == CommitmentState.CLOSED:
        may_reopen = why_not_reopen(commitment, member) is None
        closed = commitment.status_changes.filter(to_state=CommitmentState.CLOSED).latest("pk")
        text = _("Closed {when}. {reason}").format(when=moment_words(closed.at), reason=closed.reason)
        yield Panel(
            title=_("The follow-up is closed"),
            text=text.strip(),
            url=reverse("followup:reopening", args=[commitment.pk]) if may_reopen else "",
            link=_("Open the follow-up again") if may_reopen else "",
        )
    elif why_not_manage(commitment, member) is None:
        yield _way_to_the_end(commitment)


def _way_to_the_end(commitment: Commitment) -> Panel:
    """With what comes first, where something does; without a link then."""
    obstacle = why_not_close_now(commitment)
    text = _("When the contract has ended and the last report is reviewed, you close the follow-up.")
    return Panel(
        title=_("The end of the follow-up"),
        text=obstacle or text,
        url="" if obstacle else reverse("followup:closing", args=[commitment.pk]),
        link="" if obstacle else _("Close the follow-up"),
        for_the_end=True,
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_panels.fill(panels, key="followup.closing", order=90)
