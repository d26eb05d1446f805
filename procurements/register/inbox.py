"""What waits in the register of purchases: answers, and reasons whose time has run."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.slots import ToDo
from core.together import Count, Inquiry
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.choices import Coverage
from procurements.models import PlannedPurchase
from procurements.models.purchase import PlannedPurchaseQuerySet

P = Permission


def to_answer(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """One row for all purchases that wait for an answer, and one for all reasons to look through; for those
    who keep the register, not for those who only decide."""
    if not member.organisation.has(Part.PROCUREMENT):
        return
    keeps = member.may(P.CASE_EDIT) or (member.may(P.STRATEGY_PREPARE) and not member.may(P.DECIDE))
    if not keeps:
        return
    own = PlannedPurchase.objects.visible_to(member)
    own = own.filter(authority__in=member.authority_ids_with(P.CASE_EDIT, P.STRATEGY_PREPARE))
    yield Inquiry(_waiting, Count(_unanswered(own)))
    yield Inquiry(_to_review, Count(own.to_review()))


def _unanswered(own: PlannedPurchaseQuerySet) -> PlannedPurchaseQuerySet:
    return own.current().with_coverage().answered(Coverage.WAITING)


def _waiting(count: int) -> Iterable[ToDo]:
    if count:
        action = _("Comply or explain")
        text = ngettext("{n} planned purchase needs an answer", "{n} planned purchases need an answer", count)
        yield _todo(action, text.format(n=count), show="waiting")


def _to_review(count: int) -> Iterable[ToDo]:
    if count:
        action = _("Look through why there is no requirement")
        text = ngettext("{n} reason in the purchasing plan", "{n} reasons in the purchasing plan", count)
        yield _todo(action, text.format(n=count), show="review")


def _todo(action: str, subject: str, *, show: str) -> ToDo:
    url = f"{reverse('procurements:purchase_list')}?show={show}"
    return ToDo(action, url, subject, None, is_mine=True, kind="procurements.register")
