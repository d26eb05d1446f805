"""A copy that was signed in another system is handed in; where the decision waits for it, that decides."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core.documents import SignedBy, attach_signed_outside, withdraw_signed_outside
from core.models import IssuedDocument, OutsideSigning, OutsideWithdrawal
from core.rules import RuleBroken
from followup.signing_rules import carries_decision, undecided
from organisations.models import Membership
from procurements.actions import going_on
from procurements.models import GoDecision
from strategy import deciding
from strategy.models import LeadershipDecision


def hand_in(
    document: IssuedDocument,
    *,
    content: bytes,
    signed_on: dt.date,
    by: Membership,
    name: str = "",
    function: str = "",
) -> OutsideSigning:
    """Keep the signed copy. Makes the decision that waits for it, in the name of the one who hands it in;
    `name` and `function` are asked for only where nothing waits."""
    decision = undecided(document)
    if isinstance(decision, LeadershipDecision):
        return deciding.decide_signed_outside(
            decision, document=document, content=content, signed_on=signed_on, by=by
        )
    if isinstance(decision, GoDecision):
        return going_on.decide_signed_outside(decision, document, content=content, signed_on=signed_on, by=by)
    signed = SignedBy(name=name, function=function, on=signed_on)
    return attach_signed_outside(document, content, signed=signed, by=by)


def replace(
    signing: OutsideSigning,
    *,
    content: bytes,
    reason: str,
    by: Membership,
    name: str = "",
    function: str = "",
    signed_on: dt.date | None = None,
) -> OutsideSigning:
    """Another file in its place. Who decided and when stays as it is where a decision rests on the copy."""
    if carries_decision(signing) or signed_on is None:
        signed = SignedBy(name=signing.name, function=signing.function, on=signing.signed_on)
    else:
        signed = SignedBy(name=name, function=function, on=signed_on)
    return attach_signed_outside(
        signing.document, content, signed=signed, by=by, replaces=signing, reason=reason
    )


@transaction.atomic
def withdraw(signing: OutsideSigning, *, reason: str, by: Membership) -> OutsideWithdrawal:
    """Take the copy back. Refused where a decision rests on it: that copy can only be replaced."""
    row = withdraw_signed_outside(signing, reason=reason, by=by)
    if carries_decision(signing):
        raise RuleBroken(_("The decision rests on this copy. Replace it instead."))
    return row
