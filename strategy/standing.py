"""How a decision stands, in the words that list and page share."""

from django.utils.translation import gettext as _

from core import clock
from core.components import Status, Turn
from core.templatetags.formats import date_words
from organisations.models import Membership
from strategy.models import BodyDecision, DelegatedDecision, LeadershipDecision
from strategy.states import DecisionState

S = DecisionState
STATUS = {
    S.DRAFT: Status.RUNNING,
    S.WAITING_FOR_BODY: Status.WAITING,
    S.WAITING_FOR_DELEGATE: Status.WAITING,
    S.RETURNED: Status.ACTION_NEEDED,
    S.DECIDED: Status.DONE,
    S.SUPERSEDED: Status.STOPPED,
    S.ENDED: Status.STOPPED,
    S.WITHDRAWN: Status.NOT_NEEDED,
}


def status_label(decision: LeadershipDecision) -> str:
    """The state in words; a made decision also says when it no longer, or not yet, holds."""
    if decision.state == S.DECIDED and not decision.is_in_force():
        not_yet = decision.in_force_from is not None and decision.in_force_from > clock.today()
        return _("Decided, not yet in force") if not_yet else _("No longer in force")
    return str(DecisionState(decision.state).label)


def status_of(decision: LeadershipDecision) -> Status:
    if decision.state == S.DECIDED and not decision.is_in_force():
        return Status.WAITING if status_label(decision) == _("Decided, not yet in force") else Status.STOPPED
    return STATUS[DecisionState(decision.state)]


def turn_of(decision: LeadershipDecision, member: Membership) -> Turn | None:
    """Whose turn it is, None when nothing waits."""
    me = (member.acting_for or member).pk
    if decision.state == S.WAITING_FOR_DELEGATE and (request := decision.latest_request):
        return Turn(is_yours=request.delegate_id == me, who=str(request.delegate))
    if decision.state == S.WAITING_FOR_BODY and (referral := decision.latest_referral):
        if not decision.has_been_up:
            return Turn(who=referral.body)
        return Turn(is_yours=decision.prepared_by_id == me, who=str(decision.prepared_by))
    if decision.is_editable:
        return Turn(is_yours=decision.prepared_by_id == me, who=str(decision.prepared_by))
    return None


def validity(decision: LeadershipDecision) -> str:
    """The days it holds, or is to hold."""
    first = decision.in_force_from or decision.valid_from
    last = decision.in_force_until if decision.is_made else decision.valid_until
    if last is None:
        return _("From {first} until further notice").format(first=date_words(first))
    if last < first:
        return _("Never came into force")
    return _("{first}–{last}").format(first=date_words(first), last=date_words(last))


def way_words(decision: LeadershipDecision) -> str:
    """Who decided and under what, in one line; who is to decide while it waits."""
    way = decision.way if decision.is_made else None
    if isinstance(way, DelegatedDecision):
        return _("{name}, {function}, on delegation").format(name=way.name, function=way.function)
    if isinstance(way, BodyDecision):
        return str(way)
    if decision.state == S.WAITING_FOR_BODY and (referral := decision.latest_referral):
        return referral.body
    return ""
