"""What must be in place before the requirement is used: the checklist as tasks, with owner and date."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.models import Stepping
from core.rules import RuleBroken
from organisations.models import Authority, Membership
from strategy.models.decision import LeadershipDecision
from strategy.states import PREPARATION_TRANSITIONS, PreparationState

if TYPE_CHECKING:
    from typing import Self

S = PreparationState
MOST_TASKS = 10


class Topic(models.TextChoices):
    """The seven points of the checklist for a contracting organisation."""

    COORDINATOR = "coordinator", _("Somebody who holds the work together")
    RESOURCES = "resources", _("Time before, during and after")
    TRAINING = "training", _("Who can train people")
    SUPPLIERS = "suppliers", _("What suppliers can contribute")
    MATCHING = "matching", _("Who finds the persons")
    AREAS = "areas", _("Where it suits, and where it does not")
    PARTIES = "parties", _("Unions, employers and displacement")


class PreparationTaskQuerySet(models.QuerySet["PreparationTask"]):
    def visible_to(self, member: Membership) -> "Self":
        """Those of the decisions that the member reads."""
        return self.filter(decision__among=LeadershipDecision.objects.visible_to(member))

    def open(self) -> "Self":
        return self.filter(state=S.OPEN)


class PreparationTask(Stepping):
    """One thing to see to before a decision is carried out. `authority` is the decision's."""

    TRANSITIONS = PREPARATION_TRANSITIONS
    STATES = PreparationState

    state = models.CharField(max_length=40, choices=S.choices, default=S.OPEN)
    decision = models.ForeignKey(LeadershipDecision, on_delete=models.PROTECT, related_name="preparations")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=16, choices=Topic.choices)
    title = models.CharField(_("What is to be done"), max_length=160)
    owner = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("Who sees to it")
    )
    due_on = models.DateField(_("By when"))
    created_at = models.DateTimeField(default=clock.now)

    objects = PreparationTaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="strategy_preparationtask_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:preparation", args=[self.decision_id])

    @property
    def is_open(self) -> bool:
        return self.state == S.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < clock.today()

    @classmethod
    @transaction.atomic
    def add(cls, decision: LeadershipDecision, *, by: Membership, **content: Any) -> "PreparationTask":
        """A task under one point of the checklist."""
        row = cls(decision=decision, authority=decision.authority, **content)
        if cls.objects.filter(decision=decision, topic=row.topic).count() >= MOST_TASKS:
            raise RuleBroken(_t("A point of the checklist has {most} tasks at most.").format(most=MOST_TASKS))
        row.full_clean()
        row.save()
        row.begin(by=by)
        return row

    @transaction.atomic
    def change(self, *, title: str, owner: Membership, due_on: dt.date, by: Membership) -> None:
        """Other words, another owner or day, while it is to be done."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.is_open:
            raise RuleBroken(_t("The task is not to be done any more. Open it again first."))
        audit.save_audited(row, by=by, title=title, owner=owner, due_on=due_on)

    def finish(self, *, by: Membership) -> None:
        with self.stepping(S.DONE, by=by):
            pass

    def leave_out(self, *, by: Membership) -> None:
        """It is not needed here."""
        with self.stepping(S.NOT_NEEDED, by=by):
            pass

    def reopen(self, *, by: Membership) -> None:
        with self.stepping(S.OPEN, by=by):
            pass
