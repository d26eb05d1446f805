"""What was done before a contract was entered here, as its page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Link
from core.templatetags.formats import date_words, ftm
from matching.models import Placement
from matching.slots import placement_acts
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment, OpeningBalance
from suppliers.policies import why_not_say_opening, why_not_take_out


@dataclass(frozen=True)
class Opening:
    """In words, and the way to say it or to correct it."""

    text: str
    url: str = ""
    link: str = ""
    person_url: str = ""
    removal_url: str = ""


def standing_opening(commitment: Commitment) -> OpeningBalance | None:
    """The word that holds: nothing has corrected it."""
    return commitment.opening_balances.filter(corrected_by__isnull=True).order_by("-pk").first()


def opening_of(commitment: Commitment, *, member: Membership) -> Opening:
    """Costs no query where the page has put the standing balance at hand (suppliers/contract_rows.py)."""
    row = next(iter(commitment.opening_balances.all()), None)
    text = opening_text(row) if row else ""
    if why_not_say_opening(commitment, member):
        return Opening(text)
    url = reverse("suppliers:opening", args=[commitment.pk])
    person_url = reverse("suppliers:earlier_person", args=[commitment.pk])
    link = _("Correct") if row else _("Say what was done before")
    return Opening(text, url, link, person_url, _removal_url(commitment))


def _removal_url(commitment: Commitment) -> str:
    """Where a contract entered by mistake is taken away; empty once a report was sent in."""
    if any(report.submitted_at for report in commitment.reports.all()):
        return ""
    return reverse("suppliers:contract_removal", args=[commitment.pk])


def acts(member: Membership, placement: Placement) -> Iterable[Link]:
    """What the member may do on the page of a placement that her authority entered itself."""
    if member.may(Permission.CONTRACT_EDIT) and why_not_take_out(placement, member) is None:
        url = reverse("suppliers:earlier_person_undoing", args=[placement.pk])
        yield Link(label=_("Take it out"), url=url)


def fill_slots() -> None:
    """Called once the apps are ready."""
    placement_acts.fill(acts, key="suppliers.earlier")


def opening_text(row: OpeningBalance) -> str:
    return _(
        "{months} were done up to {day}, before the contract was entered here. Source: {source}."
    ).format(months=ftm(row.full_time_months), day=date_words(row.valid_from), source=row.source)
