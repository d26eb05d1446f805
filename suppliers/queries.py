"""Read models of the supplier's side: frozen, ready worded, bounded in queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.components import Status
from core.templatetags.formats import date_words, share
from matching.choices import EndReason, PlacementForm
from matching.judgements import Judgement, judgement_of, with_ways
from matching.models import PlacedPerson, Placement
from matching.placement_page import bonus_words
from matching.wording import begins_words
from procurements.choices import PlacementType
from procurements.models import Commitment
from suppliers.balances import balances, books
from suppliers.choices import RowChange
from suppliers.credit_words import counted_words
from suppliers.ledger import Outcome, PlacementFacts, PlacementMonths, ScopeChange
from suppliers.ledger import kinds as words
from suppliers.ledger.months import ONE_DAY
from suppliers.models import Report, ReportRow
from suppliers.report_changes import marks_of
from suppliers.standing import Standing, elapsed, standing_of
from suppliers.tallies import outcomes


@dataclass(frozen=True)
class RowView:
    """One person in a report: what she is called here, what was agreed, and her full-time months.

    `marks` say what the report that is looked at told of her; empty where it only repeats her. `counted` says
    as what her months count in the undertaking, where that is not what was done.
    """

    name: str
    terms: str
    dates: str
    earlier: Fraction
    period: Fraction
    total: Fraction
    state: Status
    state_label: str
    placement_id: int | None
    row_id: int | None
    is_draft: bool
    note: str = ""
    counted: str = ""
    marks: tuple[str, ...] = ()
    change_url: str = ""
    take_back_url: str = ""
    is_taken_back: bool = False
    undo_url: str = ""
    judgement: Judgement | None = None

    @property
    def waits_for_judgement(self) -> bool:
        """May the reader say something of the person that nobody has said yet?"""
        told = self.judgement
        return told is not None and bool(told.judge_url) and not (told.is_judged and told.is_confirmed)

    def judged_from(self, back: str) -> "RowView":
        """The row with the ways to judge the placement, which lead back to the list at `back`."""
        return replace(self, judgement=self.judgement and with_ways(self.judgement, back=back))


@dataclass(frozen=True)
class ReportView:
    """A report as its page shows it, with the draft counted in."""

    rows: tuple[RowView, ...]
    outcome: Outcome
    before: Outcome
    elapsed: Fraction
    has_changes: bool

    @property
    def marked(self) -> int:
        """How many persons the sent report adds or changes."""
        return sum(bool(row.marks) for row in self.rows)

    @property
    def earlier(self) -> Fraction:
        return sum((row.earlier for row in self.rows), Fraction(0))

    @property
    def period(self) -> Fraction:
        return sum((row.period for row in self.rows), Fraction(0))

    @property
    def total(self) -> Fraction:
        return sum((row.total for row in self.rows), Fraction(0))


def report_view(report: Report, *, for_supplier: bool) -> ReportView:
    """The report as the supplier has it, with its own labels and its draft; others see what has been sent."""
    book = books([report.commitment])[report.commitment_id]
    written = [row for row in report.rows.select_related("data_key") if for_supplier or row.applied_at]
    drafts = [row for row in written if row.applied_at is None]
    told = replace(book, placements=with_drafts(book.placements, drafts))
    last = min(report.ends_on, clock.today())
    now, before = told.outcome(on=last), told.outcome(on=report.starts_on - ONE_DAY)
    taken_back = [row.placement_id for row in written if row.applied_at and row.change == RowChange.MISTAKE]
    shown = Q(is_withdrawn=False) | Q(pk__in=taken_back)
    placements = report.commitment.placements.filter(shown, starts_on__lte=report.ends_on)
    people = placements.select_related("person__data_key")
    marks = marks_of(written, book.placements)
    rows = [
        *(
            replace(row, marks=marks.get(row.placement_id or 0, ()))
            for row in _placement_rows(people, drafts, now, before, for_supplier)
        ),
        *_new_rows(drafts, now, before, for_supplier),
    ]
    return ReportView(
        rows=tuple(row for row in rows if row.total or row.is_draft or row.placement_id),
        outcome=now,
        before=before,
        elapsed=elapsed(report.commitment, now, on=last),
        has_changes=bool(drafts),
    )


def with_drafts(
    placements: Iterable[PlacementFacts], drafts: Iterable[ReportRow]
) -> tuple[PlacementFacts, ...]:
    """The placements as they would stand if the draft were sent now."""
    told = {facts.id: facts for facts in placements}
    for row in drafts:
        if row.change == RowChange.NEW:
            told[f"row-{row.pk}"] = _new_facts(row)
        elif row.change == RowChange.MISTAKE:
            told.pop(str(row.placement_id), None)
        elif str(row.placement_id) in told:
            told[str(row.placement_id)] = _changed(told[str(row.placement_id)], row)
    return tuple(told.values())


def _new_facts(row: ReportRow) -> PlacementFacts:
    starts_on = row.starts_on or clock.today()
    return PlacementFacts(
        id=f"row-{row.pk}",
        type=words.PlacementType(row.type),
        start=starts_on,
        scopes=(ScopeChange(starts_on, Fraction(row.scope or 0)),),
        planned_end=row.planned_end_on,
        bonus=row.is_bonus,
    )


def _changed(facts: PlacementFacts, row: ReportRow) -> PlacementFacts:
    if row.change == RowChange.ENDED:
        because = words.EndReason(row.ended_because) if row.ended_because else None
        return replace(facts, end=row.ended_on, ended_because=because)
    if row.change == RowChange.SCOPE and row.scope_from and row.scope is not None:
        kept = [change for change in facts.scopes if change.since < row.scope_from]
        return replace(facts, scopes=(*kept, ScopeChange(row.scope_from, Fraction(row.scope))))
    if row.change == RowChange.BONUS:
        return replace(facts, bonus=row.is_bonus)
    return facts


def _placement_rows(
    placements: Iterable[Placement],
    drafts: Iterable[ReportRow],
    now: Outcome,
    before: Outcome,
    shows_labels: bool,
) -> Iterable[RowView]:
    changes = {row.placement_id: row for row in drafts if row.placement_id}
    for placement in placements:
        change = changes.get(placement.pk)
        earlier, total = _months(before, str(placement.pk)), _months(now, str(placement.pk))
        state, label = _state(placement, change)
        yield RowView(
            name=person_name(placement.person, shows_labels=shows_labels),
            terms=terms_of(placement),
            dates=dates_text(placement.starts_on, placement.ended_on or placement.planned_end_on),
            earlier=earlier,
            period=total - earlier,
            total=total,
            state=state,
            state_label=label,
            placement_id=placement.pk,
            row_id=change.pk if change else None,
            is_draft=change is not None,
            note=_change_text(change) if change else "",
            counted=counted_words(_placement(now, str(placement.pk))),
            judgement=None if placement.is_withdrawn else judgement_of(placement),
            is_taken_back=placement.is_withdrawn,
        )


def _new_rows(
    drafts: Iterable[ReportRow], now: Outcome, before: Outcome, shows_labels: bool
) -> Iterable[RowView]:
    for row in drafts:
        if row.change != RowChange.NEW:
            continue
        earlier, total = _months(before, f"row-{row.pk}"), _months(now, f"row-{row.pk}")
        yield RowView(
            name=row.label if shows_labels else _("New person"),
            terms=terms_of(row),
            dates=dates_text(row.starts_on, row.planned_end_on),
            earlier=earlier,
            period=total - earlier,
            total=total,
            state=Status.RUNNING,
            state_label=_("New"),
            placement_id=None,
            row_id=row.pk,
            is_draft=True,
        )


def terms_of(row: Placement | ReportRow) -> str:
    """Seasonal employment · 100 %, and whether it is a bonus place."""
    has_form = row.form and row.form != PlacementForm.NONE
    name = PlacementForm(row.form).label if has_form else PlacementType(row.type).label
    told = (str(name), share(Fraction(row.scope or 0)), _("Bonus place") if row.is_bonus else "")
    return " · ".join(part for part in told if part)


def dates_text(first: dt.date | None, last: dt.date | None) -> str:
    """1 april 2026–30 september 2026, or from a day on."""
    if last is None:
        return _("from {day}").format(day=date_words(first))
    return f"{date_words(first)}–{date_words(last)}"


def person_name(person: PlacedPerson, *, shows_labels: bool) -> str:
    """The reference that both sides see, so that they can talk about her; after the supplier's own label."""
    label = person.label if shows_labels else ""
    return f"{label} · {person.reference}" if label else person.reference


