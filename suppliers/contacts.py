"""Whom to call about a contract, and what the member may do about that list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Link
from organisations.models import Membership
from procurements.models import Commitment, ContactPerson
from suppliers.accounts import may_let_in
from suppliers.policies import sides_open_to


@dataclass(frozen=True)
class ContactLine:
    """One person in the list; addresses are empty where the member may not change her."""

    person: ContactPerson
    place: str
    edit_url: str
    removal_url: str


@dataclass(frozen=True)
class ContactList:
    """The persons named under a contract, as the one who may change some of them sees them."""

    lines: tuple[ContactLine, ...]
    new_url: str
    account_url: str = ""

    @property
    def may_edit(self) -> bool:
        return bool(self.new_url)


def crumbs_of(commitment: Commitment) -> tuple[Link, ...]:
    """The way back up from a page of a contract."""
    return (
        Link(label=_("Contracts"), url=reverse("suppliers:commitment_list")),
        Link(label=commitment.title, url=commitment.get_absolute_url()),
    )


def contacts_of(commitment: Commitment) -> tuple[Contact, ...]:
    """Whom to call: the contract manager first, then those named on either side."""
    return tuple(_contacts(commitment))


def _contacts(commitment: Commitment) -> Iterable[Contact]:
    manager = commitment.contract_manager
    if manager:
        role = f"{_('Contract manager')}, {commitment.authority}"
        yield Contact(name=manager.user.name, role=role, phone=manager.user.phone, email=manager.user.email)
    for person in commitment.contacts.all():
        role = person.title or str(person.get_side_display())
        yield Contact(name=person.name, role=role, phone=person.phone, email=person.email)


def contact_list(commitment: Commitment, *, member: Membership) -> ContactList:
    """Empty for a reader who changes nobody: she has whom to call beside the page."""
    sides = sides_open_to(commitment, member)
    if not sides:
        return ContactList(lines=(), new_url="")
    people = commitment.contacts.all()
    return ContactList(
        lines=tuple(_line(person, may_edit=person.side in sides) for person in people),
        new_url=reverse("suppliers:contact_new", args=[commitment.pk]),
        account_url=_account_url(commitment, member=member),
    )


def _account_url(commitment: Commitment, *, member: Membership) -> str:
    """Where the supplier is let in; empty once somebody there logs in (`with_account`)."""
    told: Any = commitment
    if told.supplier_logs_in or not may_let_in(commitment, member):
        return ""
    return reverse("suppliers:account", args=[commitment.pk])


def _line(person: ContactPerson, *, may_edit: bool) -> ContactLine:
    keys = [person.commitment_id, person.pk]
    return ContactLine(
        person=person,
        place=", ".join(filter(None, [str(person.get_side_display()), person.title])),
        edit_url=reverse("suppliers:contact", args=keys) if may_edit else "",
        removal_url=reverse("suppliers:contact_removal", args=keys) if may_edit else "",
    )
