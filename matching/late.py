"""What is late between matching side and supplier, as leadership sees it: counts of contracts, nobody named
of those whom it is about."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.overdue import day_after, letters_of, overdue
from core.slots import Late, LateChoice, LateKind, LateMatters, late
from core.together import Inquiry
from matching.mails import REQUEST_ASKED
from matching.models import CandidateRequest, Disclosure, RequirementProfile
from matching.models.request import ANSWER_WITHIN
from matching.states import ProfileState, ProposalState
from organisations.models import Membership
from organisations.naming import named_at
from organisations.permissions import Permission, Role
from procurements.models import Commitment


def late_requests(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Requests for candidates that the matching side has not answered in time."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    rows = CandidateRequest.objects.unanswered().filter(
        commitment__among=_running(member, choice), asked_on__lt=clock.today() - ANSWER_WITHIN
    )
    found = rows.select_related("commitment", "authority__organisation").order_by("asked_on", "pk")
    yield overdue(found, choice, tell=lambda row: _unanswered(row, reader=member), mail=REQUEST_ASKED.key)


def _running(member: Membership, choice: LateChoice) -> QuerySet[Commitment]:
    rows = Commitment.objects.followed_by(member).running()
    return rows.filter(authority=choice.authority_id) if choice.authority_id else rows


def _unanswered(request: Any, *, reader: Membership) -> Late:
    commitment = request.commitment
    sees_it = reader.may(Permission.PROFILE_SEE)
    return Late(
        subject=commitment.title,
        diary_number=commitment.diary_number,
        url=(request if sees_it else commitment).get_absolute_url(),
        what=_("Answer to a request for candidates"),
        at_whom=named_at(request.authority, None, reader=reader),
        role=str(Role.MATCHING_OFFICER.label),
        due_on=request.due_on,
        **letters_of(request),
    )


def late_answers(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Profiles that wait for the supplier: for its yes to the profile, or about those it was proposed.

    The day is the one that the profile names, but never sooner than a week after the supplier was asked.
    """
    if not member.may(Permission.COMMITMENT_SEE):
        return
    shown = Disclosure.objects.filter(
        proposal__profile=OuterRef("pk"), proposal__state=ProposalState.DISCLOSED
    ).order_by("at", "pk")
    profiles: QuerySet[Any] = RequirementProfile.objects.filter(commitment__among=_running(member, choice))
    asked = profiles.annotate(shown_at=Subquery(shown.values("at")[:1])).annotate(
        supplier_asked_at=Case(
            When(state=ProfileState.DRAFT, supplier_agreed_at__isnull=True, then=F("matcher_agreed_at")),
            When(state=ProfileState.AGREED, then=F("shown_at")),
        )
    )
    wanted = Coalesce("wanted_by", "starts_on", output_field=DateField())
    dated = asked.filter(supplier_asked_at__isnull=False).annotate(
        answer_by=Greatest(wanted, day_after("supplier_asked_at", ANSWER_WITHIN))
    )
    rows = dated.filter(answer_by__lt=clock.today()).select_related("commitment__contract__supplier")
    yield overdue(rows.order_by("answer_by", "pk"), choice, tell=lambda row: _unsaid(row, reader=member))


def _unsaid(profile: Any, *, reader: Membership) -> Late:
    commitment = profile.commitment
    is_draft = profile.state == ProfileState.DRAFT
    sees_it = reader.may(Permission.PROFILE_SEE)
    return Late(
        subject=commitment.title,
        diary_number=commitment.diary_number,
        url=(profile if sees_it else commitment).get_absolute_url(),
        what=_("Yes to the requirement profile") if is_draft else _("Answer about proposed candidates"),
        at_whom=commitment.contract.supplier.name,
        role=_("Supplier"),
        due_on=profile.answer_by,
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    late.fill(
        LateKind(gettext_lazy("Requests for candidates unanswered"), late_requests),
        key="matching.requests",
        order=25,
    )
    late.fill(
        LateKind(gettext_lazy("Suppliers that have not answered"), late_answers),
        key="matching.answers",
        order=26,
    )
