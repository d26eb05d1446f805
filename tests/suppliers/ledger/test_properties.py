"""What must hold for any facts."""

import datetime as dt
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from suppliers.ledger import (
    BonusTerms,
    CandidateRequest,
    DialogueMeeting,
    DialogueResult,
    EarlyEndBasis,
    EndReason,
    HearingEvent,
    HearingStep,
    OpeningBalance,
    PlacementFacts,
    PlacementType,
    Relief,
    ReportEvent,
    ReportStep,
    RequirementKind,
    ScopeChange,
    Variation,
    ledger,
)
from suppliers.ledger.months import ONE_DAY, Span, months_in
from suppliers.ledger.rounding import half_up
from tests.suppliers.ledger.cases import terms

BOOLEANS = st.booleans()
DAYS = st.dates(dt.date(2025, 6, 1), dt.date(2030, 12, 31))
SHARES = st.fractions(Fraction(1, 100), 1, max_denominator=100)
MONTHS = st.fractions(0, 120, max_denominator=30)


@st.composite
def placements(draw, *, bonus=BOOLEANS, counts=BOOLEANS, max_size=5):
    """Some placements, linked by `replaces` to earlier ones only."""
    made: list[PlacementFacts] = []
    for number in range(draw(st.integers(0, max_size))):
        start, end, planned = sorted((draw(DAYS), draw(DAYS), draw(DAYS)))
        changes = draw(st.lists(st.tuples(DAYS, SHARES), max_size=2, unique_by=lambda change: change[0]))
        made.append(
            PlacementFacts(
                id=f"p{number}",
                type=draw(st.sampled_from(PlacementType)),
                start=start,
                end=draw(st.sampled_from([end, None])),
                planned_end=draw(st.sampled_from([planned, None])),
                ended_because=draw(st.sampled_from(EndReason)),
                offered_on=draw(st.none() | DAYS),
                scopes=(ScopeChange(dt.date(2025, 1, 1), draw(SHARES)), *(ScopeChange(*c) for c in changes)),
                bonus=draw(bonus),
                commitment=draw(counts),
                person=draw(st.sampled_from([None, "a", "b", "c"])),
                replaces=draw(st.sampled_from([None, *(p.id for p in made)])),
            )
        )
    return made


@st.composite
def all_terms(draw, **fixed):
    average = draw(st.none() | MONTHS)
    settings = {
        "kind": draw(st.sampled_from(RequirementKind)),
        "contract_start": draw(st.dates(dt.date(2025, 12, 1), dt.date(2028, 3, 31))),
        "contract_months": draw(st.integers(1, 48)),
        "full_time_months": draw(st.none() | MONTHS),
        "yearly_average": average,
        "places": draw(st.none() | st.integers(0, 4)),
        "types": frozenset(draw(st.sets(st.sampled_from(PlacementType), min_size=1))),
        "early_end_basis": draw(st.sampled_from(EarlyEndBasis)),
        "bonus": BonusTerms(sek_per_month={PlacementType.EMPLOYMENT: Fraction(20_000)}, max_places=2),
    }
    return terms(**(settings | fixed))


@st.composite
def events(draw):
    """Events of every kind, no two on one day."""
    kinds = st.one_of(
        st.builds(DialogueMeeting, on=DAYS, result=st.sampled_from(DialogueResult)),
        st.builds(ReportEvent, on=DAYS, period=st.integers(1, 2), step=st.sampled_from(ReportStep)),
        st.builds(HearingEvent, on=DAYS, step=st.sampled_from(HearingStep)),
        st.builds(Relief, on=DAYS),
    )
    return draw(st.lists(kinds, max_size=8, unique_by=lambda event: event.on))


@given(data=st.data(), terms=all_terms(), on=DAYS)
def test_splitting_a_base_placement_changes_no_months_persons_or_places(data, terms, on):
    made = data.draw(placements(bonus=st.just(False), counts=st.just(True)).filter(bool))
    whole = data.draw(st.sampled_from(made))
    last = whole.end or dt.date(2030, 12, 31)
    cut = data.draw(
        st.dates(whole.start, last).filter(lambda day: day < last) if last > whole.start else st.none()
    )
    if cut is None:
        return
    label = whole.person or f"only {whole.id}"
    first = replace(whole, end=cut, person=label)
    second = replace(
        whole, id="second", start=cut + ONE_DAY, offered_on=None, person=label, replaces=whole.id
    )
    heirs = [replace(p, replaces="second") if p.replaces == whole.id else p for p in made if p is not whole]

    before = ledger(terms, made, [], [], on=on)
    after = ledger(terms, [first, *heirs, second], [], [], on=on)

    assert after.done_ftm == before.done_ftm
    assert (after.persons_all, after.places_filled) == (before.persons_all, before.places_filled)
    assert [y.done for y in after.year_averages] == [y.done for y in before.year_averages]


