"""The list of profiles with what waits in each, and the requests beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.components import Link, Status, Turn
from matching.models import CandidateRequest, Proposal, RequirementProfile
from matching.profile_page import started_of, turn_of
from matching.states import ON_THE_WAY, ProfileState, ProposalState
from matching.wording import standing_of
from organisations.models import Membership

LIVING = ON_THE_WAY | {ProposalState.STARTED}


@dataclass(frozen=True)
class ProfileRow:
    profile: RequirementProfile
    status: Status
    label: str
    turn: Turn | None
    started: str
    needs_more: bool


def proposals_of(profiles: QuerySet[RequirementProfile] | list[RequirementProfile]) -> QuerySet[Proposal]:
    """What the rows of these profiles are made from, beside themselves."""
    return (
        Proposal.objects.filter(profile__in=profiles).select_related("candidate", "placement").order_by("pk")
    )


def profile_rows(
    profiles: list[RequirementProfile], proposals: Iterable[Proposal], *, member: Membership
) -> list[ProfileRow]:
    """The profiles with what waits in each. Expects their `proposals_of`."""
    own: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        own[proposal.profile_id].append(proposal)
    return [_row(profile, own[profile.pk], member=member) for profile in profiles]


def _row(profile: RequirementProfile, proposals: list[Proposal], *, member: Membership) -> ProfileRow:
    status, label = standing_of(profile)
    turn, _note = turn_of(profile, proposals, member=member)
    living = sum(proposal.state in LIVING for proposal in proposals)
    return ProfileRow(
        profile, status, label, turn, started_of(profile, proposals), needs_more=living < profile.places
    )


def tabs_of(member: Membership, *, show: str) -> tuple[QuerySet[RequirementProfile], tuple[Link, ...]]:
    """The rows of the chosen tab, and the tabs with their counts."""
    seen = RequirementProfile.objects.visible_to(member)
    states = Counter(seen.order_by().values_list("state", flat=True))
    is_closed = show == "closed"
    found = seen.filter(state=ProfileState.CLOSED) if is_closed else seen.open()
    closed = states[ProfileState.CLOSED]
    tabs = (
        Link(label=_("Open"), url="?", is_current=not is_closed, count=states.total() - closed),
        Link(label=_("Closed ones"), url="?show=closed", is_current=is_closed, count=closed),
    )
    return found.with_list_data().order_by("starts_on", "sort_key", "pk"), tabs


@dataclass(frozen=True)
class RequestRow:
    request: CandidateRequest
    status: Status
    label: str
    is_yours: bool
