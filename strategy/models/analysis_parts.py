"""What an analysis is made of: an answer for each subject, and the figures that people looked up."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.models.acted import acted_by
from core.rules import RuleBroken
from organisations.models import Membership
from strategy.analysis_subjects import FACTORS, QUESTIONS, Subject, Verdict
from strategy.models.analysis import Analysis
from strategy.states import AnalysisState

if TYPE_CHECKING:
    from typing import Self

MOST_FIGURES = 20


class AnswerConflict(Exception):
    """Somebody saved in between. `row` is what stands now; what was typed is still with the caller."""

    def __init__(self, row: "AnalysisAnswer") -> None:
        super().__init__()
        self.row = row


class AnalysisAnswerQuerySet(models.QuerySet["AnalysisAnswer"]):
    def visible_to(self, member: Membership) -> "Self":
        return self.filter(analysis__among=Analysis.objects.visible_to(member))

    def waiting_for(self, member_id: int) -> "Self":
        """Those that a member is to answer and nobody has looked at."""
        return self.filter(owner=member_id, saved_at__isnull=True, analysis__state=AnalysisState.OPEN)


class AnalysisAnswer(models.Model):
    """One answer. `revision` counts saves: one begun from an older is a conflict, never an overwrite.

    `saved_at` is empty until somebody has written or confirmed it in this analysis; before that `text` and
    `verdict` are those of the analysis before. `own_figures` is filled in when the analysis is closed.
    """

    PERSONAL_FIELDS: ClassVar = frozenset({"text"})

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="answers")
    subject = models.CharField(max_length=16, choices=Subject.choices)
    text = models.TextField(_("Answer"), blank=True)
    verdict = models.CharField(_("Is it in place?"), max_length=8, choices=Verdict.choices, blank=True)
    owner = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Who answers"),
    )
    own_figures = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AnalysisAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "subject"], name="strategy_analysisanswer_once"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(subject__in=[factor.value for factor in FACTORS]),
                name="strategy_analysisanswer_verdict_on_factor",
            ),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True, saved_by__isnull=True)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="strategy_analysisanswer_saved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(Subject(self.subject).label)

    @property
    def is_factor(self) -> bool:
        return self.subject in FACTORS

    @property
    def is_answered(self) -> bool:
        """Has somebody said something in this analysis?"""
        return self.saved_at is not None and bool(self.verdict if self.is_factor else self.text.strip())

    @property
    def is_carried(self) -> bool:
        """Does it hold what the analysis before said, not looked at yet?"""
        return self.saved_at is None and bool(self.text or self.verdict)

    @property
    def saved_name(self) -> str:
        return acted_by(self.saved_by, self.saved_for) if self.saved_by else ""

    @transaction.atomic
    def write(self, *, revision: int, by: Membership, **typed: Any) -> None:
        """Save what was typed if nobody has saved since `revision`; raises `AnswerConflict` otherwise."""
        self.analysis.held()
        row = type(self).objects.select_related("saved_by__user", "saved_for__user").get(pk=self.pk)
        changed = any(getattr(row, name) != value for name, value in typed.items())
        if changed and revision != row.revision:
            raise AnswerConflict(row)
        saved: dict[str, Any] = {"saved_at": clock.now(), "saved_by": by, "saved_for": by.acting_for}
        audit.save_audited(row, by=by, **typed, **saved, revision=row.revision + 1)


class AnalysisFigureQuerySet(models.QuerySet["AnalysisFigure"]):
    def visible_to(self, member: Membership) -> "Self":
        return self.filter(analysis__among=Analysis.objects.visible_to(member))

    def last_known_to(self, analysis: Analysis) -> "Self":
        """Of the authority's closed analyses, those that no later one has taken over. One that was dropped
        has taken over nothing."""
        closed = self.filter(
            analysis__authority=analysis.authority_id, analysis__state=AnalysisState.CLOSED
        ).exclude(analysis=analysis)
        standing = [AnalysisState.OPEN, AnalysisState.CLOSED]
        taken = AnalysisFigure.objects.filter(continues=OuterRef("pk"), analysis__state__in=standing)
        return closed.filter(~Exists(taken)).order_by("-as_of", "-pk")


class AnalysisFigure(models.Model):
    """Something that was looked up: what it is, the figure as written, where it stands, and of which day."""

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="figures")
    subject = models.CharField(max_length=16, choices=Subject.choices)
    label = models.CharField(_("What it shows"), max_length=160)
    figure = models.CharField(_("Figure"), max_length=60)
    source = models.CharField(_("Source"), max_length=300)
    as_of = models.DateField(_("The figure is of"))
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = AnalysisFigureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(figure="") & ~Q(source=""), name="strategy_analysisfigure_is_told"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=[question.value for question in QUESTIONS]),
                name="strategy_analysisfigure_on_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.figure}"

    @classmethod
    @transaction.atomic
    def add(cls, analysis: Analysis, *, by: Membership, **content: Any) -> "Self":
        """A row of one question. `continues` is the last known one that it takes over, if any."""
        analysis.held()
        if cls.objects.filter(analysis=analysis, subject=content["subject"]).count() >= MOST_FIGURES:
            raise RuleBroken(_t("A question has {most} figures at most.").format(most=MOST_FIGURES))
        earlier = content.get("continues")
        if earlier is not None and not cls.objects.last_known_to(analysis).filter(pk=earlier.pk).exists():
            raise RuleBroken(_t("That figure has been taken over already."))
        row = cls(analysis=analysis, added_by=by, **content)
        row.full_clean()
        row.save()
        audit.record("analysis.figure_added", row, by=by, organisation_id=analysis.authority.organisation_id)
        return row

    @transaction.atomic
    def remove(self, *, by: Membership) -> None:
        """Take it away while the analysis is open; a last known one is offered again."""
        analysis = self.analysis.held()
        changes = {"label": [self.label, None], "figure": [self.figure, None]}
        organisation_id = analysis.authority.organisation_id
        audit.record("analysis.figure_removed", self, by=by, changes=changes, organisation_id=organisation_id)
        self.delete()
