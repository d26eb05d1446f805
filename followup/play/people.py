"""Letting invented people join an organisation, by invitation like everybody else."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.actors import SystemJob
from followup.play.numbers import invented_number
from organisations.actions.administrators import FirstAdministrator
from organisations.actions.invitations import accept_with_account, accept_with_new_account, invite
from organisations.actions.organisations import create_organisation, switch_parts
from organisations.models import Authority, Invitation, Kind, Membership, Organisation, User
from organisations.models.organisation import PARTS_BY_KIND
from organisations.permissions import Role

PLAY = SystemJob("play")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody invented, named after what she does. Without authorities named she works for all of them."""

    name: str
    roles: tuple[Role, ...]
    domain: str
    title: str = ""
    phone: str = ""
    authorities: tuple[str, ...] = ()
    valid_until: dt.date | None = None

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{self.domain}".translate(PLAIN)


PLAIN = str.maketrans("åäöéü", "aaoeu")


def found(
    name: str,
    *,
    kind: str,
    is_public: bool,
    people: Sequence[Person],
    is_social_enterprise: bool = False,
    authorities: Sequence[dict[str, str]] = (),
) -> Organisation:
    """A new organisation with every part on, its authorities and its people. The first administers it."""
    first, others = people[0], people[1:]
    invitation = create_organisation(
        kind,
        name,
        number=invented_number(name, kind=kind, is_public=is_public),
        is_public=is_public,
        is_social_enterprise=is_social_enterprise,
        administrator=FirstAdministrator(first.name, first.email, first.roles),
        by=PLAY,
    )
    organisation = invitation.organisation
    switch_parts(organisation, [part.value for part in PARTS_BY_KIND[Kind(kind)]], by=PLAY)
    _add_authorities(organisation, authorities)
    administrator = _settle(accept(invitation), first, extra=(Role.ADMINISTRATOR,))
    for person in others:
        join(organisation, person, by=administrator)
    return organisation


def join(organisation: Organisation, person: Person, *, by: Membership | SystemJob = PLAY) -> Membership:
    """Invite the person and accept on her behalf."""
    invitation = invite(
        organisation,
        name=person.name,
        email=person.email,
        roles=person.roles,
        authorities=_authorities(organisation, person),
        valid_until=person.valid_until,
        by=by,
    )
    return _settle(accept(invitation), person)


def accept(invitation: Invitation) -> Membership:
    """Follow the link. No password opens the account; these people log in as personas."""
    if user := User.objects.filter(email__iexact=invitation.email).first():
        return accept_with_account(invitation, user)
    return accept_with_new_account(invitation, name=invitation.name, password=None)


def _settle(member: Membership, person: Person, *, extra: tuple[Role, ...] = ()) -> Membership:
    """Give the title and the authorities that the invitation could not."""
    member.assign(
        roles={*person.roles, *extra},
        authorities=_authorities(member.organisation, person),
        valid_until=person.valid_until,
        title=person.title,
        by=PLAY,
    )
    if person.phone:
        user = member.user
        user.edit_profile(name=user.name, phone=person.phone, language=user.language, by=member)
    return member


def _authorities(organisation: Organisation, person: Person) -> list[Authority]:
    rows = organisation.authorities.order_by("pk")
    return list(rows.filter(name__in=person.authorities) if person.authorities else rows)


def _add_authorities(organisation: Organisation, told: Sequence[dict[str, str]]) -> None:
    """The first takes the place of the one that every organisation is born with."""
    for number, values in enumerate(told):
        if number == 0:
            organisation.authorities.get().edit(by=PLAY, **values)
        else:
            organisation.add_authority(by=PLAY, **values)
