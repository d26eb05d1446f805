"""What seems to be entered already: a contract, or a supplier under another name."""

from collections.abc import Collection, Mapping

from organisations.models import Kind, Membership, Organisation
from organisations.permissions import Permission
from procurements.models import Commitment
from reference.folding import fold

Key = tuple[str, str, str]
COMPANY_FORMS = frozenset({"ab", "aktiebolag", "aktiebolaget"})


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


def is_same_name(one: str, other: str) -> bool:
    """Do the names differ in letters' case, signs, spaces or "AB" only?"""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(word for word in fold(name).split() if word not in COMPANY_FORMS)


def supplier_known_as(number: str, name: str) -> Organisation | None:
    """The supplier with this number, where it goes by another name."""
    known = Organisation.objects.filter(number=number, kind=Kind.SUPPLIER).first()
    return None if known is None or is_same_name(known.name, name) else known
