"""From which day may the contract be signed, and why not before? Pure: reads rows that are given."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.templatetags.formats import date_words
from procurements.models import Award, CourtReview
from procurements.states import AwardState
from reference.calendar import Standstill, extended_standstill, standstill
from reference.regimes import WITH_STANDSTILL


@dataclass(frozen=True, kw_only=True)
class SigningDay:
    """`sign_from` is None while nobody can know; `reason` says why not on the day asked about, else ""."""

    sign_from: dt.date | None
    last_day: dt.date | None
    reason: str
    is_extended: bool = False

    @property
    def is_open(self) -> bool:
        return not self.reason


def signing_day(award: Award, *, regime: str, reviews: Iterable[CourtReview] = (), on: dt.date) -> SigningDay:
    """May the contract be signed on the day `on`? `reviews` come with their rulings selected."""
    if award.state in {AwardState.WITHDRAWN, AwardState.SIGNED}:
        return _never(_("The award is withdrawn.") if award.state == AwardState.WITHDRAWN else _("Signed."))
    found = list(reviews)
    if any(not hasattr(review, "ruling") for review in found):
        return _never(_("The award is under review in court. Wait for the court's decision."))
    if lost := next((review for review in found if not review.ruling.stands), None):
        outcome = lost.ruling.get_outcome_display()
        return _never(_("The court has decided: {outcome}. Withdraw the award.").format(outcome=outcome))
    if regime not in WITH_STANDSTILL:
        return SigningDay(sign_from=award.decided_on, last_day=None, reason=_too_early(award, on=on))
    return _after_standstill(award, regime, [review.ruling.decided_on for review in found], on=on)


def _after_standstill(award: Award, regime: str, ruled_on: list[dt.date], *, on: dt.date) -> SigningDay:
    if award.notified_on is None:
        return _never(_("Send the notification of the award first: the standstill is counted from it."))
    first = standstill(award.notified_on, regime=regime, electronic=bool(award.is_electronic))
    assert first is not None
    periods = [first, *(extended_standstill(day) for day in ruled_on)]
    last: Standstill = max(periods, key=lambda period: period.sign_from)
    reason = ""
    if on < last.sign_from:
        reason = _("The standstill lasts until {last}. Sign on {first} or later.").format(
            last=date_words(last.last_day), first=date_words(last.sign_from)
        )
    return SigningDay(
        sign_from=last.sign_from, last_day=last.last_day, reason=reason, is_extended=last is not first
    )


def _too_early(award: Award, *, on: dt.date) -> str:
    return "" if award.decided_on <= on else _("The contract cannot be signed before the award.")


def _never(reason: str) -> SigningDay:
    return SigningDay(sign_from=None, last_day=None, reason=reason)
