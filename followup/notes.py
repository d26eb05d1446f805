"""Internal notes: for colleagues at the own authority, never for another party."""

from django.db import models, transaction
from django.db.models import QuerySet

from core import audit
from core.actors import actor_columns
from core.models import InternalNote
from organisations.models import Authority, Membership


def notes_on(subject: models.Model, *, authority: Authority) -> QuerySet[InternalNote]:
    """The authority's notes on the object, oldest first."""
    found = InternalNote.objects.about(subject).filter(authority=authority)
    return found.select_related("member__user", "on_behalf_of__user").order_by("at", "pk")


@transaction.atomic
def write_note(subject: models.Model, *, text: str, authority: Authority, by: Membership) -> InternalNote:
    """Working material at the authority. Its text cannot be changed afterwards."""
    note = InternalNote.objects.create(subject=subject, text=text, authority=authority, **actor_columns(by))
    audit.record("note.written", subject, by=by, changes={"note": note.pk})
    return note
