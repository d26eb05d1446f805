"""The leadership's page: what the requirements give, and what is late at whom."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from core import clock
from core.components import Figure
from core.slots import Late, LateChoice, LateMatters, late
from core.templatetags.formats import date_short, date_words, number
from core.together import Count, Inquiry, ask, asked_of, told_of
from followup.result_page import contract_figures, person_figures
from followup.results import no_sum_note, result_for
from followup.selection import Selection
from followup.trend import Trend, trend_for
from organisations.models import Part
from organisations.permissions import Permission
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
class LateTable:
    """The oldest of what is late now, whichever year is chosen; `url` leads to all of it."""

    rows: tuple[LateRow, ...]
    count: int
    url: str


@dataclass(frozen=True)
class Dashboard:
    """Ready worded."""

    day: str
    figures: tuple[Figure, ...]
    no_sum_note: str
    scope_note: str
    is_shared: bool
    trend: Trend | None
    late: LateTable | None
    result_url: str
    is_empty: bool
    may_enter: bool


def dashboard_for(selection: Selection) -> Dashboard:
    """Everything on the page, over the cases and contracts of the selection."""
    member, result, is_shared = selection.member, result_for(selection), selection.is_shared
    trend = None if is_shared else trend_for(selection)
    matters, shares = [] if is_shared else late_asked(selection), Shares(selection)
    ask(*matters, *shares.questions)
    has_cases = member.organisation.has(Part.PROCUREMENT)
    share = (shares.figure,) if has_cases else ()
    return Dashboard(
        day=_("{organisation} · as it stands on {day}").format(
            organisation=member.organisation, day=date_words(result.on)
        ),
        figures=(*person_figures(selection, result), *share, *contract_figures(selection, result)),
        no_sum_note=no_sum_note(),
        scope_note=selection.scope_note,
        is_shared=is_shared,
        trend=trend,
        late=None if is_shared else late_table(selection, told_of(matters)),
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
                "Procurements with a requirement or a commitment, of all that were not cancelled. A "
                "procurement belongs to the year in which it was started; a contract that was entered "
                "running, to the year of its first day."
            ),
        )


def late_asked(selection: Selection) -> list[Inquiry[LateMatters]]:
    authority = selection.authority.pk if selection.authority else None
    return asked_of(late, selection.member, LateChoice(authority_id=authority, most=SHOWN))


def late_table(selection: Selection, told: list[LateMatters]) -> LateTable:
    """What is late at whom, oldest first."""
    oldest = sorted((row for matters in told for row in matters.oldest), key=lambda row: row.due_on)
    now = Selection(selection.member, authority=selection.authority)
    return LateTable(
        rows=tuple(_late(row) for row in oldest[:SHOWN]),
        count=sum(matters.count for matters in told),
        url=now.url("suppliers:commitment_list", progress="late", **selection.own_part),
    )


def _late(row: Late) -> LateRow:
    days = (clock.today() - row.due_on).days
    return LateRow(row, days, _reminders(row))


def _reminders(row: Late) -> str:
    if not row.reminders:
        return _("None")
    if row.reminded_on is None:
        return number(row.reminders)
    return _("{n}, latest {day}").format(n=number(row.reminders), day=date_short(row.reminded_on))
