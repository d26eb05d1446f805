"""Who plays a case: the people there are, or invented ones named after their roles."""

import zlib

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from followup.play.people import Person, found, join
from followup.play.stage import Cast, Stage
from followup.scenario import Buyer, BuyerKind
from organisations.models import Authority, Cooperation, Kind, Membership, Organisation
from organisations.permissions import ORGANISATION_WIDE_ROLES, Role

# Invented names that say what the person does.
NAMES = {
    Role.PROCURER: "Ulla Upphandlare",
    Role.DECISION_MAKER: "Bo Beslutsfattare",
    Role.CONTRACT_MANAGER: "Axel Avtalsansvarig",
    Role.MATCHING_OFFICER: "Mats Matchare",
    Role.COORDINATOR: "Sam Samordnare",
    Role.REGISTRAR: "Rut Registrator",
    Role.SUPPLIER_REPRESENTATIVE: "Hanna Personalansvarig",
}
BUYER_ROLES = tuple(NAMES)[:-1]


def assemble(stage: Stage) -> None:
    """Find or invent buyer, supplier and everybody who acts in the case."""
    scenario = stage.scenario
    buyer = organisation_of(scenario.buyer)
    authority = stage.setting.authority or buyer.authorities.order_by("pk")[0]
    supplier = supplier_named(scenario.supplier.name)
    officer = officer_for(authority)
    stage.enter(
        Cast(
            authority=authority,
            procurer=holder(authority, Role.PROCURER),
            decider=holder(authority, Role.DECISION_MAKER),
            manager=holder(authority, Role.CONTRACT_MANAGER),
            officer=officer,
            matching_side=_side(officer, authority),
            supplier=supplier,
            reporter=_member(supplier, Role.SUPPLIER_REPRESENTATIVE),
        )
    )


def organisation_of(buyer: Buyer) -> Organisation:
    known = Organisation.objects.filter(name=buyer.name, kind=Kind.CONTRACTING).order_by("pk").first()
    if known is not None:
        return known
    people = [invented(buyer.name, role) for role in BUYER_ROLES]
    is_public = buyer.kind is not BuyerKind.COMPANY
    return found(buyer.name, kind=Kind.CONTRACTING, is_public=is_public, people=people)


def supplier_named(name: str) -> Organisation:
    known = Organisation.objects.filter(name=name, kind=Kind.SUPPLIER).order_by("pk").first()
    if known is not None:
        return known
    person = invented(name, Role.SUPPLIER_REPRESENTATIVE)
    return found(name, kind=Kind.SUPPLIER, is_public=False, people=[person])


def invented(organisation: str, role: Role) -> Person:
    """Somebody with this one role at the organisation, under an address that leads nowhere."""
    domain = slugify(organisation) or f"org-{zlib.crc32(organisation.encode()):x}"
    return Person(name=NAMES[role], roles=(role,), domain=f"{domain[:50]}.example", title=str(role.label))


def holder(authority: Authority, role: Role) -> Membership:
    """Whoever holds the role at the authority, the longest there first; else somebody invented joins."""
    found_one = _holding(authority, role).first()
    return found_one or _member(authority.organisation, role)


def officer_for(authority: Authority) -> Membership:
    """The authority's own matching officer, else one with whom it co-operates, else somebody invented."""
    if own := _holding(authority, Role.MATCHING_OFFICER).first():
        return own
    for given in Cooperation.objects.filter(giver=authority).select_related("receiver").order_by("pk"):
        side = given.receiving_authority or given.receiver.authorities.order_by("pk").first()
        if side and (theirs := _holding(side, Role.MATCHING_OFFICER).first()):
            return theirs
    return join(authority.organisation, invented(authority.organisation.name, Role.MATCHING_OFFICER))


def _holding(authority: Authority, role: Role) -> QuerySet[Membership]:
    at_work = Membership.objects.filter(organisation=authority.organisation_id, user__is_active=True)
    if role not in ORGANISATION_WIDE_ROLES:
        at_work = at_work.filter(authorities=authority)
    return at_work.holding(role).select_related("user", "organisation").order_by("pk")


def _member(organisation: Organisation, role: Role) -> Membership:
    at_work = Membership.objects.filter(organisation=organisation, user__is_active=True)
    known = at_work.holding(role).select_related("user", "organisation").order_by("pk").first()
    return known or join(organisation, invented(organisation.name, role))


def _side(officer: Membership, authority: Authority) -> Authority:
    """The officer's own authority in this matter: the buyer's where she works for it."""
    own = officer.authorities.order_by("pk")
    side = own.filter(pk=authority.pk).first() or own.first()
    if side is None:
        raise RuleBroken(_("{name} works for no authority.").format(name=officer))
    return side