def _placement(outcome: Outcome, key: str) -> PlacementMonths | None:
    return next((p for p in outcome.detail.placements if p.id == key), None)


def _months(outcome: Outcome, key: str) -> Fraction:
    found = _placement(outcome, key)
    return found.done if found else Fraction(0)


def _state(placement: Placement, change: ReportRow | None) -> tuple[Status, str]:
    if change is not None:
        return Status.ACTION_NEEDED, _("Changed, not sent")
    if placement.is_withdrawn:
        return Status.STOPPED, _("Taken back")
    if begins := begins_words(placement):
        return Status.WAITING, begins
    if placement.ended_on is None:
        return Status.RUNNING, ""
    if placement.ended_because == EndReason.COMPLETED:
        return Status.DONE, _("Ended as planned")
    return Status.STOPPED, _("Ended early")


def _change_text(row: ReportRow) -> str:
    if row.change == RowChange.ENDED:
        return _("Ends {day}: {reason}").format(
            day=date_words(row.ended_on), reason=EndReason(row.ended_because).label
        )
    if row.change == RowChange.BONUS:
        return bonus_words(is_bonus=row.is_bonus)
    if row.change == RowChange.MISTAKE:
        return _("Taken back: {reason}").format(reason=row.reason)
    return _("{share} from {day}").format(
        share=share(Fraction(row.scope or 0)), day=date_words(row.scope_from)
    )


def standings(commitments: Iterable[Commitment], *, on: dt.date | None = None) -> dict[int, Standing]:
    """How each commitment stands on the day, by primary key; as many queries for one as for fifty.

    Of today's figures those that are kept are used as long as they are fresh (suppliers/tallies.py).
    """
    asked = list(commitments)
    day = on or clock.today()
    told = outcomes(asked) if day == clock.today() else balances(asked, on=day)
    return {row.pk: standing_of(row, told[row.pk], on=day) for row in asked}
