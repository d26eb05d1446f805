"""Is a supplier of this number known under another name?"""

from organisations.models import Kind, Organisation
from reference.folding import fold

COMPANY_FORMS = frozenset({"ab", "aktiebolag", "aktiebolaget"})


def is_same_name(one: str, other: str) -> bool:
    """Do the names differ in letters' case, signs, spaces or "AB" only?"""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(word for word in fold(name).split() if word not in COMPANY_FORMS)


def supplier_known_as(number: str, name: str) -> Organisation | None:
    """The supplier with this number, where it goes by another name."""
    known = Organisation.objects.filter(number=number, kind=Kind.SUPPLIER).first()
    return None if known is None or is_same_name(known.name, name) else known
