"""The go decision together with its document and signature. All or nothing."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.attachments import attach
from core.documents import Mandate, SignedBy, attach_signed_outside, sign
from core.models import IssuedDocument, OutsideSigning, RecordStatus
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.documents import LANGUAGE, basis_to_sign, order_basis
from procurements.mails import ask_decider
from procurements.models import Assessment, GoDecision, Procurement
from strategy.models import BodyDecision


def proposal_of(case: Procurement) -> Assessment:
    """The assessment with its proposal; refused while there is none."""
    assessment = Assessment.objects.filter(procurement=case).first()
    if assessment is None or not assessment.proposal:
        raise RuleBroken(_("Write a proposal first, under “Judge whether a requirement suits”."))
    return assessment


@transaction.atomic
def make_basis(case: Procurement, *, by: Membership) -> IssuedDocument:
    """Order the next version of the decision basis as the case stands now."""
    proposal_of(case)
    return order_basis(case, by=by)


@transaction.atomic
def send_to_body(case: Procurement, *, body: str, meeting_on: dt.date, by: Membership) -> GoDecision:
    """Send the proposal to a political body; a decision basis that says what holds now goes with it."""
    go = GoDecision.open_for(case, proposal=proposal_of(case).proposal, by=by)
    go.send_to_body(body=body, meeting_on=meeting_on, by=by)
    _current_basis(case, by=by)
    return go


@transaction.atomic
def record_body_decision(
    go: GoDecision,
    *,
    body: str,
    decided_on: dt.date,
    paragraph: str,
    outcome: str,
    by: Membership,
    minutes: bytes | None = None,
) -> None:
    """Register what the body decided; the minutes extract (PDF) is kept with the case
    as a received record."""
    go.record_body_decision(body=body, decided_on=decided_on, paragraph=paragraph, outcome=outcome, by=by)
    if minutes is not None:
        attach_minutes(go, minutes=minutes, by=by)


@transaction.atomic
def attach_minutes(go: GoDecision, *, minutes: bytes, by: Membership) -> None:
    """Keep the extract (PDF) that proves the committee's decision with the case, as a received record."""
    way = go.way
    if not isinstance(way, BodyDecision):
        raise RuleBroken(_("There is no decision by a committee that lacks its minutes."))
    with translation.override(LANGUAGE):
        name = _("Minutes extract § {paragraph}.pdf").format(paragraph=way.paragraph)
    extract = attach(
        go.procurement,
        name=name,
        content=minutes,
        authority=go.authority,
        status=RecordStatus.RECEIVED,
        is_shared=False,
        by=by,
    )
    go.keep_minutes(extract)


@transaction.atomic
def ask_delegate(case: Procurement, *, delegate: Membership, by: Membership) -> GoDecision:
    """Ask a member to decide on delegation; she signs the decision basis."""
    go = GoDecision.open_for(case, proposal=proposal_of(case).proposal, by=by)
    go.ask_delegate(delegate=delegate, by=by)
    _current_basis(case, by=by)
    ask_decider(go, by=by)
    return go


@transaction.atomic
def prepare_to_decide(case: Procurement, *, by: Membership) -> IssuedDocument:
    """The document that the decider would sign, ordered anew where the case has changed since."""
    return _current_basis(case, by=by)


@transaction.atomic
def decide_on_delegation(
    go: GoDecision, document: IssuedDocument, *, by: Membership, factor: tuple[str, dt.datetime]
) -> None:
    """Sign exactly this decision basis and decide. Refused if the case says something else by now."""
    row = GoDecision.objects.select_for_update(of=("self",)).get(pk=go.pk)
    item = row.item_of(by)
    if item is None or basis_to_sign(row.procurement) != document:
        raise RuleBroken(
            _("The case has changed since you read it. Read the new document before you decide.")
        )
    with translation.override(LANGUAGE):
        text = _("Delegation order of {authority}").format(authority=row.authority)
    mandate = Mandate(function=item.function, text=text, delegation_item=item.item)
    signature = sign(document, by=by, mandate=mandate, method=factor[0], authenticated_at=factor[1])
    row.decide_on_delegation(by=by, signature=signature)
    go.refresh_from_db()


@transaction.atomic
def decide_signed_outside(
    go: GoDecision, document: IssuedDocument, *, content: bytes, signed_on: dt.date, by: Membership
) -> OutsideSigning:
    """Decide by a decision basis that the decider signed in another system. Refused if the case says
    something else by now. `content` is the signed PDF; the decision is dated the day it was signed."""
    row = GoDecision.objects.select_for_update(of=("self",)).get(pk=go.pk)
    item = row.item_of(by)
    if item is None or basis_to_sign(row.procurement) != document:
        raise RuleBroken(_("The case has changed since the document was made. Sign the new document."))
    signed = SignedBy(name=str(by), function=item.function, on=signed_on)
    signing = attach_signed_outside(document, content, signed=signed, by=by)
    row.decide_on_delegation(by=by, outside_signing=signing)
    go.refresh_from_db()
    return signing


def _current_basis(case: Procurement, *, by: Membership) -> IssuedDocument:
    return basis_to_sign(case) or order_basis(case, by=by)
