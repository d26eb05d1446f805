"""Placements for tests, made through the verb that the product uses."""

import datetime as dt
from fractions import Fraction
from typing import Any

from core.actors import SystemJob
from matching.models import Placement
from matching.models.placement import start_placement
from procurements.models import Commitment


def placement_in(commitment: Commitment, **terms: Any) -> Placement:
    """A full-time employment in the commitment from 1 April 2026, unless told otherwise."""
    told = {"type": "employment", "form": "seasonal", "starts_on": dt.date(2026, 4, 1), "scope": Fraction(1)}
    return start_placement(
        supplier=commitment.contract.supplier, commitment=commitment, by=SystemJob("test"), **(told | terms)
    )
