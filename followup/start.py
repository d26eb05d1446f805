"""The six steps and the four roles as the start page tells of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Tread, Way
from procurements.states import STEPS


@dataclass(frozen=True)
class StartPage:
    treads: tuple[Tread, ...]
    phases: tuple[str, ...]
    roles: tuple[Way, ...]


def start_page() -> StartPage:
    """Finished in the reader's language."""
    texts = [
        _("Purpose, target group and who does what"),
        _("How many places does the contract hold?"),
        _("Does the requirement fit? A decision basis"),
        _("The requirement is written, published and contracted"),
        _("Start meeting, requirement profile and first start"),
        _("Reports, results and lessons"),
    ]
    treads = [
        Tread(number=number, name=str(step.label), text=text)
        for number, (step, text) in enumerate(zip(STEPS, texts, strict=True), start=1)
    ]
    return StartPage(tuple(treads), (_("Prepare"), _("Procure"), _("Realise")), tuple(_roles()))


def _roles() -> list[Way]:
    login = reverse("account_login")
    return [
        Way(
            title=_("Decision-makers and leadership"),
            url=login,
            text=_("See goals, outcome and what is late. Take a position on one page."),
            points=(_("The committee's page in a minute"), _("Comply or explain")),
        ),
        Way(
            title=_("Procurers and orderers"),
            url=login,
            text=_("From the entry questions to a checked requirement and a followed-up contract."),
            points=(_("Your to-do list in one place"), _("Dates that are computed for you")),
        ),
        Way(
            title=_("Supplier"),
            url=login,
            text=_("See what you have undertaken and report in two minutes."),
            points=(_("No account is needed to report"), _("Whom to call about matching")),
        ),
        Way(
            title=_("Matching officer"),
            url=login,
            text=_("Agree on the requirement profile, make the first selection, follow each start."),
            points=(
                _("Personal data stay with you"),
                _("The supplier chooses among those who have said yes"),
            ),
        ),
    ]
