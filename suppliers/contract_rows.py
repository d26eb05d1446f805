"""What the page of one contract shows beside how it stands, fetched together."""

from typing import Any

from core.prepared import Prepared
from core.together import Inquiry, Rows, ask, hand_out
from matching.models import Placement
from procurements.models import Commitment, ContactPerson, OpeningBalance
from suppliers.models import Report
from suppliers.requirement_page import keep, requirements_in

PARTS: dict[str, Prepared[Any]] = {
    "reports": Prepared.by_key(lambda key: Report.objects.filter(commitment=key).order_by("-starts_on")),
    "contacts": Prepared.by_key(
        lambda key: ContactPerson.objects.filter(commitment=key).order_by("side", "pk")
    ),
    "opening_balances": Prepared.by_key(
        lambda key: OpeningBalance.objects.filter(commitment=key, corrected_by__isnull=True).order_by("-pk")
    ),
}
PEOPLE = Prepared.by_key(
    lambda key: Placement.objects.standing().filter(commitment=key)
    .select_related("person__data_key").order_by("starts_on", "pk")
)  # fmt: skip


def fetch_parts(commitment: Commitment, *others: Inquiry[Any]) -> list[Placement]:
    """Give the placements, and put reports, contacts and standing opening balances at hand, latest first,
    and the requirement that the contract carries.

    One query, which answers the other inquiries as well.
    """
    parts = {name: question(commitment.pk) for name, question in PARTS.items()}
    people = PEOPLE(commitment.pk)
    text = Rows(requirements_in(commitment))
    ask(people, text, *parts.values(), *others)
    keep(commitment, text.answer)
    for name, rows in parts.items():
        hand_out(rows.answer, to=[commitment], name=name)
    return people.answer
