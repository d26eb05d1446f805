"""Which commitments a matching officer works with, and which matching side works for a commitment."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.audience import Circle
from organisations.models import Authority, Cooperation, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission, Role
from procurements.models import Commitment, ContactPerson
from procurements.models.commitment import COMMITMENT_AUDIENCE, CommitmentQuerySet


def _served(member: Membership) -> Q:
    return Q(pk__among=served_by(member))


def served_by(member: Membership) -> CommitmentQuerySet:
    """Commitments of the officer's own authorities, those opened by co-operation, and cases that name her."""
    if not member.may(Permission.PROFILE_EDIT):
        return Commitment.objects.none()
    edits = Permission.PROFILE_EDIT
    opened = member.opened_to(Opens.REQUESTS, edits) | member.opened_to(Opens.CASES, edits)
    named = Commitment.objects.filter(contract__lot__procurement__matching_officer=member)
    return Commitment.objects.standing().filter(
        Q(authority__in=member.own_authority_ids_with(edits) | opened) | Q(pk__among=named)
    )


# Who reads what is written about a placement: the page asks for the right to see contracts.
PLACEMENT_AUDIENCE = COMMITMENT_AUDIENCE.through(Permission.COMMITMENT_SEE).and_also(
    Circle(Permission.PROFILE_EDIT, _served, _("who finds candidates for the contract"))
)


def matching_sides(commitment: Commitment) -> list[Authority]:
    """Authorities whose officers may be asked for candidates, the most likely first.

    That of the officer named in the case, then those that a co-operation gives, then the buyer's own.
    """
    officers = Membership.objects.active().holding(Role.MATCHING_OFFICER)
    named = commitment.contract.lot.procurement.matching_officer_id
    given = (
        Cooperation.objects.in_force()
        .filter(giver=commitment.authority_id)
        .filter(Q(opens__contains=[Opens.REQUESTS]) | Q(opens__contains=[Opens.CASES]))
    )
    reachable = Authority.objects.filter(
        Q(memberships=named)
        | Q(pk__in=given.values("receiving_authority"))
        | Q(organisation__in=given.filter(receiving_authority__isnull=True).values("receiver"))
        | Q(pk=commitment.authority_id)
    )
    found = list(reachable.filter(memberships__in=officers).distinct().order_by("sort_key", "pk"))
    first = set(Authority.objects.filter(memberships=named).values_list("pk", flat=True)) if named else set()
    own = commitment.authority_id
    ranked = sorted(found, key=lambda side: (side.pk not in first, side.pk == own))
    return ranked or [commitment.authority]


def own_side(commitment: Commitment, member: Membership) -> Authority:
    """The officer's own authority in this matter."""
    hers = member.own_authority_ids_with(Permission.PROFILE_EDIT)
    own = [side for side in matching_sides(commitment) if side.pk in hers]
    return own[0] if own else Authority.objects.filter(pk__in=hers).order_by("pk")[0]


def officers_of(authority: Authority) -> QuerySet[Membership]:
    """Who works with matching there now."""
    members = Membership.objects.active().holding(Role.MATCHING_OFFICER)
    return members.filter(authorities=authority).select_related("user").order_by("pk")


def representatives_of(commitment: Commitment) -> QuerySet[Membership]:
    """Who has an account at the supplier."""
    roles = (Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY)
    members = Membership.objects.active().filter(organisation=commitment.contract.supplier_id)
    return members.holding(*roles).select_related("user").order_by("pk")


def contact_addresses_of(commitment: Commitment) -> list[str]:
    """Where the supplier's contact persons are reached, each address once."""
    people = commitment.contacts.filter(side=ContactPerson.Side.SUPPLIER).exclude(email="").order_by("pk")
    found = {email.lower(): email for email in people.values_list("email", flat=True)}
    return list(found.values())
