"""What the contract's page says where the places themselves are bought, or the contract is reserved."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Fact
from procurements.choices import Purpose, RequirementKind
from procurements.clause_writers import reserved_under
from procurements.models import Commitment
from procurements.wording import places
from suppliers.slots import Panel


def bought_panel(commitment: Commitment) -> Iterable[Panel]:
    """Number, hours and ground; nothing for a requirement in another purchase."""
    if told := tuple(facts_of(commitment)):
        yield Panel(title=_("What is bought"), facts=told)


def facts_of(commitment: Commitment) -> Iterable[Fact]:
    case = commitment.contract.lot.procurement
    if case.purpose == Purpose.PURCHASED_PLACES:
        bought = places(commitment.places) if commitment.places else _("Occupation places")
        yield Fact(label=_("Occupation places"), value=bought)
        if commitment.place_hours:
            hours = _("{number} hours a week").format(number=commitment.place_hours)
            yield Fact(label=_("Each place"), value=hours)
    if commitment.kind == RequirementKind.RESERVED:
        yield Fact(label=_("Reserved under"), value=reserved_under(case.law))
