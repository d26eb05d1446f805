"""The ledger of commitments, read from their rows. Every screen, document and export asks here.

Nothing is stored: the outcome is computed from terms, facts and events for the day asked about and by
what was known at the moment asked about.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from core import clock
from core.prepared import Prepared, PreparedRows
from core.together import ask, hand_out
from matching.facts import Standing
from matching.models import CandidateRequest, Placement
from matching.models.placement import PlacementFact
from procurements.bonus import bonus_of
from procurements.models import Commitment, DialogueMeeting, OpeningBalance, Variation
from suppliers.ledger import (
    Attribution,
    BonusTerms,
    DialogueResult,
    EarlyEndBasis,
    EndReason,
    Event,
    Outcome,
    PlacementFacts,
    PlacementForm,
    PlacementType,
    ReportEvent,
    ReportStep,
    RequirementKind,
    Route,
    ScopeChange,
    Terms,
    ledger,
)
from suppliers.ledger import facts as told
from suppliers.ledger.months import last_day_of_term
from suppliers.models import Report
from suppliers.slots import commitment_events
from suppliers.states import ReportState

# What the state of a report means to the ledger.
REPORT_STEPS = {
    ReportState.OPEN: ReportStep.DUE,
    ReportState.SUBMITTED: ReportStep.SUBMITTED,
    ReportState.RETURNED: ReportStep.RETURNED,
    ReportState.APPROVED: ReportStep.APPROVED,
}


@dataclass(frozen=True)
class Book:
    """All that is known of one commitment, ready to be read for any day."""

    terms: Terms
    placements: tuple[PlacementFacts, ...]
    events: tuple[Event, ...]
    requests: tuple[told.CandidateRequest, ...] = ()

    def outcome(self, *, on: dt.date) -> Outcome:
        """The outcome at the end of the day."""
        return ledger(self.terms, self.placements, self.events, self.requests, on=on)


def balance(
    commitment: Commitment, *, on: dt.date | None = None, known_at: dt.datetime | None = None
) -> Outcome:
    """The outcome of one commitment at the end of the day `on` (today), by what was known at `known_at`."""
    return balances([commitment], on=on, known_at=known_at)[commitment.pk]


def balances(
    commitments: Iterable[Commitment], *, on: dt.date | None = None, known_at: dt.datetime | None = None
) -> dict[int, Outcome]:
    """Outcomes by primary key, in one query however many commitments are asked for."""
    day = on or clock.today()
    return {pk: book.outcome(on=day) for pk, book in books(commitments, known_at=known_at).items()}


def books(commitments: Iterable[Commitment], *, known_at: dt.datetime | None = None) -> dict[int, Book]:
    """The books of the commitments by primary key, in one query; expects their contracts selected along."""
    asked = list(commitments)
    shelf = _shelf([commitment.pk for commitment in asked], known_at)
    return {commitment.pk: _book(commitment, shelf, known_at) for commitment in asked}


@dataclass(frozen=True)
class _Shelf:
    """What is known of many commitments, by primary key."""

    placements: Mapping[int, list[Placement]]
    reports: Mapping[int, list[Report]]
    requests: Mapping[int, list[CandidateRequest]]
    openings: Mapping[int, list[OpeningBalance]]
    variations: Mapping[int, list[Variation]]
    meetings: Mapping[int, list[DialogueMeeting]]
    others: Mapping[int, list[Event]]


def _shelf(keys: Sequence[int], known_at: dt.datetime | None) -> _Shelf:
    """Everything that the ledger reads, from all its tables in one query."""
    placements = _rows_of(Placement, keys)
    facts = FACTS(list(keys))
    plain = [_rows_of(model, keys) for model in (Report, CandidateRequest)]
    dated = [_rows_of(model, keys) for model in (OpeningBalance, Variation, DialogueMeeting)]
    above = [(source, _rows_of(source.model, keys)) for source in commitment_events]
    ask(placements, facts, *plain, *dated, *(rows for _source, rows in above))
    hand_out(facts.answer, to=placements.answer, name="facts")
    others: dict[int, list[Event]] = defaultdict(list)
    for source, rows in above:
        for key, known in _by_commitment(_known(rows.answer, known_at)).items():
            others[key] += source.events_of(known)
    reports, requests = (_by_commitment(rows.answer) for rows in plain)
    openings, variations, meetings = (_by_commitment(_known(rows.answer, known_at)) for rows in dated)
    kept = _by_commitment(placements.answer)
    return _Shelf(kept, reports, requests, openings, variations, meetings, others)


FACTS = Prepared.by_keys(
    lambda keys: PlacementFact.objects.filter(placement__commitment__among=keys).order_by("pk")
)


@cache
def _question(model: Any) -> Prepared[Any]:
    return Prepared.by_keys(lambda keys: model.objects.filter(commitment__among=keys).order_by("pk"))


def _rows_of(model: Any, keys: Sequence[int]) -> PreparedRows[Any]:
    return _question(model)(list(keys))


def _book(commitment: Commitment, shelf: _Shelf, known_at: dt.datetime | None) -> Book:
    key = commitment.pk
    return Book(
        terms=terms_of(commitment, variations=shelf.variations[key], openings=shelf.openings[key]),
        placements=tuple(placement_facts(shelf.placements[key], known_at=known_at)),
        events=(
            *meetings_of(shelf.meetings[key]),
            *report_events(shelf.reports[key]),
            *shelf.others[key],
        ),
        requests=tuple(requests_of(shelf.requests[key], known_at=known_at)),
    )


def terms_of(commitment: Commitment, *, variations: Sequence[Any], openings: Sequence[Any]) -> Terms:
    """The commitment's terms as the arithmetic reads them."""
    contract = commitment.contract
    months, end = contract_length(contract.starts_on, contract.ends_on)
    return Terms(
        kind=RequirementKind(commitment.kind),
        contract_start=contract.starts_on,
        contract_months=months,
        contract_end=end,
        full_time_months=_fraction(commitment.full_time_months),
        yearly_average=_fraction(commitment.yearly_average),
        places=commitment.places,
        value_sek=contract.value_sek,
        types=frozenset(PlacementType(kind) for kind in commitment.types),
        first_start_within_months=commitment.first_start_within_months,
        dialogue_first_within_months=commitment.dialogue_first_within_months,
        early_end_share=Fraction(str(commitment.early_end_share)),
        early_end_basis=EarlyEndBasis(commitment.early_end_basis),
        shortage_of_work_is_objective_ground=commitment.shortage_is_objective_ground,
        bonus=bonus_terms(commitment),
        variations=tuple(_variation(row) for row in variations),
        opening=_opening(openings[-1]) if openings else None,
    )


