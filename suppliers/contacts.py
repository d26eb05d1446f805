"""Whom to call about a contract, and what the member may do about that list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Link
from organisations.models import Membership
from procurements.models import Commitment, ContactPerson
from procurements.states import CommitmentState
from suppliers.accounts import may_let_in
from suppliers.parties import members_who_report
from suppliers.policies import sides_open_to

MOST_MEMBERS = 3
WHO_REPORTS = "rapporterar"  # in the address of the form, when it is asked for a reporter


@dataclass(frozen=True)
class ContactLine:
    """One person in the list; addresses are empty where the member may not change her."""

    person: ContactPerson
    name: str
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


@dataclass(frozen=True)
class NoReporter:
    """Nobody would get a report that is asked for. `url` is where the member names somebody, if she may."""

    text: str
    url: str


def no_reporter(commitment: Commitment, *, member: Membership) -> NoReporter | None:
    """A warning for those who follow a running contract that nobody reports for."""
    if commitment.state != CommitmentState.RUNNING or not commitment.is_followed_by(member):
        return None
    if any(person.reports for person in commitment.contacts.all()) or members_who_report(commitment).exists():
        return None
    text = _(
        "Nobody gets the link to the report: no contact person at {supplier} reports, "
        "and nobody there has an account."
    )
    may_name = ContactPerson.Side.SUPPLIER in sides_open_to(commitment, member)
    return NoReporter(
        text=text.format(supplier=commitment.contract.supplier),
        url=reporter_url(commitment) if may_name else "",
    )


def reporter_url(commitment: Commitment) -> str:
    """Where somebody is named who reports: the form for a contact person, with that ticked."""
    return f"{reverse('suppliers:contact_new', args=[commitment.pk])}?{WHO_REPORTS}=1"


def crumbs_of(commitment: Commitment) -> tuple[Link, ...]:
    """The way back up from a page of a contract."""
    return (
        Link(label=_("Contracts"), url=reverse("suppliers:commitment_list")),
        Link(label=commitment.title, url=commitment.get_absolute_url()),
    )


def contacts_of(commitment: Commitment) -> tuple[Contact, ...]:
    """Whom to call: the contract manager first, then those named on either side. Nobody stands twice."""
    shown: dict[tuple[str, str, str], Contact] = {}
    for contact in _contacts(commitment):
        shown.setdefault((str(contact.name), contact.phone, contact.email), contact)
    return tuple(shown.values())


def _contacts(commitment: Commitment) -> Iterable[Contact]:
    manager = commitment.contract_manager
    if manager:
        role = f"{_('Contract manager')}, {commitment.authority}"
        yield Contact(name=manager.user.name, role=role, phone=manager.user.phone, email=manager.user.email)
    for person in commitment.contacts.all():
        yield _shown(person, role=person.title or str(person.get_side_display()))


def supplier_contacts(commitment: Commitment) -> tuple[Contact, ...]:
    """Whom the authority asks about a report: those named for the supplier, those who report first; else its
    members who report with an account."""
    supplier = commitment.contract.supplier.name
    named = commitment.contacts.filter(side=ContactPerson.Side.SUPPLIER).order_by("-reports", "pk")
    if people := list(named):
        return tuple(_shown(one, role=", ".join(filter(None, [one.title, supplier]))) for one in people)
    return tuple(
        Contact(name=member.user.name, role=supplier, phone=member.user.phone, email=member.user.email)
        for member in members_who_report(commitment)[:MOST_MEMBERS]
    )


def _shown(person: ContactPerson, *, role: str) -> Contact:
    """The part she has stands in the place of a name that nobody has given."""
    name, below = (person.name, role) if person.has_name else (role, "")
    return Contact(name=name, role=below, phone=person.phone, email=person.email)


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
        name=person.name if person.has_name else _("Name is missing"),
        place=", ".join(filter(None, [str(person.get_side_display()), person.title])),
        edit_url=reverse("suppliers:contact", args=keys) if may_edit else "",
        removal_url=reverse("suppliers:contact_removal", args=keys) if may_edit else "",
    )
