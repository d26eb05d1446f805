"""What the page of one contract shows beside how it stands, fetched together."""

from typing import Any

from core.together import Inquiry, Rows, ask, hand_out
from matching.models import Placement
from procurements.models import Commitment
from suppliers.requirement_page import keep, requirements_in


def fetch_parts(commitment: Commitment, *others: Inquiry[Any]) -> list[Placement]:
    """Give the placements, and put reports, contacts and standing opening balances at hand, latest first,
    and the requirement that the contract carries.

    One query, which answers the other inquiries as well.
    """
    standing = commitment.opening_balances.filter(corrected_by__isnull=True)
    parts: dict[str, Rows[Any]] = {
        "reports": Rows(commitment.reports.order_by("-starts_on")),
        "contacts": Rows(commitment.contacts.order_by("side", "pk")),
        "opening_balances": Rows(standing.order_by("-pk")),
    }
    placements = Placement.objects.standing().filter(commitment=commitment).order_by("starts_on", "pk")
    people = Rows(placements.select_related("person__data_key"))
    text = Rows(requirements_in(commitment))
    ask(people, text, *parts.values(), *others)
    keep(commitment, text.answer)
    for name, rows in parts.items():
        hand_out(rows.answer, to=[commitment], name=name)
    return people.answer
