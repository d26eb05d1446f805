"""Who may read what hangs on an object: the object's own scope is asked."""

from typing import Any

from django.db import models

from organisations.models import Authority, Membership


def sees(member: Membership, subject: models.Model | None) -> bool:
    """May the member know that the object exists? Asked of the object's `visible_to`; an authority's own
    papers are for those who work for it."""
    if subject is None:
        return False
    if isinstance(subject, Authority):
        return subject.pk in member.authority_ids
    manager: Any = type(subject)._default_manager
    return bool(manager.visible_to(member).filter(pk=subject.pk).exists())
