"""Who may read what hangs on an object: the object's own scope is asked."""

from typing import Any

from django.db import models

from core.models import IssuedDocument, Record, RecordStatus
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.models import Commitment


def open_to(member: Membership, model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows of a model under which the member reads what is said and kept: of commitments only those that
    she follows, not those in which her authority merely takes part."""
    manager: Any = model._default_manager
    found: models.QuerySet[Any] = (
        manager.followed_by(member) if model is Commitment else manager.visible_to(member)
    )
    return found


def sees(member: Membership, subject: models.Model | None) -> bool:
    """May the member read what hangs on the object? An authority's own papers are for those who work for
    it."""
    if subject is None:
        return False
    if isinstance(subject, Authority):
        return subject.pk in member.authority_ids_with(
            Permission.FIGURES_SEE, Permission.STRATEGY_SEE, Permission.RECORD_SEE
        )
    return open_to(member, type(subject)).filter(pk=subject.pk).exists()


def reads_document(member: Membership, document: IssuedDocument) -> bool:
    """Those who see what the document is about, and the registrar of its authority."""
    return registers(member, document) or sees(member, document.subject)


def registers(member: Membership, record: Record) -> bool:
    """The registrar opens what she is to register at her authority, but nothing under a secrecy mark."""
    is_hers = record.authority_id in member.authority_ids_with(Permission.RECORD_REGISTER)
    is_public = record.record_status != RecordStatus.WORKING
    return is_hers and is_public and not record.secrecy_marked
