"""One candidate for one profile: asked, willing, tested for secrecy, shown, chosen, started."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Stepping
from core.rules import RuleBroken
from matching.choices import AnswerThrough, Attribution, Choosing, DeclinedBecause, WithdrawnBecause
from matching.models.candidate import Candidate
from matching.models.person import PlacedPerson
from matching.models.placement import Placement, start_placement
from matching.models.profile import RequirementProfile
from matching.states import ANSWERED, ON_THE_WAY, PROPOSAL_TRANSITIONS, SHOWN, ProfileState, ProposalState
from organisations.models import Membership
from organisations.permissions import Permission

if TYPE_CHECKING:
    from core.actors import Actor
    from matching.models.disclosure import Disclosure

S = ProposalState


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, member: Membership) -> Self:
        """The officers' of the candidate's own authority; a supplier's from the moment it was shown."""
        seen = Q(pk__in=[])
        if member.may(Permission.CANDIDATE_SEE):
            seen |= Q(candidate__authority__in=member.own_authority_ids_with(Permission.CANDIDATE_SEE))
        if member.may(Permission.SUPPLIER_WORK):
            own = Q(profile__commitment__contract__supplier_id=member.organisation_id)
            seen |= own & Q(state__in=SHOWN)
        return self.filter(seen)

    def on_the_way(self) -> Self:
        return self.filter(state__in=ON_THE_WAY)

    def with_list_data(self) -> Self:
        return self.select_related(
            "candidate",
            "placement__person",
            "profile__officer__user",
            "profile__authority__organisation",
            "profile__commitment__authority__organisation",
            "profile__commitment__contract__supplier",
        )


class Proposal(Stepping):
    """The supplier knows nothing of it before it is disclosed, and then only what was passed on."""

    STATES = ProposalState
    TRANSITIONS = PROPOSAL_TRANSITIONS

    profile = models.ForeignKey(RequirementProfile, on_delete=models.PROTECT, related_name="proposals")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=40, choices=S.choices, default=S.ASKED)
    asked_on = models.DateField(default=clock.today)
    answered_on = models.DateField(_("The person answered"), null=True, blank=True)
    answered_through = models.CharField(max_length=10, choices=AnswerThrough.choices, blank=True)
    declined_because = models.CharField(max_length=14, choices=DeclinedBecause.choices, blank=True)
    withdrawn_because = models.CharField(max_length=14, choices=WithdrawnBecause.choices, blank=True)
    placement = models.OneToOneField(
        Placement, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "candidate"],
                condition=~Q(state=S.WITHDRAWN),
                name="matching_proposal_once",
                violation_error_message=_("The candidate is asked about this profile already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ANSWERED))
                | (Q(answered_on__isnull=False) & ~Q(answered_through="")),
                name="matching_proposal_person_has_answered",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.DECLINED) & ~Q(declined_because=""))
                | (~Q(state=S.DECLINED) & Q(declined_because="")),
                name="matching_proposal_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.WITHDRAWN) & ~Q(withdrawn_because=""))
                | (~Q(state=S.WITHDRAWN) & Q(withdrawn_because="")),
                name="matching_proposal_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=S.STARTED, placement__isnull=False)
                | (~Q(state=S.STARTED) & Q(placement__isnull=True)),
                name="matching_proposal_started_has_placement",
            ),
        ]
        indexes = [models.Index(fields=["profile", "state"]), models.Index(fields=["candidate", "state"])]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.profile}"

    def get_absolute_url(self) -> str:
        return reverse("matching:proposal", args=[self.pk])

    @classmethod
    def ask(cls, profile: RequirementProfile, candidate: Candidate, *, by: "Actor") -> "Proposal":
        """Note that the person is asked about the job. Tells the supplier nothing."""
        with transaction.atomic():
            held = RequirementProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
            if held.state != ProfileState.AGREED:
                raise RuleBroken(_t("Agree on the profile with the supplier before anybody is asked."))
            if candidate.authority_id != held.authority_id:
                raise RuleBroken(_t("Choose among the candidates of your own authority."))
            if cls.objects.filter(profile=held, candidate=candidate).exclude(state=S.WITHDRAWN).exists():
                raise RuleBroken(
                    _t("{candidate} is asked about this profile already.").format(candidate=candidate)
                )
            row = cls.objects.create(profile=held, candidate=candidate)
            row.begin(by=by)
        return row

    def record_answer(self, *, is_willing: bool, through: str, answered_on: dt.date, by: "Actor") -> None:
        """What the person said: yes or no, how and when. Why is nobody's business."""
        with self.stepping(S.WILLING if is_willing else S.UNWILLING, by=by) as row:
            if not row.asked_on <= answered_on <= clock.today():
                raise RuleBroken(_t("Choose a day from when the person was asked until today."))
            row.answered_on, row.answered_through = answered_on, through

    def disclose(
        self, *, fields: Collection[str], why_no_harm: str, legal_ground: str, by: "Actor"
    ) -> "Disclosure":
        """Record the secrecy test and pass on these fields to the supplier of the profile, nothing else."""
        from matching.models.disclosure import pass_on

        with self.stepping(S.DISCLOSED, by=by) as row:
            if not row.profile.is_open:
                raise RuleBroken(_t("The profile is closed. Nobody is proposed to it."))
            disclosure = pass_on(
                row, fields=fields, why_no_harm=why_no_harm, legal_ground=legal_ground, by=by
            )
        return disclosure  # noqa: RET504  the step is taken when the block ends

    def answer(self, *, choosing: str, because: str = "", by: "Actor") -> None:
        """The supplier's choice. A no needs one of the coded reasons."""
        is_yes = choosing == Choosing.CHOSEN
        with self.stepping(S.CHOSEN if is_yes else S.DECLINED, by=by) as row:
            if not is_yes and because not in DeclinedBecause.values:
                raise RuleBroken(_t("Choose why you do not go on with the person."))
            row.declined_because = "" if is_yes else because

    def start(
        self,
        *,
        by: "Actor",
        attribution: str = Attribution.UNKNOWN,
        attribution_reason: str = "",
        **terms: Any,
    ) -> Placement:
        """Begin the placement that the supplier has chosen the person for. `terms` as in `facts.agreed`."""
        with self.stepping(S.STARTED, by=by) as row:
            candidate, commitment = row.candidate, row.profile.commitment
            if not candidate.in_target_group or candidate.confirmed_by is None:
                raise RuleBroken(_t("Confirm first that the person belongs to the target group."))
            placement = start_placement(
                supplier=commitment.contract.supplier,
                commitment=commitment,
                by=by,
                person=row._earlier_person(),
                **terms,
            )
            officer = candidate.confirmed_by
            officer.acting_for = candidate.confirmed_for
            placement.confirm_target_group(by=officer, on=candidate.confirmed_on)
            if attribution != Attribution.UNKNOWN:
                placement.attribute(attribution=attribution, by=by, reason=attribution_reason)
            row.placement = placement
        return placement

    def withdraw(self, *, because: str, by: "Actor") -> None:
        """Take the proposal back. The supplier no longer sees it, and is not told why."""
        with self.stepping(S.WITHDRAWN, by=by) as row:
            row.withdrawn_because = because

    def _earlier_person(self) -> PlacedPerson | None:
        """Who the candidate was at this supplier before: one person, several placements."""
        supplier = self.profile.commitment.contract.supplier_id
        earlier = Placement.objects.filter(proposal__candidate=self.candidate_id, supplier=supplier)
        found = earlier.select_related("person").order_by("-pk").first()
        return found.person if found else None
