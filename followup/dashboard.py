"""The leadership's page: what the requirements give, and what is late at whom."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.components import Figure
from core.slots import Late, late
from core.templatetags.formats import date_words, number, share
from core.together import ask, asked_of, told_of
from followup.result_page import result_figures
from followup.results import Result, no_sum_note, result_for
from organisations.models import Membership, Part
from procurements.models import Procurement
from procurements.states import CaseState

SHOWN = 20


@dataclass(frozen=True)
class LateRow:
    """One overdue matter with its days."""

    late: Late
    days: int
    reminders: str


@dataclass(frozen=True)
class Dashboard:
    """Ready worded."""

    day: str
    figures: tuple[Figure, ...]
    no_sum_note: str
    late: tuple[LateRow, ...]
    late_count: int
    result: Result


def dashboard_for(member: Membership) -> Dashboard:
    """Everything on the page, over the cases and contracts that the member may see."""
    result = result_for(member)
    asked = asked_of(late, member)
    ask(*asked)
    matters = sorted(told_of(asked), key=lambda row: row.due_on)
    shares = (share_figure(member),) if member.organisation.has(Part.PROCUREMENT) else ()
    return Dashboard(
        day=date_words(result.on),
        figures=(*result_figures(result), *shares),
        no_sum_note=no_sum_note(),
        late=tuple(_late(row) for row in matters[:SHOWN]),
        late_count=len(matters),
        result=result,
    )


def share_figure(member: Membership) -> Figure:
    """Procurements with the requirement, and their share of all that were not cancelled."""
    standing = Procurement.objects.visible_to(member).exclude(state=CaseState.CANCELLED)
    requiring = Procurement.objects.requiring().values("pk")
    counted = standing.aggregate(every=Count("pk"), required=Count("pk", filter=Q(pk__in=requiring)))
    every, required = counted["every"], counted["required"]
    return Figure(
        value=share(Fraction(required, every)) if every else "–",
        label=_("procurements with the requirement"),
        url=reverse("procurements:case_list") + "?state=standing&requirement=with",
        scope=_("{required} of {all}").format(required=number(required), all=number(every)),
        definition=_("Procurements with a requirement or a commitment, of all that were not cancelled."),
    )


def _late(row: Late) -> LateRow:
    days = (clock.today() - row.due_on).days
    told = ngettext("{n} sent", "{n} sent", row.reminders).format(n=row.reminders)
    return LateRow(row, days, told if row.reminders else _("None"))
