"""The one way any object changes state."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.actors import actor_columns
from core.models.status import StatusChange
from core.rules import RuleBroken

if TYPE_CHECKING:
    from typing import Self

    from core.actors import Actor


class Stepping(models.Model):
    """A state machine: `TRANSITIONS` says which steps exist, `stepping` takes them."""

    TRANSITIONS: ClassVar[Mapping[str, frozenset[str]]] = {}
    STATES: ClassVar[type[models.TextChoices]]

    state = models.CharField(max_length=40)
    status_changes = GenericRelation(StatusChange)

    class Meta:
        abstract = True

    def can_become(self, target: str) -> bool:
        return target in self.TRANSITIONS.get(self.state, frozenset())

    def begin(self, *, by: "Actor", reason: str = "") -> None:
        """Record who created the row. Called once, in the transaction that created it."""
        self.status_changes.create(from_state="", to_state=self.state, reason=reason, **actor_columns(by))

    @contextmanager
    def stepping(self, target: str, *, by: "Actor", reason: str = "") -> "Iterator[Self]":
        """Take one step and record who took it; the slower of two racers is refused.

        Locks and re-reads the row, so guards inside the block see the truth. A refused step leaves both
        row and instance as they were.
        """
        with transaction.atomic():
            manager: Any = type(self)._base_manager
            row = manager.select_for_update(of=("self",)).get(pk=self.pk)
            if not row.can_become(target):
                raise RuleBroken(
                    _("What is “{before}” cannot become “{after}”.").format(
                        before=self.STATES(row.state).label, after=self.STATES(target).label
                    )
                )
            before = row.state
            yield row
            row.state = target
            row.save()
            row.status_changes.create(from_state=before, to_state=target, reason=reason, **actor_columns(by))
        self.refresh_from_db()
