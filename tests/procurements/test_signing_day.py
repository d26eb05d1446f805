"""From which day may one sign? The examples of the law's own counting, and review in court."""

import datetime as dt

import pytest

from procurements.choices import RulingOutcome
from procurements.models import Award, CourtReview, CourtRuling
from procurements.signing_day import signing_day
from procurements.states import AwardState
from reference.regimes import Regime

ABOVE = Regime.ABOVE_THRESHOLD


def award(sent: str = "", *, electronic: bool = True, decided: str = "2019-04-01", state=AwardState.NOTIFIED):
    return Award(
        state=state,
        decided_on=dt.date.fromisoformat(decided),
        notified_on=dt.date.fromisoformat(sent) if sent else None,
        is_electronic=electronic if sent else None,
    )


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("sent", "electronic", "last", "first"),
    [
        ("2019-04-01", True, "2019-04-11", "2019-04-12"),
        ("2019-04-18", True, "2019-04-29", "2019-04-30"),  # the tenth day is a Sunday
        ("2019-04-01", False, "2019-04-16", "2019-04-17"),
        ("2026-12-14", True, "2026-12-28", "2026-12-29"),  # Christmas Eve and on to the Monday
    ],
)
def test_the_standstill_is_counted_from_the_notification(sent, electronic, last, first):
    row = award(sent, electronic=electronic, decided=sent)
    before, after = (signing_day(row, regime=ABOVE, on=day(on)) for on in (last, first))
    assert (before.last_day, before.sign_from) == (day(last), day(first))
    assert before.reason
    assert not before.is_open
    assert after.is_open


def test_nothing_is_counted_before_the_notification_is_sent():
    found = signing_day(award(state=AwardState.MADE), regime=ABOVE, on=day("2030-01-01"))
    assert (found.sign_from, found.is_open) == (None, False)


@pytest.mark.parametrize("regime", [Regime.DIRECT, Regime.CALL_OFF, Regime.LOV, Regime.OUTSIDE])
def test_other_regimes_have_no_standstill(regime):
    found = signing_day(award(state=AwardState.MADE), regime=regime, on=day("2019-04-01"))
    assert found.is_open
    assert found.last_day is None


def reviewed(outcome: str | None, *, ruled: str = "2019-06-03") -> CourtReview:
    review = CourtReview(court="Förvaltningsrätten", filed_on=day("2019-04-05"))
    if outcome:
        review.ruling = CourtRuling(review=review, decided_on=day(ruled), outcome=outcome)
    return review


def test_a_review_without_a_decision_stops_the_signing():
    found = signing_day(award("2019-04-01"), regime=ABOVE, reviews=[reviewed(None)], on=day("2019-08-01"))
    assert found.sign_from is None
    assert not found.is_open


def test_the_standstill_goes_on_after_the_courts_decision():
    reviews = [reviewed(RulingOutcome.STANDS)]
    found = signing_day(award("2019-04-01"), regime=ABOVE, reviews=reviews, on=day("2019-06-10"))
    assert (found.last_day, found.sign_from, found.is_extended) == (
        day("2019-06-13"),
        day("2019-06-14"),
        True,
    )
    assert not found.is_open


@pytest.mark.parametrize("outcome", [RulingOutcome.REDO, RulingOutcome.CORRECT])
def test_an_award_that_the_court_struck_down_is_never_signed(outcome):
    found = signing_day(award("2019-04-01"), regime=ABOVE, reviews=[reviewed(outcome)], on=day("2029-01-01"))
    assert not found.is_open


@pytest.mark.parametrize("state", [AwardState.SIGNED, AwardState.WITHDRAWN])
def test_a_settled_award_is_not_signed_again(state):
    assert not signing_day(award("2019-04-01", state=state), regime=ABOVE, on=day("2029-01-01")).is_open
