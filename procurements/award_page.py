"""The pages from award to start meeting, ready worded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.components import Fact, Link, Status
from core.templatetags.formats import date_words, sek
from organisations.models import Membership
from procurements.clause_writers import months, owes_volume
from procurements.clauses import LANGUAGE
from procurements.models import Award, Bid, Commitment, CourtReview, Procurement, StartMeeting
from procurements.policies import why_not_conclude
from procurements.signing_day import SigningDay, signing_day
from procurements.states import AwardState, MeetingState
from procurements.wording import requirement_words


@dataclass(frozen=True, kw_only=True)
class AwardPage:
    """The award, the standstill in words, and what may be done now."""

    award: Award
    facts: tuple[Fact, ...]
    reviews: tuple[Fact, ...]
    standstill: str
    is_open: bool
    actions: tuple[Link, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True)
class BidLine:
    bidder: str
    price: str
    is_winner: bool


@dataclass(frozen=True)
class MeetingPage:
    """The agenda follows from the requirement; what was agreed is there once the meeting is held."""

    meeting: StartMeeting
    agenda: tuple[str, ...]
    facts: tuple[Fact, ...]
    is_held: bool


def standing_award(case: Procurement) -> Award | None:
    return case.only_lot.awards.standing().select_related("supplier").first()


def signing_of_case(case: Procurement, award: Award) -> SigningDay:
    """May the contract be signed today?"""
    reviews = CourtReview.objects.filter(award=award).select_related("ruling")
    return signing_day(award, regime=case.regime, reviews=reviews, on=clock.today())


def award_page(case: Procurement, award: Award, member: Membership) -> AwardPage:
    signing = signing_of_case(case, award)
    reviews = list(award.reviews.select_related("ruling"))
    may = why_not_conclude(case, member) is None and award.state != AwardState.SIGNED
    return AwardPage(
        award=award,
        facts=tuple(_facts(award)),
        reviews=tuple(_review(review) for review in reviews),
        standstill=_standstill(award, signing),
        is_open=signing.is_open,
        actions=tuple(_actions(case, award, signing)) if may else (),
        more=tuple(_more(case, award, reviews)) if may else (),
    )


def _facts(award: Award) -> Iterable[Fact]:
    yield Fact(label=_("Supplier"), value=f"{award.supplier}, {award.supplier.number_text}")
    yield Fact(label=_("Date of the decision"), value=date_words(award.decided_on))
    if award.decided_by:
        yield Fact(label=_("Decided by"), value=award.decided_by)
    if award.reasons:
        yield Fact(label=_("Reasons"), value=award.reasons)
    if award.notified_on:
        how = _("electronically to everyone") if award.is_electronic else _("not electronically to everyone")
        yield Fact(label=_("Notification sent"), value=f"{date_words(award.notified_on)}, {how}")


def _review(review: CourtReview) -> Fact:
    ruling = getattr(review, "ruling", None)
    filed = _("filed {day}").format(day=date_words(review.filed_on))
    if ruling is None:
        return Fact(label=str(review), value=filed, status=Status.WAITING)
    said = f"{ruling.get_outcome_display()}, {date_words(ruling.decided_on)}"
    return Fact(label=str(review), value=said)


def _standstill(award: Award, signing: SigningDay) -> str:
    if award.state == AwardState.SIGNED:
        return _("The contract is signed.")
    if signing.reason:
        return signing.reason
    return _("The contract can be signed from {day}.").format(day=date_words(signing.sign_from))


def _actions(case: Procurement, award: Award, signing: SigningDay) -> Iterable[Link]:
    if signing.is_open:
        yield _link(case, "contract", _("Sign the contract"))
    if case.is_advertised and not award.notified_on:
        yield _link(case, "notification", _("Note the notification"))


def _more(case: Procurement, award: Award, reviews: list[CourtReview]) -> Iterable[Link]:
    for review in reviews:
        if not hasattr(review, "ruling"):
            url = reverse("procurements:ruling", args=[case.pk, review.pk])
            yield Link(label=_("Note the court's decision"), url=url)
    if award.notified_on:
        yield _link(case, "notification", _("Correct the notification"))
    if case.is_advertised:
        yield _link(case, "review", _("Note a review in court"))
    yield _link(case, "award_withdrawal", _("Withdraw the award"))


def _link(case: Procurement, name: str, label: str) -> Link:
    return Link(label=label, url=reverse(f"procurements:{name}", args=[case.pk]))


def bids_page(case: Procurement, member: Membership) -> list[BidLine]:
    """The bids that the member may see, the lowest price first."""
    rows = Bid.objects.visible_to(member).filter(award__lot__procurement=case)
    found = rows.exclude(award__state=AwardState.WITHDRAWN).select_related("award__supplier")
    return [BidLine(b.bidder, sek(b.price_sek), _is_winner(b)) for b in found]


def _is_winner(bid: Bid) -> bool:
    return bid.bidder.casefold() == bid.award.supplier.name.casefold()


def meeting_page(meeting: StartMeeting) -> MeetingPage:
    return MeetingPage(
        meeting=meeting,
        agenda=tuple(agenda_of(meeting)),
        facts=tuple(_meeting_facts(meeting)),
        is_held=meeting.state == MeetingState.HELD,
    )


def _meeting_facts(meeting: StartMeeting) -> Iterable[Fact]:
    yield Fact(label=_("Supplier"), value=str(meeting.contract.supplier))
    if meeting.held_on:
        yield Fact(label=_("Held"), value=date_words(meeting.held_on))
        yield Fact(label=_("Who took part"), value=meeting.participants)
        yield Fact(label=_("What was agreed"), value=meeting.notes)
        return
    if meeting.booked_for:
        yield Fact(label=_("Booked for"), value=date_words(meeting.booked_for))
    yield Fact(label=_("At the latest"), value=date_words(meeting.due_on))


def agenda_of(meeting: StartMeeting) -> Iterable[str]:
    """What the model asks a start meeting to settle, with the contract's own figures. In Swedish."""
    commitment = Commitment.objects.filter(contract=meeting.contract).first()
    with translation.override(LANGUAGE):
        yield _("Who is who: supplier, orderer, contract manager and matching officer")
        if commitment is not None:
            yield _("What has been promised: {requirement}").format(requirement=requirement_words(commitment))
            if owes_volume(commitment) and commitment.first_start_within_months is not None:
                latest = months(commitment.first_start_within_months)
                yield _("First start within {time}, and what happens otherwise").format(time=latest)
            every = str(commitment.get_report_every_display()).lower()
            yield _("How it is followed up: report {every}, and a common plan").format(every=every)
        yield _("Which work the persons are to do, and who supervises them")
        yield _("How the supplier tells that recruitment is finished")
