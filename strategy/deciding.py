"""Steps of a decision together with its document and its signature. All or nothing."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.attachments import attach
from core.documents import Mandate, SignedBy, attach_signed_outside, sign
from core.models import Attachment, IssuedDocument, OutsideSigning, RecordStatus
from core.rules import RuleBroken
from organisations.models import Membership
from strategy.documents import LANGUAGE, Stage, document_to_sign, order_document
from strategy.models import BodyDecision, LeadershipDecision


@transaction.atomic
def send_to_body(decision: LeadershipDecision, *, body: str, meeting_on: dt.date, by: Membership) -> None:
    """Send the proposal to a political body and order it as a document."""
    decision.send_to_body(body=body, meeting_on=meeting_on, by=by)
    order_document(decision, Stage.PROPOSAL, by=by)


@transaction.atomic
def postpone(decision: LeadershipDecision, *, body: str, meeting_on: dt.date, by: Membership) -> None:
    """Note another meeting and order the proposal anew, with the new day."""
    decision.postpone(body=body, meeting_on=meeting_on, by=by)
    order_document(decision, Stage.PROPOSAL, by=by)


@transaction.atomic
def ask_delegate(decision: LeadershipDecision, *, delegate: Membership, by: Membership) -> None:
    """Ask a member to decide on delegation and order the document that she will sign."""
    decision.ask_delegate(delegate=delegate, by=by)
    order_document(decision, Stage.DELEGATED, by=by, decider=delegate)


@transaction.atomic
def record_body_decision(
    decision: LeadershipDecision,
    *,
    body: str,
    decided_on: dt.date,
    paragraph: str,
    by: Membership,
    minutes: bytes | None = None,
) -> None:
    """Register what the body decided, keep its minutes extract and order the decision as a document."""
    decision.record_body_decision(body=body, decided_on=decided_on, paragraph=paragraph, by=by)
    order_document(decision, Stage.BODY, by=by)
    if minutes is not None:
        attach_minutes(decision, minutes=minutes, by=by)


def attach_minutes(decision: LeadershipDecision, *, minutes: bytes, by: Membership) -> Attachment:
    """Keep the extract (PDF) that proves the committee's decision, as a received record."""
    way = decision.way
    if not isinstance(way, BodyDecision):
        raise RuleBroken(_("There is no decision by a committee that minutes could prove."))
    with translation.override(LANGUAGE):
        name = _("Minutes extract § {paragraph}.pdf").format(paragraph=way.paragraph)
    return attach(
        decision,
        name=name,
        content=minutes,
        authority=decision.authority,
        status=RecordStatus.RECEIVED,
        is_shared=False,
        by=by,
    )


@transaction.atomic
def correct_body_decision(
    decision: LeadershipDecision,
    *,
    body: str,
    decided_on: dt.date,
    paragraph: str,
    reason: str,
    by: Membership,
) -> None:
    """Put mistyped details right and order a new version of the document. First day and state stay."""
    row = LeadershipDecision.objects.select_for_update().get(pk=decision.pk)
    row.correct_body_decision(body=body, decided_on=decided_on, paragraph=paragraph, reason=reason, by=by)
    order_document(row, Stage.BODY, by=by)


@transaction.atomic
def prepare_document(decision: LeadershipDecision, *, by: Membership) -> IssuedDocument:
    """The document that `by` would sign: the one there is if it still says the same, else a new version."""
    row = LeadershipDecision.objects.select_for_update().get(pk=decision.pk)
    found = document_to_sign(row, decider=by)
    return found or order_document(row, Stage.DELEGATED, by=by, decider=by)


@transaction.atomic
def decide_on_delegation(
    decision: LeadershipDecision, *, document: IssuedDocument, by: Membership, factor: tuple[str, dt.datetime]
) -> None:
    """Sign exactly this document and decide. Refused if the decision says something else by now.

    `factor` is the method and moment of the second factor.
    """
    row = LeadershipDecision.objects.select_for_update().get(pk=decision.pk)
    item = row.item_of(by)
    if item is None or document_to_sign(row, decider=by) != document:
        raise RuleBroken(
            _("The decision has changed since you read it. Read the new document before you decide.")
        )
    with translation.override(LANGUAGE):
        text = _("Delegation order of {authority}").format(authority=row.authority)
    mandate = Mandate(function=item.function, text=text, delegation_item=item.item)
    signature = sign(document, by=by, mandate=mandate, method=factor[0], authenticated_at=factor[1])
    row.decide_on_delegation(by=by, signature=signature)
    decision.refresh_from_db()


@transaction.atomic
def decide_signed_outside(
    decision: LeadershipDecision,
    *,
    document: IssuedDocument,
    content: bytes,
    signed_on: dt.date,
    by: Membership,
) -> OutsideSigning:
    """Decide by a copy that the decider signed in another system. Refused if the decision says something else
    by now. `content` is the signed PDF; the decision is dated the day it was signed."""
    row = LeadershipDecision.objects.select_for_update().get(pk=decision.pk)
    item = row.item_of(by)
    if item is None or document_to_sign(row, decider=by) != document:
        raise RuleBroken(_("The decision has changed since the document was made. Sign the new document."))
    signed = SignedBy(name=str(by), function=item.function, on=signed_on)
    signing = attach_signed_outside(document, content, signed=signed, by=by)
    row.decide_on_delegation(by=by, outside_signing=signing)
    decision.refresh_from_db()
    return signing
