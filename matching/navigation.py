"""What this room puts in the menu, on the homes and in the search."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.slots import Hit, headline_figures, news, search, todo
from matching.models import Candidate, RequirementProfile
from matching.news import news_of
from matching.todo import figures, to_do
from organisations.models import Membership, Part
from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation

MOST_HITS = 10


def find(member: Membership, text: str) -> Iterable[Hit]:
    """Profiles by their job, and for officers candidates by reference or competence."""
    if member.may(Permission.PROFILE_SEE):
        named = Q(title__icontains=text) | Q(commitment__title__icontains=text)
        rows = RequirementProfile.objects.visible_to(member).filter(named).select_related("commitment")
        for row in rows.order_by("sort_key", "pk")[:MOST_HITS]:
            yield Hit(row.title, row.get_absolute_url(), _("Requirement profile"), row.commitment.title)
    if member.may(Permission.CANDIDATE_SEE) and member.organisation.has(Part.MATCHING):
        found = Candidate.objects.visible_to(member).holding(text).order_by("registered_on", "pk")
        for candidate in found[:MOST_HITS]:
            detail = ", ".join(candidate.competences[:3])
            yield Hit(candidate.reference, candidate.get_absolute_url(), _("Candidate"), detail)


PROPOSALS = tuple(
    f"matching:{name}"
    for name in ("proposal", "person_answer", "secrecy_test", "choosing", "start", "withdrawal")
)


def fill_slots() -> None:
    """Called once the apps are ready. The supplier's page of proposals lies in the room above."""
    items = {
        "matching.profiles": (
            NavigationItem(
                gettext_lazy("Requirement profiles"),
                "matching:profile_list",
                (Permission.PROFILE_EDIT,),
                also=("matching:request",),
            ),
            25,
        ),
        "matching.candidates": (
            NavigationItem(
                gettext_lazy("Candidates"),
                "matching:candidate_list",
                (Permission.CANDIDATE_SEE,),
                part=Part.MATCHING,
                also=PROPOSALS,
            ),
            26,
        ),
        "matching.proposals": (
            NavigationItem(
                gettext_lazy("Candidates"),
                "suppliers:proposal_list",
                (Permission.SUPPLIER_WORK,),
                also=("suppliers:profile",),
            ),
            35,
        ),
    }
    for key, (item, order) in items.items():
        navigation.fill(item, key=key, order=order)
    todo.fill(to_do, key="matching", order=25)
    headline_figures.fill(figures, key="matching", order=25)
    news.fill(news_of, key="matching", order=25)
    search.fill(find, key="matching", order=25)
