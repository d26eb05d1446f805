"""The leadership's own decisions that wait past their date."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.overdue import day_after, letters_of, overdue
from core.slots import Late, LateChoice, LateKind, LateMatters, late
from core.together import Inquiry
from organisations.models import Membership
from organisations.naming import named_at
from organisations.permissions import Role
from strategy.inbox import awaited
from strategy.models import LeadershipDecision
from strategy.reminders import ANSWER_WITHIN, DECISION_WAITING_MAIL
from strategy.states import DecisionState

S = DecisionState
WITH_PEOPLE = ("prepared_by__user", "authority__organisation")


def late_decisions(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """A meeting that has been held and whose outcome is not filled in, or a delegate who has not decided."""
    seen: Any = LeadershipDecision.objects.visible_to(member)
    if choice.authority_id:
        seen = seen.filter(authority=choice.authority_id)
    rows: QuerySet[Any] = awaited(seen).annotate(
        decide_by=Case(
            When(state=S.WAITING_FOR_BODY, then=F("meeting_on")),
            When(state=S.WAITING_FOR_DELEGATE, then=day_after("asked_at", ANSWER_WITHIN)),
        )
    )
    found = rows.filter(decide_by__lt=clock.today()).select_related(*WITH_PEOPLE)
    yield overdue(
        found.order_by("decide_by", "pk"),
        choice,
        tell=lambda row: _undecided(row, reader=member),
        mail=DECISION_WAITING_MAIL.key,
    )


def _undecided(decision: Any, *, reader: Membership) -> Late:
    by_body = decision.state == S.WAITING_FOR_BODY
    at_delegate = f"{decision.delegate_name}, {decision.authority}"
    return Late(
        subject=decision.title,
        diary_number=decision.diary_number,
        url=decision.get_absolute_url(),
        what=_("Fill in what the committee decided") if by_body else _("Decide on delegation"),
        at_whom=named_at(decision.authority, decision.prepared_by, reader=reader) if by_body else at_delegate,
        role=_("Handler") if by_body else str(Role.DECISION_MAKER.label),
        due_on=decision.decide_by,
        **letters_of(decision),
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    late.fill(
        LateKind(gettext_lazy("The leadership's decisions"), late_decisions),
        key="strategy.decisions",
        order=15,
    )
