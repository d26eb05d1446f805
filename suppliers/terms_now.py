"""What holds of a contract with every change of it; the columns of contract and commitment are as signed."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from core import clock
from procurements.models import Commitment, Variation
from procurements.term import by_last_day
from suppliers.balances import terms_of
from suppliers.ledger import Terms
from suppliers.ledger.terms import contract_span, terms_on


def terms_now(
    commitment: Commitment, *, on: dt.date | None = None, without: Variation | None = None
) -> Terms:
    """The terms as they stand on the day (today), as if the change `without` had not been made; one query."""
    changes = [row for row in commitment.variations.standing().order_by("pk") if row != without]
    return terms_on(terms_of(commitment, variations=changes, openings=()), on or clock.today())


def last_day(commitment: Commitment, *, on: dt.date | None = None) -> dt.date:
    """The last day as the term stands on the day (today)."""
    return contract_span(terms_now(commitment, on=on)).last


def running_in(commitments: QuerySet[Commitment], year: int) -> QuerySet[Commitment]:
    """Those whose term, as it stands today, holds at least one day of the calendar year."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    begun: Any = by_last_day(commitments.filter(contract__starts_on__lte=last))
    ran = begun.filter(last_day__gte=first)
    return commitments.filter(pk__in=ran.order_by().values("pk"))
