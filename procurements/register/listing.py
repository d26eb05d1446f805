"""The register as a list: tabs with counts, a page of rows judged by the rules of the day, and the export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from core.components import Link, Status
from core.exports import Table
from core.months import month_words
from core.templatetags.formats import sek
from procurements.choices import Coverage
from procurements.forms.purchase_filter import DROPPED, REVIEW, SHOW_LABELS, SHOWN, PurchaseFilter
from procurements.models import PlannedPurchase
from procurements.register.judging import coverage_of, facts_of
from procurements.states import PurchaseState
from strategy.rulebook import Rulebook
from strategy.rules import PolicyAnswer, Verdict
from strategy.table_words import answer_words

STATUS = {
    Coverage.WAITING: Status.ACTION_NEEDED,
    Coverage.BEING_PREPARED: Status.RUNNING,
    Coverage.WITH_REQUIREMENT: Status.DONE,
    Coverage.EXPLAINED: Status.STOPPED,
    Coverage.UNCLEAR: Status.WAITING,
    Coverage.NOT_ASKED: Status.NOT_NEEDED,
}


@dataclass(frozen=True, kw_only=True)
class PurchaseLine:
    """One purchase in the list."""

    title: str
    url: str
    place: str
    month: str
    value: str
    recommended: str
    status: Status
    label: str


def tabs_of(chosen: PurchaseFilter) -> tuple[Link, ...]:
    """One query. A tab without rows is left out, but for the one that is open."""
    current = chosen.everything().current().with_coverage()
    counted = {f"n_{name}": Count("pk", filter=Q(coverage__in=wanted)) for name, wanted in SHOWN.items()}
    counts: Mapping[str, int] = current.aggregate(n_=Count("pk"), **counted)
    return tuple(
        Link(label=label, url=_with_tab(chosen, name), is_current=name == chosen.tab, count=count)
        for name, label in SHOW_LABELS.items()
        if ((count := counts.get(f"n_{name}")) and name != "asked") or name in {"", chosen.tab}
    )


def _with_tab(chosen: PurchaseFilter, name: str) -> str:
    query = chosen.query.copy()
    for key in ("show", "page"):
        query.pop(key, None)
    if name:
        query["show"] = name
    return f"?{query.urlencode()}"


def lines_of(rows: Iterable[PlannedPurchase], rules: Rulebook) -> list[PurchaseLine]:
    """Each judged now. Asks nothing."""
    return [_line(row, rules.answer_for(facts_of(row, on=rules.on))) for row in rows]


def _line(row: PlannedPurchase, answered: PolicyAnswer) -> PurchaseLine:
    status, label = standing(row, answered)
    return PurchaseLine(
        title=row.title,
        url=row.get_absolute_url(),
        place=" · ".join(filter(None, [str(row.authority), row.unit])),
        month=month_words(row.planned_for),
        value=sek(row.value_sek),
        recommended=recommended_words(answered),
        status=status,
        label=label,
    )


def standing(row: PlannedPurchase, answered: PolicyAnswer) -> tuple[Status, str]:
    """How the purchase is answered, as a mark and its words."""
    if row.state == PurchaseState.DROPPED:
        return Status.NOT_NEEDED, str(PurchaseState.DROPPED.label)
    coverage = coverage_of(row, answered.verdict)
    return STATUS[coverage], str(coverage.label)


def recommended_words(answered: PolicyAnswer) -> str:
    """What the rules recommend, in a line."""
    if answered.recommendation is not None:
        return answer_words(answered.recommendation)
    words = {
        Verdict.APPLIES: _("A requirement, by the decision's own limits"),
        Verdict.UNCLEAR: _("Cannot be told yet"),
    }
    return words.get(answered.verdict, _("No requirement"))


def export_table(rows: Iterable[PlannedPurchase], rules: Rulebook) -> Table:
    """The filtered list with true dates and numbers, and the reason that stands."""
    headings = [
        _("What is to be bought"), _("Authority"), _("Unit"), _("Month of the notice"), _("Nature"),
        _("Form of purchase"), _("CPV code"), _("Estimated value"), _("Contract months"),
        _("Staff cost share"), _("Persons who perform"), _("Recommended"), _("Answer"), _("Reason"),
        _("The reason in words"), _("Procurement"), _("Diary number"),
    ]  # fmt: skip
    return Table(headings, [_cells(row, rules) for row in rows])


def _cells(row: PlannedPurchase, rules: Rulebook) -> list[object]:
    answered = rules.answer_for(facts_of(row, on=rules.on))
    given = next(iter(row.standing_explanations), None)  # type: ignore[attr-defined]
    case = row.procurement
    return [
        row.title, row.authority.name, row.unit, row.planned_for, row.get_nature_display(),
        row.get_form_display(), row.cpv_id or "", row.value_sek, row.months, row.staff_cost_share,
        row.performers, recommended_words(answered), standing(row, answered)[1],
        given.get_reason_display() if given else "", given.text if given else "",
        case.title if case else "", case.diary_number if case else "",
    ]  # fmt: skip


__all__ = ["DROPPED", "REVIEW", "PurchaseLine", "export_table", "lines_of", "standing", "tabs_of"]
