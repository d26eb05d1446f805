"""What the lists of people say of each one's connection to the requirement and of the target group."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.formats import date_words
from matching.choices import Attribution
from matching.models import Placement
from matching.policies import judges
from organisations.models import Membership
from procurements.models import Commitment

# Of whom somebody has still to say something.
UNTOLD = Q(attribution=Attribution.UNKNOWN) | Q(group_confirmed_on=None)


@dataclass(frozen=True)
class Judgement:
    """As it stands, and where the reader may change it; without addresses for everybody else."""

    placement_id: int
    connection: str
    is_judged: bool
    is_direct: bool
    group: str
    is_confirmed: bool
    counts: bool = True
    judge_url: str = ""
    counts_url: str = ""
    group_url: str = ""


@dataclass(frozen=True)
class JudgedPerson:
    """One row of such a list."""

    placement: Placement
    judgement: Judgement

    @property
    def name(self) -> str:
        return self.placement.person.reference


def judgement_of(placement: Placement) -> Judgement:
    """Costs no query: what stands in the placement's own columns. Never who the person is, nor why."""
    day = placement.group_confirmed_on
    return Judgement(
        placement_id=placement.pk,
        connection=str(placement.get_attribution_display()),
        is_judged=placement.attribution != Attribution.UNKNOWN,
        is_direct=placement.attribution == Attribution.DIRECT_REQUIREMENT,
        group=_("Confirmed {day}").format(day=date_words(day)) if day else _("Not confirmed yet"),
        is_confirmed=day is not None,
        counts=placement.counts,
    )


def judged_at(commitment: Commitment, *, member: Membership, back: str) -> list[JudgedPerson]:
    """The people under the contract whom the member may know of, for a page of this room."""
    rows = Placement.objects.standing().visible_to(member).filter(commitment=commitment)
    may_judge = judges(commitment, member)
    told = [(row, judgement_of(row)) for row in rows.select_related("person").order_by("starts_on", "pk")]
    return [
        JudgedPerson(row, with_ways(judgement, back=back) if may_judge else judgement)
        for row, judgement in told
    ]


def waiting(commitment: Commitment, *, member: Membership) -> QuerySet[Placement]:
    """The people under the contract whose connection or target group nobody has told yet."""
    rows = Placement.objects.standing().visible_to(member).filter(commitment=commitment)
    return rows.filter(UNTOLD).select_related("person").order_by("starts_on", "pk")


def together_url(commitment: Commitment, untold: int, *, back: str) -> str:
    """Where several are judged at once; empty where a page of its own is no help."""
    if untold < 2:
        return ""
    address = reverse("matching:judging", args=[commitment.pk])
    return f"{address}?{urlencode({'next': back})}"


def with_ways(judgement: Judgement, *, back: str) -> Judgement:
    """With the ways to judge, which lead back to the list at `back`."""
    group = "placement_group_undoing" if judgement.is_confirmed else "placement_group"
    return replace(
        judgement,
        judge_url=_way("placement_attribution", judgement, back=back),
        counts_url=_way("placement_counts", judgement, back=back),
        group_url=_way(group, judgement, back=back),
    )


def _way(name: str, judgement: Judgement, *, back: str) -> str:
    address = reverse(f"matching:{name}", args=[judgement.placement_id])
    return f"{address}?{urlencode({'next': back})}"
