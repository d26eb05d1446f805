"""What search finds among contracts."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from core.slots import Hit
from organisations.models import Membership
from procurements.models import Commitment

MOST = 10


def find(member: Membership, text: str) -> Iterable[Hit]:
    """Contracts by title, supplier or diary number."""
    names = Q(title__icontains=text) | Q(diary_number__icontains=text)
    found = Commitment.objects.visible_to(member).with_list_data()
    for row in found.filter(names | Q(contract__supplier__name__icontains=text)).order_by("sort_key")[:MOST]:
        detail = " · ".join(part for part in (row.contract.supplier.name, row.diary_number) if part)
        yield Hit(title=row.title, url=row.get_absolute_url(), kind=_("Contract"), detail=detail)
