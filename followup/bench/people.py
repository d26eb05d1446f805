"""Organisations, their authorities and their members."""

from collections.abc import Sequence
from dataclasses import dataclass

from stdnum import luhn

from followup.bench.rows import store
from followup.bench.sizes import Buyer
from organisations.models import Authority, Kind, Membership, Organisation, User
from organisations.models.organisation import PARTS_BY_KIND
from organisations.permissions import Role

CASES_PER_SUPPLIER = 20
REPRESENTS = (Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY)


@dataclass(frozen=True)
class Side:
    """A contracting organisation with its people and its suppliers."""

    buyer: Buyer
    organisation: Organisation
    authorities: Sequence[Authority]
    officers: Sequence[Membership]
    leader: Membership
    matcher: Membership
    suppliers: Sequence[Organisation]
    representatives: Sequence[Membership]


def build_side(buyer: Buyer) -> Side:
    """The buyer, its authorities, procurers, a decision-maker, a matching officer, and local suppliers."""
    organisation = _organisations([f"Municipality {buyer.number:03}"], Kind.CONTRACTING, buyer)[0]
    authorities = store(
        Authority(organisation=organisation, name=f"Committee {n + 1}", diary_prefix=f"K{n + 1}")
        for n in range(buyer.authorities)
    )
    names = [f"Procurer {buyer.number:03}-{n:02}" for n in range(buyer.officers)]
    officers = _members(names, [organisation] * len(names), roles=(Role.PROCURER, Role.CONTRACT_MANAGER))
    leader = _members([f"Leader {buyer.number:03}"], [organisation], roles=(Role.DECISION_MAKER,))[0]
    matcher = _members([f"Matcher {buyer.number:03}"], [organisation], roles=(Role.MATCHING_OFFICER,))[0]
    _assign([*officers, leader, matcher], authorities)
    count = max(1, buyer.cases // CASES_PER_SUPPLIER)
    suppliers = _organisations(
        [f"Supplier {buyer.number:03}-{n:02} AB" for n in range(count)], Kind.SUPPLIER, buyer
    )
    representatives = _members(
        [f"Reporter {row.name[9:15]}" for row in suppliers], suppliers, roles=REPRESENTS
    )
    return Side(buyer, organisation, authorities, officers, leader, matcher, suppliers, representatives)


def _organisations(names: Sequence[str], kind: Kind, buyer: Buyer) -> list[Organisation]:
    return store(
        Organisation(
            name=name,
            kind=kind,
            number=_number(kind, buyer.number * 1_000 + index),
            parts=[part.value for part in PARTS_BY_KIND[kind]],
        )
        for index, name in enumerate(names)
    )


def _number(kind: Kind, serial: int) -> str:
    """An organisation number with a right check digit that no real organisation has."""
    digits = f"{99 if kind == Kind.SUPPLIER else 98}{serial:07}"
    return digits + luhn.calc_check_digit(digits)


def _members(
    names: Sequence[str], organisations: Sequence[Organisation], *, roles: Sequence[Role]
) -> list[Membership]:
    """One person with one membership for each name; the password lets nobody in."""
    users = store(
        User(name=name, email=f"{name.lower().replace(' ', '-')}@bench.invalid", password="!")  # noqa: S106
        for name in names
    )
    return store(
        Membership(user=user, organisation=organisation, roles=[role.value for role in roles])
        for user, organisation in zip(users, organisations, strict=True)
    )


def _assign(members: Sequence[Membership], authorities: Sequence[Authority]) -> None:
    through = Membership.authorities.through
    store(
        through(membership_id=member.pk, authority_id=authority.pk)
        for member in members
        for authority in authorities
    )
