"""Read models for the pages about people."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from core import clock
from core.models import OutgoingMail
from organisations.mails import INVITATION
from organisations.models import Deputyship, Invitation, Membership, Organisation, User
from organisations.permissions import Role


@dataclass(frozen=True)
class SecondFactor:
    """What a user has set up beside the password."""

    has_app: bool
    passkeys: int
    codes_left: int

    @property
    def is_set_up(self) -> bool:
        return self.has_app or self.passkeys > 0


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Present members in Swedish order, each with what a list shows."""
    app_or_key = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    factors = Authenticator.objects.filter(user=OuterRef("user"), type__in=app_or_key)
    return (
        Membership.objects.active()
        .filter(organisation=organisation)
        .select_related("user")
        .prefetch_related("authorities")
        .annotate(has_second_factor=Exists(factors))
        .order_by("user__sort_key", "pk")
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations that wait for an answer, the oldest first; those that ran out as well.

    `mail_state` is that of the latest mail: "failed" says that the address is probably wrong.
    """
    mails = OutgoingMail.objects.filter(kind=INVITATION.key, object_id=OuterRef("pk")).order_by("-pk")
    rows = organisation.invitations.open().annotate(mail_state=Subquery(mails.values("state")[:1]))
    return rows.order_by("created_at", "pk")


def principals_of(member: Membership) -> QuerySet[Deputyship]:
    """For whom the member may act today."""
    return member.deputises.in_force().filter(member__in=Membership.objects.active()).with_people()


def second_factor_of(user: User) -> SecondFactor:
    found = list(Authenticator.objects.filter(user=user))
    codes = [row for row in found if row.type == Authenticator.Type.RECOVERY_CODES]
    return SecondFactor(
        has_app=any(row.type == Authenticator.Type.TOTP for row in found),
        passkeys=sum(row.type == Authenticator.Type.WEBAUTHN for row in found),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def organisations_for_operator() -> QuerySet[Organisation]:
    """All organisations with what an operator looks after: is there an administrator, is one invited?"""
    day = clock.today()
    standing = Q(
        memberships__roles__contains=[Role.ADMINISTRATOR],
        memberships__valid_until__isnull=True,
        memberships__valid_from__lte=day,
        memberships__user__is_active=True,
    )
    waiting = Invitation.objects.open().filter(
        organisation=OuterRef("pk"), roles__contains=[Role.ADMINISTRATOR]
    )
    return Organisation.objects.annotate(
        administrators=Count("memberships", filter=standing, distinct=True),
        has_open_invitation=Exists(waiting),
    ).order_by("sort_key", "pk")


def people_to_ask(member: Membership) -> QuerySet[Membership]:
    """Whom one asks in one's own organisation: its coordinators, else its administrators; two at the most."""
    present = Membership.objects.active().filter(organisation=member.organisation_id).exclude(pk=member.pk)
    helpers = present.holding(Role.COORDINATOR, Role.ADMINISTRATOR).select_related("user")
    is_coordinator = Q(roles__contains=[Role.COORDINATOR.value])
    return helpers.annotate(
        coordinates=ExpressionWrapper(is_coordinator, output_field=BooleanField())
    ).order_by("-coordinates", "user__sort_key", "pk")[:2]
