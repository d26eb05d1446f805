"""What this room puts in the menu and on the homes."""

from django.utils.translation import gettext_lazy as _

from core.slots import headline_figures, late, news, search, todo
from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation
from suppliers.finding import find
from suppliers.late import KINDS
from suppliers.news import news_of
from suppliers.todo import figures, to_do

# What lies under a contract at addresses of its own: reports and their review, people, requests for them.
UNDER_CONTRACTS = (
    "suppliers:report", "suppliers:link_report", "followup:review", "followup:approval", "followup:outcome",
    "matching:placement", "matching:judging", "matching:request", "matching:profile",
)  # fmt: skip


def fill_slots() -> None:
    """Called once the apps are ready."""
    navigation.fill(
        NavigationItem(
            _("Contracts"),
            "suppliers:commitment_list",
            (Permission.COMMITMENT_SEE, Permission.SUPPLIER_WORK),
            also=UNDER_CONTRACTS,
        ),
        key="suppliers.commitments",
        order=30,
    )
    todo.fill(to_do, key="suppliers", order=30)
    headline_figures.fill(figures, key="suppliers", order=30)
    news.fill(news_of, key="suppliers", order=30)
    search.fill(find, key="suppliers", order=30)
    for key, kind in KINDS:
        late.fill(kind, key=f"suppliers.{key}", order=30)
