"""Who may hand in a copy that was signed in another system, and what comes of it."""

from django.utils.translation import gettext as _

from core.documents import kinds
from core.models import IssuedDocument, OutsideSigning
from followup.dialogue_paper import DIALOGUE_AGREEMENT
from followup.hearing_paper import DECISION
from organisations.models import Membership
from organisations.permissions import Permission as P
from procurements import policies as of_case
from procurements.case_rows import BASIS
from procurements.go_page import latest_go
from procurements.models import GoDecision, Procurement
from strategy import policies as of_decision
from strategy.documents import KEY as LEADERSHIP
from strategy.models import DelegatedDecision, LeadershipDecision

# Beside those who decide: who prepares the matter, and hands in what a committee's chair has signed.
PREPARES = {
    LEADERSHIP: P.STRATEGY_PREPARE,
    BASIS: P.CASE_EDIT,
    DIALOGUE_AGREEMENT.key: P.CONTRACT_EDIT,
    DECISION.key: P.CONTRACT_EDIT,
}
SIGNS = (P.DECIDE, *dict.fromkeys(PREPARES.values()))


def is_signed(document: IssuedDocument) -> bool:
    """Is it a kind of document that somebody signs?"""
    kind = kinds.get(document.kind)
    return kind is not None and kind.is_signed


def undecided(document: IssuedDocument) -> LeadershipDecision | GoDecision | None:
    """The decision that is still to be made by signing this document; None where none is."""
    subject = document.subject
    if isinstance(subject, LeadershipDecision):
        return None if subject.is_made else subject
    if isinstance(subject, Procurement):
        go = latest_go(subject)
        return None if go is None or go.is_decided else go
    return None


def why_not_hand_in(document: IssuedDocument, member: Membership) -> str | None:
    """Hand in a signed copy. While the decision is not made, that is to decide, with the same mandate."""
    if not is_signed(document):
        return _("Documents of this kind are not signed.")
    if document.edition:
        return _("This copy shows approvals. Hand in a signed copy of the document it was made from.")
    decision = undecided(document)
    if isinstance(decision, LeadershipDecision):
        return of_decision.why_not_decide(decision, member)
    if isinstance(decision, GoDecision):
        return of_case.why_not_decide(decision, member)
    subject = document.subject
    if isinstance(subject, Procurement) and document.kind == BASIS and latest_go(subject) is None:
        return _("Nothing waits for a decision here.")
    return _why_no_mandate(document, member)


def why_not_this_version(document: IssuedDocument) -> str | None:
    """While the decision is not made, the latest version is signed; the verb then compares what it says."""
    same = IssuedDocument.objects.filter(
        content_type_id=document.content_type_id, object_id=document.object_id, kind=document.kind
    )
    if not same.filter(version__gt=document.version).exists() or undecided(document) is None:
        return None
    return _("A newer document holds now. Sign that one and hand it in.")


def why_not_replace(signing: OutsideSigning, member: Membership) -> str | None:
    """Put another file in its place."""
    if not signing.is_standing:
        return _("This copy has been replaced or withdrawn already.")
    return _why_no_mandate(signing.document, member)


def why_not_withdraw(
    signing: OutsideSigning, member: Membership, *, carried: frozenset[int] | None = None
) -> str | None:
    """Say that the copy no longer counts. `carried`: see `carries_decision`."""
    if reason := why_not_replace(signing, member):
        return reason
    if carries_decision(signing, carried=carried):
        return _("The decision rests on this copy. Replace it instead.")
    return None


def copies_decided_by(document: IssuedDocument) -> frozenset[int]:
    """The copies of the document by which a decision was made."""
    resting = DelegatedDecision.objects.filter(outside_signing__document=document)
    return frozenset(resting.order_by().values_list("outside_signing", flat=True))


def carries_decision(signing: OutsideSigning, *, carried: frozenset[int] | None = None) -> bool:
    """Was a decision made by this copy, or by one that it has taken the place of?

    `carried` (`copies_decided_by`) is given where many copies are asked about.
    """
    asked = copies_decided_by(signing.document) if carried is None else carried
    row: OutsideSigning | None = signing if asked else None
    while row is not None:
        if row.pk in asked:
            return True
        row = row.replaces
    return False


def _why_no_mandate(document: IssuedDocument, member: Membership) -> str | None:
    if document.authority_id in member.authority_ids_with(P.DECIDE, PREPARES[document.kind]):
        return None
    return _("Only those who decide or prepare decisions for {authority} may do this.").format(
        authority=document.authority
    )
