"""Cases and planned purchases in the search of the whole product. Bids are in no search."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from core.slots import Hit
from organisations.models import Membership, Part
from procurements.models import PlannedPurchase, Procurement
from procurements.states import CaseState, PurchaseState

MOST = 20


def search(member: Membership, text: str) -> Iterable[Hit]:
    """Cases by title or diary number; what is only planned by title or unit."""
    if not member.organisation.shows(Part.PROCUREMENT):
        return
    named = Q(title__icontains=text) | Q(diary_number__icontains=text)
    for case in Procurement.objects.visible_to(member).filter(named).order_by("sort_key", "pk")[:MOST]:
        detail = " · ".join(filter(None, [case.diary_number, str(CaseState(case.state).label)]))
        yield Hit(case.title, case.get_absolute_url(), _("Procurement"), detail)
    named = Q(title__icontains=text) | Q(unit__icontains=text)
    planned = PlannedPurchase.objects.visible_to(member).filter(named, state=PurchaseState.PLANNED)
    for row in planned.order_by("sort_key", "pk")[:MOST]:
        detail = " · ".join(filter(None, [row.unit, str(PurchaseState(row.state).label)]))
        yield Hit(row.title, row.get_absolute_url(), _("Planned purchase"), detail)
