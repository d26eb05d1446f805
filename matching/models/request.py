"""A request for candidates: who asked when, and what was answered. Nothing about anybody."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.rules import RuleBroken
from matching.choices import RequestAnswer
from matching.models.profile import RequirementProfile
from organisations.models import Authority, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission
from procurements.models import Commitment
from procurements.states import CommitmentState

if TYPE_CHECKING:
    from core.actors import Actor

ANSWER_WITHIN = dt.timedelta(days=7)  # this product's own pace, not a rule of law


class CandidateRequestQuerySet(models.QuerySet["CandidateRequest"]):
    def visible_to(self, member: Membership) -> Self:
        """The asked side's own, those of the buyer's authorities, and a supplier's own ones."""
        seen = Q(pk__in=[])
        if member.may(Permission.PROFILE_SEE):
            seen |= Q(commitment__authority__in=member.authority_ids_with(Permission.PROFILE_SEE))
            seen |= Q(commitment__authority__in=member.opened_to(Opens.CASES, Permission.PROFILE_SEE))
            seen |= Q(authority__in=member.own_authority_ids_with(Permission.PROFILE_SEE))
        if member.may(Permission.SUPPLIER_WORK):
            seen |= Q(commitment__contract__supplier_id=member.organisation_id)
        return self.filter(seen)

    def unanswered(self) -> Self:
        return self.filter(answered_on__isnull=True)

    def with_list_data(self) -> Self:
        return self.select_related(
            "authority__organisation",
            "profile",
            "commitment__authority__organisation",
            "commitment__contract__supplier",
            "commitment__contract_manager__user",
        )


class CandidateRequest(models.Model):
    """One question to the matching side. While it is unanswered nobody else is blamed for the wait."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="candidate_requests")
    profile = models.ForeignKey(
        RequirementProfile, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="candidate_requests")
    wanted = models.PositiveSmallIntegerField(_("Number of persons"), default=1)
    asked_on = models.DateField(_("Asked"), default=clock.today)
    recorded_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(_("Answered"), null=True, blank=True)
    answer_recorded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=16, choices=RequestAnswer.choices, blank=True)
    number = models.PositiveSmallIntegerField(_("How many"), default=0)
    group_confirmed = models.BooleanField(
        _("Each of them is confirmed as belonging to the target group"), default=False
    )

    objects = CandidateRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer_recorded_at__isnull=True, answer="")
                | (Q(answered_on__isnull=False, answer_recorded_at__isnull=False) & ~Q(answer="")),
                name="matching_candidaterequest_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                name="matching_candidaterequest_answered_after_asked",
                violation_error_message=_("The answer cannot come before the question."),
            ),
            models.CheckConstraint(
                condition=Q(answer=RequestAnswer.CANDIDATES, number__gte=1)
                | (~Q(answer=RequestAnswer.CANDIDATES) & Q(number=0, group_confirmed=False)),
                name="matching_candidaterequest_number_goes_with_answer",
                violation_error_message=_("Say how many candidates there are."),
            ),
        ]
        indexes = [models.Index(fields=["authority", "answered_on"])]

    def __str__(self) -> str:
        return f"{self.commitment} {self.asked_on}"

    def get_absolute_url(self) -> str:
        return reverse("matching:request", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def due_on(self) -> dt.date:
        return self.asked_on + ANSWER_WITHIN

    @classmethod
    def ask(
        cls,
        *,
        commitment: Commitment,
        authority: Authority,
        wanted: int,
        by: "Actor",
        asked_on: dt.date | None = None,
        profile: RequirementProfile | None = None,
    ) -> Self:
        """Record a request; from then on the turn is the matching side's."""
        day = asked_on or clock.today()
        if day > clock.today():
            raise RuleBroken(_t("The day of the request has not come yet."))
        if commitment.state != CommitmentState.RUNNING:
            raise RuleBroken(_t("The contract is closed. Nobody is asked for candidates."))
        with transaction.atomic():
            row = cls.objects.create(
                commitment=commitment,
                authority=authority,
                profile=profile,
                wanted=wanted,
                asked_on=day,
                asked_by=by if isinstance(by, Membership) else None,
            )
            audit.record("candidate_request.asked", row, by=by, changes={"wanted": wanted})
        return row

    def reply(
        self,
        *,
        answer: str,
        by: "Actor",
        number: int = 0,
        group_confirmed: bool = False,
        answered_on: dt.date | None = None,
    ) -> None:
        """Record the answer, once; the slower of two is refused."""
        with transaction.atomic():
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if row.is_answered:
                raise RuleBroken(_t("The request is answered already."))
            row.answered_on, row.answer_recorded_at = answered_on or clock.today(), clock.now()
            if not row.asked_on <= row.answered_on <= clock.today():
                raise RuleBroken(_t("Choose a day from the day of the request until today."))
            there_are = answer == RequestAnswer.CANDIDATES
            if there_are and number < 1:
                raise RuleBroken(_t("Say how many candidates there are."))
            row.answer, row.number = answer, number if there_are else 0
            row.group_confirmed = group_confirmed and there_are
            row.save()
            audit.record("candidate_request.answered", row, by=by, changes={"answer": answer})
        self.refresh_from_db()
