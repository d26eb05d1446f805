"""Placements outside every contract: counted among all, never as fulfilment."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from matching.models import Placement
from matching.models.placement import start_placement
from matching.models.serving import served_by
from organisations.models import Authority, Membership, Organisation
from organisations.permissions import Permission


def suppliers_for(member: Membership) -> QuerySet[Organisation]:
    """Suppliers under the contracts that the officer serves."""
    known = served_by(member).values("contract__supplier")
    return Organisation.objects.suppliers().filter(pk__in=known).order_by("sort_key", "pk")


@transaction.atomic
def record_outside(
    *, supplier: Organisation, attribution: str, attribution_reason: str, by: Membership, **terms: Any
) -> Placement:
    """A start without a commitment, in the figures of the officer's own authority, with its attribution."""
    own = Authority.objects.filter(pk__in=by.own_authority_ids_with(Permission.PROFILE_EDIT)).order_by("pk")[
        0
    ]
    placement = start_placement(
        supplier=supplier, commitment=None, authority=own, by=by, counts=False, **terms
    )
    placement.attribute(attribution=attribution, by=by, reason=attribution_reason)
    return placement
