"""How a page names who holds something up: a person to her own organisation, an authority to others."""

from organisations.models import Authority, Membership


def named_at(authority: Authority, person: Membership | None, *, reader: Membership) -> str:
    """The authority, with the person before it where the reader works in the same organisation."""
    if authority.organisation_id != reader.organisation_id:
        return f"{authority}, {authority.organisation}"
    if person is None or not person.is_active or person.organisation_id != reader.organisation_id:
        return str(authority)
    return f"{person.user.name}, {authority}"
