"""How the pages about people, organisations and the service are asked."""

import datetime as dt

from core.models import OutgoingMail
from core.states import MailState
from organisations.models import CalendarFeed, Cooperation, Deputyship, Invitation, Membership
from organisations.models.calendar_feed import SIGNER
from organisations.models.cooperation import Opens
from organisations.permissions import Role
from tests.house.case import Case, Reach
from tests.house.world import MOMENT, TODAY, Corner, World
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory

LATER = dt.timedelta(days=14)


def furnish(corner: Corner) -> None:
    head, colleague = corner.people[Role.PROCURER], _colleague(corner)
    corner.add(
        colleague=colleague,
        former=_former(corner),
        invitation=_invitation(corner, token=f"{corner.name}-invitation"),
        cooperation=_cooperation(corner),
        received=Cooperation.objects.create(
            giver=AuthorityFactory(), receiver=corner.organisation, **_terms()
        ),
        deputyship=Deputyship.objects.create(
            member=head, deputy=colleague, starts_on=TODAY, ends_on=TODAY + LATER
        ),
        calendar_feed=CalendarFeed.objects.create(membership=colleague),
        invitation_token=f"{corner.name}-invitation",
        old_token=f"{corner.name}-old",
    )
    corner.add(failed_mail=_failed_mail(corner))
    old = _invitation(corner, token=corner.old_token)
    Invitation.objects.filter(pk=old.pk).update(expires_at=MOMENT - LATER)


def _failed_mail(corner: Corner) -> OutgoingMail:
    """An invitation's mail that the receiving server refused for good."""
    return OutgoingMail.objects.create(
        kind="organisations.invitation",
        to_email=f"fel@{corner.name}.example.org",
        language="sv",
        subject=corner.invitation,
        state=MailState.FAILED,
        last_error="550",
    )


def _another_failed_mail(world: World) -> None:
    _failed_mail(world.own)


def _colleague(corner: Corner) -> Membership:
    return MembershipFactory(
        organisation=corner.organisation, authority=corner.authority, roles=[Role.ORDERER]
    )


def _former(corner: Corner) -> Membership:
    return MembershipFactory(
        organisation=corner.organisation, authority=corner.authority, valid_until=TODAY - LATER
    )


def _invitation(corner: Corner, *, token: str) -> Invitation:
    row = Invitation.objects.create(
        organisation=corner.organisation,
        email=f"{token}@example.org",
        name="Nadja Ny",
        roles=[Role.ORDERER],
        invited_by=corner.people[Role.PROCURER],
        expires_at=MOMENT + LATER,
    )
    row.authorities.add(corner.authority)
    row.answer_to(token)
    return row


def _terms() -> dict[str, object]:
    return {
        "opens": [Opens.REQUESTS],
        "purpose": "Samordnad matchning",
        "legal_ground": "Avtal mellan nämnderna",
        "starts_on": TODAY,
    }


def _cooperation(corner: Corner) -> Cooperation:
    receiver = OrganisationFactory(labour_market=True)
    return Cooperation.objects.create(giver=corner.authority, receiver=receiver, **_terms())


def _another_member(world: World) -> None:
    _colleague(world.own)
    Invitation.objects.create(
        organisation=world.own.organisation,
        email=f"person{Invitation.objects.count()}@example.org",
        name="Nils Ny",
        roles=[Role.ORDERER],
        invited_by=world.own.people[Role.ADMINISTRATOR],
        expires_at=MOMENT + LATER,
    )


def _another_deputy(world: World) -> None:
    for role, member in list(world.own.people.items()):
        deputy = MembershipFactory(
            organisation=member.organisation, roles=[role], valid_until=member.valid_until
        )
        Deputyship.objects.create(member=member, deputy=deputy, starts_on=TODAY, ends_on=TODAY + LATER)
        Deputyship.objects.create(member=deputy, deputy=member, starts_on=TODAY, ends_on=TODAY + LATER)


def _another_organisation(world: World) -> None:
    MembershipFactory(organisation=OrganisationFactory(), roles=[Role.ADMINISTRATOR])


def _another_part(world: World) -> None:
    AuthorityFactory(organisation=world.own.organisation)
    _cooperation(world.own)


def _own_organisation(member: Membership, corner: Corner) -> bool:
    return corner.organisation == member.organisation


CASES = {
    "language": Case(),
    "organisation_switch": Case(asks_for_choice=True),
    "health": Case(),
    "icon": Case(),
    "help": Case(),
    "glossary": Case(),
    "accessibility": Case(),
    "privacy": Case(),
    "profile": Case(),
    "second_factor": Case(query="?next=/profil/"),
    "session": Case(),
    "calendar_end": Case(),
    "calendar_feed": Case(
        row="calendar_feed",
        kwargs=lambda corner: {"secret": SIGNER.sign(corner.calendar_feed.mark)},
    ),
    "deputyship_list": Case(more=_another_deputy),
    "deputy_switch": Case(),
    "deputyship_end": Case(row="deputyship"),
    "member_list": Case(more=_another_member),
    "member": Case(row="colleague", states=("former",), reach=Reach.ORGANISATION),
    "membership_end": Case(row="colleague", states=("former",), reach=Reach.ORGANISATION),
    "invitation": Case(),
    "invitation_resending": Case(row="invitation", reach=Reach.ORGANISATION),
    "invitation_revocation": Case(row="invitation", reach=Reach.ORGANISATION),
    "invitation_acceptance": Case(
        row="invitation_token",
        states=("old_token",),
        kwargs=lambda corner: {"token": corner.invitation_token},
    ),
    "organisation": Case(more=_another_part),
    "organisation_details": Case(),
    "part_list": Case(),
    "authority_new": Case(),
    "authority": Case(row="authority", reach=Reach.ORGANISATION),
    "cooperation_list": Case(more=_another_part),
    "cooperation_new": Case(),
    "cooperation": Case(row="cooperation", states=("received",), reach=Reach.ORGANISATION),
    "cooperation_end": Case(row="cooperation", states=("received",), reach=Reach.ORGANISATION),
    "operator_organisation_list": Case(more=_another_organisation),
    "failed_mail_list": Case(more=_another_failed_mail),
    "mail_retry": Case(row="failed_mail", has_tenant=False),
    "operator_organisation_new": Case(),
    "operator_organisation": Case(row="organisation"),
    "operator_invitation_resending": Case(row="invitation", has_tenant=False),
    "operator_invitation_revocation": Case(row="invitation", has_tenant=False),
    "personas": Case(more=_another_member),
    "persona_second_factor": Case(),
}
