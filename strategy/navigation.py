"""The menu entry of this room, what it puts in the inbox, and what can be found in it."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.slots import Hit, search, todo
from organisations.models import Membership, Part
from organisations.slots import NavigationItem, navigation
from strategy.doors import READERS
from strategy.inbox import things_to_do
from strategy.models import LeadershipDecision

MOST_HITS = 10


def find(member: Membership, text: str) -> Iterable[Hit]:
    """Decisions whose title or diary number holds the text."""
    wanted = Q(title__icontains=text) | Q(diary_number__icontains=text)
    rows = LeadershipDecision.objects.visible_to(member).filter(wanted).select_related("authority")
    for row in rows.order_by("sort_key", "pk")[:MOST_HITS]:
        detail = " · ".join(filter(None, [str(row.authority), row.diary_number]))
        yield Hit(title=row.title, url=row.get_absolute_url(), kind=_("Decision"), detail=detail)


def fill_slots() -> None:
    """Called once the apps are ready."""
    item = NavigationItem(
        label=gettext_lazy("Decisions"),
        url_name="strategy:decision_list",
        permissions=READERS,
        part=Part.STRATEGY,
    )
    navigation.fill(item, key="strategy.decisions", order=40)
    todo.fill(things_to_do, key="strategy")
    search.fill(find, key="strategy", order=40)