def contract_length(starts_on: dt.date, ends_on: dt.date) -> tuple[int, dt.date | None]:
    """Whole months, and the last day where it is not on a whole month."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    for candidate in (months, months + 1):
        if candidate and last_day_of_term(starts_on, candidate) == ends_on:
            return candidate, None
    return max(months, 1), ends_on


def placement_facts(
    placements: Iterable[Placement], *, known_at: dt.datetime | None = None
) -> list[PlacementFacts]:
    """The placements as the arithmetic reads them, without those entered by mistake."""
    both = [(placement, placement.standing_at(known_at)) for placement in placements]
    return [facts_of(placement, standing) for placement, standing in both if standing is not None]


def facts_of(placement: Placement, standing: Standing) -> PlacementFacts:
    return PlacementFacts(
        id=str(placement.pk),
        type=PlacementType(standing.type),
        form=PlacementForm(standing.form),
        start=standing.starts_on,
        scopes=tuple(ScopeChange(day, scope) for day, scope in standing.scopes),
        offered_on=standing.offered_on,
        planned_end=standing.planned_end_on,
        end=standing.ended_on,
        ended_because=EndReason(standing.ended_because) if standing.ended_because else None,
        route=Route(standing.route) if standing.route else None,
        attribution=Attribution(standing.attribution),
        bonus=standing.is_bonus,
        person=str(placement.person_id),
        replaces=str(placement.replaces_id) if placement.replaces_id else None,
        commitment=standing.counts,
    )


def meetings_of(rows: Iterable[Any]) -> list[Event]:
    return [told.DialogueMeeting(on=row.valid_from, result=DialogueResult(row.result)) for row in rows]


def report_events(reports: Iterable[Report]) -> list[Event]:
    """Where each report stands, told from the day after its period, when it is first due."""
    return [
        ReportEvent(on=report.ends_on + dt.timedelta(days=1), period=report.number, step=step)
        for report in reports
        if (step := REPORT_STEPS.get(ReportState(report.state)))
    ]


def requests_of(
    rows: Iterable[CandidateRequest], *, known_at: dt.datetime | None
) -> list[told.CandidateRequest]:
    """The requests recorded by the moment, with the answers recorded by then."""
    return [
        told.CandidateRequest(
            asked=row.asked_on, answered=row.answered_on if _is_known(row, known_at) else None
        )
        for row in rows
        if known_at is None or row.recorded_at <= known_at
    ]


def _is_known(row: CandidateRequest, known_at: dt.datetime | None) -> bool:
    """Had the answer been recorded by then?"""
    at = row.answer_recorded_at
    return at is not None and (known_at is None or at <= known_at)


def bonus_terms(commitment: Commitment) -> BonusTerms | None:
    """The bonus as the arithmetic reads it."""
    bonus = bonus_of(commitment)
    if bonus is None:
        return None
    return BonusTerms(
        sek_per_month={PlacementType(kind): Fraction(rate) for kind, rate in bonus.sek_per_month.items()},
        max_places=bonus.max_places,
        cap_sek=None if bonus.cap_sek is None else Fraction(bonus.cap_sek),
    )


def _variation(row: Any) -> told.Variation:
    return told.Variation(
        on=row.valid_from,
        full_time_months=_fraction(row.full_time_months),
        places=row.places,
        value_sek=row.value_sek,
        contract_months=row.contract_months,
    )


def _opening(row: Any) -> told.OpeningBalance:
    return told.OpeningBalance(
        on=row.valid_from,
        done=Fraction(str(row.full_time_months)),
        places_filled=row.places_filled,
        source=row.source,
    )


def _by_commitment(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(row)
    return found


def _known(rows: Iterable[Any], known_at: dt.datetime | None) -> list[Any]:
    """Rows recorded by then, without those that a row recorded by then corrects."""
    known = [row for row in rows if known_at is None or row.at <= known_at]
    corrected = {row.corrects_id for row in known if row.corrects_id}
    return [row for row in known if row.pk not in corrected]


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))
