"""What every model must have: a scope where it belongs to somebody."""

from collections.abc import Iterable, Iterator

from django.db import models

from organisations.models import Authority, Organisation
from tests.house.guards.registry import guard

# Rows that hang on another row: whoever may know of that one may know of these, and they
# are fetched through it.
THROUGH = {
    "core.Attachment": "asked of its object (followup.access)",
    "core.Message": "asked of its object (followup.messages)",
    "core.InternalNote": "asked of its object and its authority (followup.notes)",
    "core.IssuedDocument": "asked of its object (followup.access)",
    "procurements.Participant": "asked of its procurement",
    "procurements.Contract": "asked of its commitment or procurement",
    "strategy.BodyDecision": "asked of the decided object",
    "matching.CandidateIdentity": "read through matching.identity, guarded by row-level security",
}


@guard
def tenants_have_a_scope(found: Iterable[type[models.Model]], *, through: dict[str, str]) -> Iterator[str]:
    """A model with an authority or an organisation and no `objects.visible_to`."""
    for label in sorted(unscoped(found) - through.keys()):
        yield (
            f"{label} belongs to somebody and has no objects.visible_to(member): write it, "
            "or say through what its rows are asked for (tests/house/guards/models.py)"
        )


@guard
def exceptions_are_needed(found: Iterable[type[models.Model]], *, through: dict[str, str]) -> Iterator[str]:
    """An exception for a model that has a scope by now, or that is gone."""
    for label in sorted(through.keys() - unscoped(found)):
        yield f"{label} needs no exception any more: remove it from tests/house/guards/models.py"


def unscoped(found: Iterable[type[models.Model]]) -> set[str]:
    """Labels of the models that belong to somebody and cannot be asked for by who sees them."""
    return {
        model._meta.label
        for model in found
        if belongs_to_somebody(model) and not hasattr(model._default_manager.all(), "visible_to")
    }


def belongs_to_somebody(model: type[models.Model]) -> bool:
    """Does a column of its own name an authority or an organisation?"""
    owners = (Authority, Organisation)
    return any(
        isinstance(field, models.ForeignKey) and field.related_model in owners
        for field in model._meta.local_fields
    )
