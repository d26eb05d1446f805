"""A party of a contract that nobody logs in for: it reads nothing of what is written here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from followup.readers import MESSAGES
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.accounts import may_let_in


@dataclass(frozen=True)
class Absent:
    """The supplier that does not read, in words; `url` is where the member lets it in, if she may."""

    text: str
    sent: str
    readers: Any
    url: str = ""


def absent_supplier(subject: Any, *, member: Membership) -> Absent | None:
    """None for a case, and once somebody at the supplier of the contract has an account."""
    if not isinstance(subject, Commitment):
        return None
    if Membership.objects.active().filter(organisation__contracts=subject.contract_id).exists():
        return None
    supplier = subject.contract.supplier.name
    text = _(
        "Nobody at {supplier} logs in, so the supplier does not see what you write here, and gets no mail "
        "about it. Call or send a mail instead, or let the supplier log in."
    )
    sent = _("Saved on the contract. {supplier} sees it only when somebody there logs in.")
    later = _("The supplier reads it from the day somebody there logs in.")
    return Absent(
        text=text.format(supplier=supplier),
        sent=sent.format(supplier=supplier),
        readers=MESSAGES[Commitment].without(Permission.SUPPLIER_WORK).line(later),
        url=reverse("suppliers:account", args=[subject.pk]) if may_let_in(subject, member) else "",
    )
