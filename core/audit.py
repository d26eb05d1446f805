"""Writing the audit log (core.AuditRow)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models

from core.actors import actor_columns
from core.models.audit import AuditRow

if TYPE_CHECKING:
    from core.actors import Actor

CHANGED = "changed"


def record(
    action: str,
    subject: models.Model,
    *,
    by: "Actor",
    changes: Mapping[str, Any] | None = None,
    organisation_id: int | None = None,
) -> AuditRow:
    """Write one audit row about `subject`. `changes` holds ids and plain facts, never personal values.

    `organisation_id` is whose log shows it, where the row itself belongs to no organisation.
    """
    return AuditRow.objects.create(
        action=action,
        object_label=subject._meta.label_lower,
        object_id=str(subject.pk),
        authority_id=getattr(subject, "authority_id", None),
        organisation_id=organisation_id or getattr(subject, "organisation_id", None),
        changes=dict(changes or {}),
        **actor_columns(by),
    )


def save_audited(subject: models.Model, *, by: "Actor", action: str = "edited", **values: Any) -> bool:
    """Set `values` on a saved row, store it and record before and after. False if nothing differed.

    Fields named in the model's `PERSONAL_FIELDS` are recorded as "changed", without the value.
    """
    personal: frozenset[str] = getattr(type(subject), "PERSONAL_FIELDS", frozenset())
    changes: dict[str, Any] = {}
    for name, after in values.items():
        before = getattr(subject, name)
        if before == after:
            continue
        changes[name] = CHANGED if name in personal else [_text(before), _text(after)]
        setattr(subject, name, after)
    if not changes:
        return False
    subject.full_clean(validate_unique=False, validate_constraints=False)
    subject.save(update_fields=list(changes))
    record(action, subject, by=by, changes=changes)
    return True


def _text(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value if isinstance(value, bool | int | float | type(None)) else str(value)
