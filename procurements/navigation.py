"""The menu entries and lists that this room fills in elsewhere."""

from django.utils.translation import gettext_lazy as _

from core import slots
from organisations.models import Part
from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation
from procurements.news import news_of
from procurements.register.figures import figures as coverage_figures
from procurements.register.inbox import to_answer
from procurements.searching import search
from procurements.todo import figures, to_do


def fill_slots() -> None:
    """Called once the apps are ready."""
    navigation.fill(
        NavigationItem(
            _("Procurements"), "procurements:case_list", (Permission.CASE_SEE,), part=Part.PROCUREMENT
        ),
        key="procurements.cases",
        order=20,
    )
    slots.todo.fill(to_do, key="procurements")
    slots.todo.fill(to_answer, key="procurements.register", order=110)
    slots.headline_figures.fill(figures, key="procurements", order=20)
    slots.headline_figures.fill(coverage_figures, key="procurements.register", order=25)
    slots.news.fill(news_of, key="procurements", order=20)
    slots.search.fill(search, key="procurements", order=20)
