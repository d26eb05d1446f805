"""A contract that another authority runs, as one that takes part in the procurement sees it."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from core.components import Fact
from core.templatetags.formats import ftm, share
from core.together import Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment, Participant
from suppliers.standing import Standing


def part_asked(member: Membership, commitment: Commitment, told: Standing) -> Inquiry[Fact]:
    """Who runs it and what the own share is; nothing for those who follow the contract themselves."""
    own = Participant.objects.filter(
        procurement=commitment.procurement_id,
        authority__in=member.authority_ids_with(Permission.COMMITMENT_SEE),
        is_running=False,
    )
    if commitment.is_followed_by(member):
        own = own.none()

    def tell(parts: list[Participant]) -> Iterable[Fact]:
        if parts:
            authority = commitment.authority
            yield Fact(label=_("Run by"), value=f"{authority}, {authority.organisation}")
        for part in parts:
            label = _("Own share") if len(parts) == 1 else _("Share of {authority}").format(authority=part)
            yield Fact(label=label, value=share_text(part, told))

    return Inquiry(tell, Rows(own.select_related("authority").order_by("authority__sort_key", "pk")))


def share_text(part: Participant, told: Standing) -> str:
    """The recorded share, and what it comes to of the months required. Months done are nobody's part: a
    person works for all of them."""
    if part.share is None:
        return _("Not recorded")
    text = share(Fraction(part.share))
    if told.outcome.required_ftm is None:
        return text
    months = ftm(Fraction(part.share) * told.outcome.required_ftm)
    return _("{share}, which is {months} of those required").format(share=text, months=months)
