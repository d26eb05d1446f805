"""What this room puts in the menu, and the addresses that lower rooms ask for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.slots import headline_figures, todo
from followup.messages import unread, unread_waiting
from followup.overdue import figures
from followup.todo import to_do
from organisations.models import Membership, Part
from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation, unread_count
from suppliers.models import Report
from suppliers.policies import why_not_review
from suppliers.slots import review_url


def review_address(member: Membership, report: Report) -> str:
    """Where the member reviews the report; empty when it is not hers to review now."""
    return "" if why_not_review(report, member) else reverse("followup:review", args=[report.pk])


def fill_slots() -> None:
    """Called once the apps are ready."""
    read_by_all = (
        "followup:introduction",
        "followup:learner",
        "strategy:definition",
        "strategy:new_definition",
    )
    home = NavigationItem(_("Home"), "home", (Permission.HOME,), also=read_by_all)
    navigation.fill(home, key="home", order=0)
    navigation.fill(
        NavigationItem(_("Result"), "followup:result", (Permission.FIGURES_SEE,)), key="result", order=60
    )
    navigation.fill(
        NavigationItem(
            _("Overview"),
            "followup:dashboard",
            (Permission.FIGURES_SEE,),
            part=Part.FIGURES,
            also=("followup:late_list", "followup:placement_list"),
        ),
        key="dashboard",
        order=10,
    )
    navigation.fill(
        NavigationItem(_("Register"), "followup:record_list", (Permission.RECORD_REGISTER,), is_seldom=True),
        key="records",
        order=70,
    )
    log = NavigationItem(_("Log"), "followup:log", (Permission.LOG_READ,), is_seldom=True)
    navigation.fill(log, key="log", order=80)
    navigation.fill(
        NavigationItem(
            _("Reminders"), "followup:reminder_log", (Permission.ORGANISATION_ADMINISTER,), is_seldom=True
        ),
        key="reminders",
        order=85,
    )
    review_url.fill(review_address, key="followup")
    todo.fill(to_do, key="followup", order=35)
    todo.fill(unread_waiting, key="followup.messages", order=36)
    headline_figures.fill(figures, key="followup.late", order=40)
    unread_count.fill(unread, key="messages")
