"""What is late under running contracts, as leadership sees it: reports, their review, and the first start."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.overdue import day_after, letters_of, overdue
from core.slots import Late, LateChoice, LateKind, LateMatters
from core.together import Count, Inquiry, Rows
from matching.models import CandidateRequest, Placement
from organisations.models import Membership
from organisations.naming import named_at
from organisations.permissions import Permission, Role
from procurements.choices import RequirementKind
from procurements.models import Commitment
from suppliers.arithmetic import mark
from suppliers.ledger import CommitmentStatus, Deadline
from suppliers.ledger.copying import outcome_from
from suppliers.mails import REPORT_REQUEST
from suppliers.models import Report
from suppliers.models.tally import is_fresh
from suppliers.states import ReportState
from suppliers.tallies import FRESH, not_reckoned, reckoned
from suppliers.todo import REVIEW_DAYS, owed_text

WITH_PARTIES = ("commitment__contract__supplier", "commitment__authority__organisation")
MANAGER = "commitment__contract_manager__user"


def late_reports(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Reports past their day under the contracts the member sees, with how often the supplier was asked."""
    reports = _reports(member, choice).late(on=clock.today()).select_related(*WITH_PARTIES)
    if member.may(Permission.COMMITMENT_SEE):
        yield overdue(reports.order_by("due_on", "pk"), choice, tell=_late, mail=REPORT_REQUEST.key)


def late_reviews(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Reports that the supplier has sent and nobody has looked at in time."""
    sent = _reports(member, choice).filter(state=ReportState.SUBMITTED, commitment__state="running")
    rows: QuerySet[Any] = sent.annotate(review_by=day_after("submitted_at", REVIEW_DAYS))
    found = rows.filter(review_by__lt=clock.today()).select_related(*WITH_PARTIES, MANAGER)
    if member.may(Permission.COMMITMENT_SEE):
        ordered = found.order_by("review_by", "pk")
        yield overdue(ordered, choice, tell=lambda row: _unreviewed(row, reader=member))


def _reports(member: Membership, choice: LateChoice) -> Any:
    reports = Report.objects.visible_to(member)
    return reports.filter(commitment__authority=choice.authority_id) if choice.authority_id else reports


def _late(report: Any) -> Late:
    return Late(
        subject=report.commitment.title,
        diary_number=report.commitment.diary_number,
        url=report.get_absolute_url(),
        what=owed_text(report),
        at_whom=report.commitment.contract.supplier.name,
        role=_("Supplier"),
        due_on=report.due_on,
        **letters_of(report),
    )


def _unreviewed(report: Any, *, reader: Membership) -> Late:
    commitment = report.commitment
    return Late(
        subject=commitment.title,
        diary_number=commitment.diary_number,
        url=report.get_absolute_url(),
        what=_("Review of the report for {period}").format(period=report.period_name),
        at_whom=named_at(commitment.authority, commitment.contract_manager, reader=reader),
        role=str(Role.CONTRACT_MANAGER.label),
        due_on=report.review_by,
    )


def late_first_starts(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Contracts whose day for the first start has passed while nobody has started or been offered a start.

    The ledger says so. What it has said today is asked for; it is asked anew about the rest.
    """
    if not member.may(Permission.COMMITMENT_SEE):
        return
    empty = _without_start(Commitment.objects.followed_by(member), choice)
    kept = empty.filter(is_fresh(mark(), FRESH), tally__outcome__first_start=Deadline.MISSED.value)
    missed = kept.exclude(tally__outcome__commitment=CommitmentStatus.RELIEVED.value)
    oldest = missed.order_by("tally__outcome__detail__first_start_by", "pk")[: choice.most]
    rest = not_reckoned(empty).order_by("pk")

    def told(count: int, known: list[Any], unknown: list[Any]) -> Iterable[LateMatters]:
        kept = {row: outcome_from(row.tally.outcome) for row in known}
        by_key = {row.pk: row for row in unknown}
        fresh = {
            by_key[tally.pk]: outcome_from(tally.outcome) for tally in reckoned(unknown) if tally.outcome
        }
        more = {row: outcome for row, outcome in fresh.items() if waits_in_vain(outcome)}
        every = sorted((kept | more).items(), key=lambda pair: (pair[1].detail.first_start_by, pair[0].pk))
        rows = [_not_started(row, outcome, reader=member) for row, outcome in every[: choice.most]]
        yield LateMatters(count + len(more), tuple(rows))

    yield Inquiry(told, Count(missed), Rows(oldest), Rows(rest))


def waits_in_vain(outcome: Any) -> bool:
    """The day has passed, and the supplier is not relieved of it."""
    return outcome.first_start is Deadline.MISSED and outcome.commitment is not CommitmentStatus.RELIEVED


def _without_start(seen: Any, choice: LateChoice) -> QuerySet[Commitment]:
    """Running ones with a volume in which nobody has begun, with whom candidates are asked of."""
    started = Placement.objects.started(on=clock.today()).filter(commitment=OuterRef("pk"), counts=True)
    rows = seen.running().exclude(kind=RequirementKind.DIALOGUE)
    rows = rows.filter(contract__starts_on__lt=clock.today()).exclude(Exists(started))
    if choice.authority_id:
        rows = rows.filter(authority=choice.authority_id)
    asked = CandidateRequest.objects.unanswered().filter(commitment=OuterRef("pk")).order_by("asked_on", "pk")
    found: QuerySet[Commitment] = rows.annotate(
        asked_of=Subquery(asked.values("authority__name")[:1])
    ).select_related("contract__supplier", "tally")
    return found


def _not_started(commitment: Any, outcome: Any, *, reader: Membership) -> Late:
    """At the matching side while it has not answered: nobody is blamed for somebody else's wait."""
    return Late(
        subject=commitment.title,
        diary_number=commitment.diary_number,
        url=commitment.get_absolute_url(),
        what=_("First start"),
        at_whom=commitment.asked_of or commitment.contract.supplier.name,
        role=str(Role.MATCHING_OFFICER.label) if commitment.asked_of else _("Supplier"),
        due_on=outcome.detail.first_start_by,
    )


KINDS = (
    ("reports", LateKind(gettext_lazy("Late reports"), late_reports)),
    ("reviews", LateKind(gettext_lazy("Reports that nobody has reviewed"), late_reviews)),
    ("first_starts", LateKind(gettext_lazy("First start passed"), late_first_starts)),
)
