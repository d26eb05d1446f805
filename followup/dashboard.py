"""The leadership's page: what the requirements give, and what is late at whom."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from core.components import Figure
from core.templatetags.formats import date_words, number
from core.together import Count, ask
from followup.overdue import LateTable, late_asked, late_table
from followup.result_page import contract_figures, person_figures
from followup.results import no_sum_note, people_counted, result_for
from followup.selection import Selection
from followup.trend import Trend, trend_for, years_counted
from organisations.models import Part
from organisations.permissions import Permission
from procurements.models import Procurement
from procurements.states import CaseState
from suppliers.standing import full_time_months_in_words

SHOWN = 20


@dataclass(frozen=True)
class Dashboard:
    """Ready worded."""

    day: str
    figures: tuple[Figure, ...]
    no_sum_note: str
    words: str
    scope_note: str
    is_shared: bool
    trend: Trend | None
    late: LateTable | None
    result_url: str
    is_empty: bool
    may_enter: bool


def dashboard_for(selection: Selection) -> Dashboard:
    """Everything on the page, over the cases and contracts of the selection."""
    member, is_shared = selection.member, selection.is_shared
    people, years, shares = people_counted(selection), years_counted(selection), Shares(selection)
    matters = None if is_shared else late_asked(selection, most=SHOWN)
    ask(*(matters.inquiries if matters else ()), *shares.questions, people, years)
    result = result_for(selection, people=people)
    trend = None if is_shared else trend_for(selection, years=years)
    has_cases = member.organisation.has(Part.PROCUREMENT)
    share = (shares.figure,) if has_cases else ()
    return Dashboard(
        day=_("{organisation} · as it stands on {day}").format(
            organisation=member.organisation, day=date_words(result.on)
        ),
        figures=(*person_figures(selection, result), *share, *contract_figures(selection, result)),
        no_sum_note=no_sum_note(),
        words=full_time_months_in_words(),
        scope_note=selection.scope_note,
        is_shared=is_shared,
        trend=trend,
        late=late_table(selection, matters.told(), most=SHOWN) if matters else None,
        result_url=selection.url("followup:result"),
        is_empty=selection.is_whole
        and not (result.count or result.persons_all or (trend and trend.rows) or shares.every.answer),
        may_enter=member.may(Permission.CONTRACT_EDIT),
    )


class Shares:
    """Procurements with the requirement, and all that were not cancelled: asked first, then told."""

    def __init__(self, selection: Selection) -> None:
        standing = selection.procurements().exclude(state=CaseState.CANCELLED)
        self.selection, self.every = selection, Count(standing)
        self.required = Count(standing.filter(pk__in=Procurement.objects.requiring().values("pk")))

    @property
    def questions(self) -> tuple[Count, Count]:
        return self.every, self.required

    @property
    def figure(self) -> Figure:
        every, required = self.every.answer, self.required.answer
        return Figure(
            value=number(Fraction(100 * required, every)) if every else "–",
            unit="%" if every else "",
            label=_("procurements with the requirement"),
            url=self.selection.url("procurements:case_list", state="standing", requirement="with"),
            scope=_("{required} of {all}").format(required=number(required), all=number(every)),
            definition=_(
                "Procurements with an approved requirement or a commitment, of all that were not cancelled. "
                "A procurement belongs to the year in which it was started; a contract that was entered "
                "running, to the year of its first day."
            ),
        )
