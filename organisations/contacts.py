"""Whom the reader of a mail can ask: a person, and for that person herself the unit or a colleague."""

from core.mail import Contact
from organisations.models import Authority, Membership
from organisations.permissions import Role

WHO_KNOW = (Role.PROCURER, Role.CONTRACT_MANAGER, Role.MATCHING_OFFICER, Role.DECISION_MAKER)


def person_at(member: Membership | None, authority: Authority) -> Contact:
    """The member, where somebody is named; else the authority's contact."""
    if member is None:
        return unit(authority)
    return Contact.of(member, otherwise=lambda _email: unit(authority))


def unit(authority: Authority) -> Contact:
    """The authority's contact as it is written there."""
    return Contact(
        authority.contact_name or authority.name,
        authority.contact_email,
        authority.contact_phone,
        otherwise=lambda email: _somebody_else(authority, email),
    )


def _somebody_else(authority: Authority, email: str) -> Contact:
    """The unit by its own name; a colleague, where its address is the reader's own or it has none."""
    address = "" if authority.contact_email.lower() == email.lower() else authority.contact_email
    if not address:
        members = Membership.objects.active().of_authority(authority).holding(*WHO_KNOW)
        others = members.exclude(user__email__iexact=email).select_related("user")
        if colleague := others.order_by("user__sort_key", "pk").first():
            return Contact.of(colleague, otherwise=lambda _email: Contact(authority.name))
    return Contact(authority.name, address, authority.contact_phone)