@given(made=placements(), terms=all_terms(), days=st.tuples(DAYS, DAYS), balance=st.none() | MONTHS)
def test_what_is_done_never_falls_as_the_day_advances(made, terms, days, balance):
    if balance is not None:
        terms = replace(
            terms, opening=OpeningBalance(on=dt.date(2028, 6, 30), done=balance, places_filled=1, source="")
        )
    earlier, later = (ledger(terms, made, [], [], on=day) for day in sorted(days))

    assert earlier.done_ftm <= later.done_ftm
    assert earlier.bonus_sek <= later.bonus_sek
    assert earlier.places_filled <= later.places_filled
    assert earlier.persons_all <= later.persons_all
    assert earlier.persons_direct <= later.persons_direct


@given(data=st.data(), made=placements(), terms=all_terms(), happened=events(), on=DAYS)
def test_the_order_of_events_does_not_matter(data, made, terms, happened, on):
    variations = data.draw(
        st.lists(
            st.builds(
                Variation,
                on=DAYS,
                full_time_months=st.none() | MONTHS,
                contract_months=st.none() | st.integers(1, 60),
            ),
            max_size=3,
            unique_by=lambda variation: variation.on,
        )
    )
    requests = data.draw(
        st.lists(st.builds(CandidateRequest, asked=DAYS, answered=st.none() | DAYS), max_size=3)
    )
    given_order = ledger(replace(terms, variations=tuple(variations)), made, happened, requests, on=on)
    shuffled = ledger(
        replace(terms, variations=tuple(data.draw(st.permutations(variations)))),
        made,
        data.draw(st.permutations(happened)),
        data.draw(st.permutations(requests)),
        on=on,
    )

    assert shuffled == given_order


@given(made=placements(bonus=st.just(False)), terms=all_terms(), on=DAYS, data=st.data())
def test_the_order_of_base_placements_does_not_matter(made, terms, on, data):
    shuffled = data.draw(st.permutations(made))

    one, other = (ledger(terms, order, [], [], on=on).as_json() for order in (made, shuffled))
    for outcome in (one, other):
        outcome["detail"]["placements"].sort(key=lambda row: row["id"])

    assert one == other


@given(made=placements(), terms=all_terms(), on=DAYS)
def test_credit_lies_between_done_and_agreed_and_details_add_up(made, terms, on):
    outcome = ledger(terms, made, [], [], on=on)
    rows = outcome.detail.placements

    assert all(row.done <= row.credited <= max(row.done, row.agreed) for row in rows)
    assert (sum(r.done for r in rows), sum(r.credited for r in rows)) == (
        outcome.done_ftm,
        outcome.credited_ftm,
    )
    assert sum(y.done for y in outcome.year_averages) == outcome.done_ftm


@given(span=st.tuples(DAYS, DAYS).map(sorted))
def test_months_in_a_span_are_the_sum_of_its_days_by_the_days_of_their_months(span):
    first, last = span
    days = (first + n * ONE_DAY for n in range((last - first).days + 1))
    lengths = ((day.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY for day in days)

    assert months_in(Span(first, last)) == sum(Fraction(1, length.day) for length in lengths)


@given(made=placements(bonus=st.just(True), counts=st.just(True), max_size=4), terms=all_terms(), on=DAYS)
def test_bonus_is_the_sum_of_its_days(made, terms, on):
    """Day by day, slowly: on each day the first two in order of start and file earn."""
    accepted = sorted((p for p in made if p.type in terms.types), key=lambda p: p.start)
    outcome = ledger(terms, made, [], [], on=on)
    day, slowly = terms.contract_start, Fraction(0)
    while day <= min(on, outcome.detail.contract_end):
        running = [p for p in accepted if p.start <= day <= (p.end or dt.date.max)][:2]
        part = months_in(Span(day, day)) * 20_000
        slowly += sum(part * share_on(p, day) for p in running if p.type is PlacementType.EMPLOYMENT)
        day += ONE_DAY

    assert outcome.bonus_sek == slowly


def share_on(placement, day):
    return max((change for change in placement.scopes if change.since <= day), key=lambda c: c.since).share


@given(value=st.decimals(0, 10_000, places=4), digits=st.integers(0, 2))
def test_shown_figures_are_rounded_half_up(value, digits):
    expected = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)

    assert half_up(Fraction(value), digits) == float(expected)
