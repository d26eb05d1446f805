"""What contract seems to be entered already."""

from collections.abc import Collection, Mapping

from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from reference.folding import fold

Key = tuple[str, str, str]


def told_apart(diary_number: str, title: str, supplier_number: str) -> Key:
    """Diary number and supplier; without a diary number the title stands in for it."""
    plain = fold(diary_number).replace(" ", "")
    return (plain, "" if plain else fold(title), supplier_number)


def entered_of(supplier_numbers: Collection[str], member: Membership) -> Mapping[Key, Commitment]:
    """The contracts of these suppliers that the member's authorities have, by what tells them apart."""
    found = (
        Commitment.objects.standing()
        .filter(
            authority__in=member.authority_ids_with(Permission.CONTRACT_EDIT),
            contract__supplier__number__in=supplier_numbers,
        )
        .select_related("contract__supplier")
        .order_by("-pk")
    )
    return {told_apart(row.diary_number, row.title, row.contract.supplier.number): row for row in found}
