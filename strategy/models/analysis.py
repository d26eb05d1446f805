"""The analysis that comes before a leadership decision (docs/decisions/0027)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.models import Sorted, Stepping
from core.rules import RuleBroken
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership, Part
from strategy.analysis_subjects import Subject
from strategy.models.decision import READERS, LeadershipDecision
from strategy.states import ANALYSIS_TRANSITIONS, AnalysisState

if TYPE_CHECKING:
    from typing import Self

S = AnalysisState


def _analyses_of(member: Membership) -> Q:
    return Q(authority__in=member.authority_ids_with(*READERS))


ANALYSIS_AUDIENCE = Audience(
    *(Circle(permission, _analyses_of, _("at the authority")) for permission in READERS)
)


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    def visible_to(self, member: Membership) -> "Self":
        """Those of the member's own authorities."""
        if not member.organisation.has(Part.STRATEGY) or not ANALYSIS_AUDIENCE.admits(member):
            return self.none()
        return self.filter(ANALYSIS_AUDIENCE.rows_for(member))

    def for_lists(self) -> "Self":
        """The one that is worked on first, then the latest."""
        joined = self.select_related("authority", "decision").prefetch_related("answers")
        return joined.order_by(models.F("closed_on").desc(nulls_first=True), "-pk")


class Analysis(Stepping, Sorted):
    """Eight answers, five verdicts and the figures that they rest on. Frozen once closed (database trigger).

    `follows` is the closed one that it began from. `decision` is what it led to; tied after closing.
    """

    TRANSITIONS = ANALYSIS_TRANSITIONS
    STATES = AnalysisState
    sort_source = "title"

    state = models.CharField(max_length=40, choices=S.choices, default=S.OPEN)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="analyses")
    title = models.CharField(_("Heading"), max_length=160)
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    decision = models.ForeignKey(
        LeadershipDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="analyses"
    )
    created_at = models.DateTimeField(default=clock.now)
    closed_on = models.DateField(null=True, blank=True)

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="strategy_analysis_has_title"),
            models.CheckConstraint(
                condition=Q(state=S.CLOSED, closed_on__isnull=False)
                | (~Q(state=S.CLOSED) & Q(closed_on__isnull=True, decision__isnull=True)),
                name="strategy_analysis_closed_has_day",
                violation_error_message=_("An analysis that is closed has a day."),
            ),
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(state=S.OPEN),
                name="strategy_analysis_one_open",
                violation_error_message=_("The authority has an analysis in progress already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:analysis", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == S.OPEN

    def held(self) -> "Analysis":
        """The row under lock, while it may be written in. Everything that writes in it waits here."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.is_open:
            raise RuleBroken(_t("The analysis is closed. Begin the next one to write something else."))
        return row

    def close(self, *, own_figures: Mapping[str, list[dict[str, str]]], by: Membership) -> None:
        """Let it stand as it is, with the system's own figures of today by subject."""
        with self.stepping(S.CLOSED, by=by) as row:
            answers = {answer.subject: answer for answer in row.answers.all()}
            if not answers[Subject.AIM].is_answered:
                raise RuleBroken(_t("Write what you want to reach first. The other questions may be left."))
            for subject, figures in own_figures.items():
                answers[subject].own_figures = figures
                answers[subject].save(update_fields=["own_figures"])
            row.closed_on = clock.today()

    def drop(self, *, reason: str, by: Membership) -> None:
        """Give it up; it stays to be read."""
        with self.stepping(S.DROPPED, by=by, reason=reason):
            if not reason.strip():
                raise RuleBroken(_t("Write a reason, so that the next reader understands."))

    @transaction.atomic
    def tie(self, *, decision: LeadershipDecision | None, by: Membership) -> None:
        """Say which decision it led to; the decision shows it from then on."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.state != S.CLOSED:
            raise RuleBroken(_t("Close the analysis first, so that the decision rests on what stays."))
        if decision is not None and decision.authority_id != row.authority_id:
            raise RuleBroken(_t("The decision belongs to another authority."))
        values: dict[str, Any] = {"decision": decision}
        audit.save_audited(row, by=by, **values)
