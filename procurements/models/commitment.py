"""What the supplier owes one authority, and whom to talk to about it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Sorted, Stepping
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.models.contract import Contract
from procurements.models.procurement import Participant, need_reason
from procurements.models.terms import RequirementTerms
from procurements.states import COMMITMENT_TRANSITIONS, CommitmentState

if TYPE_CHECKING:
    from core.actors import Actor


# Who follows a contract, and reads what the parties say under it.
COMMITMENT_AUDIENCE = Audience(
    Circle(
        Permission.COMMITMENT_SEE,
        lambda member: Q(authority__in=member.sighted_authority_ids_with(Permission.COMMITMENT_SEE)),
        _("at the authority and where it has opened its cases by co-operation"),
    ),
    Circle(
        Permission.SUPPLIER_WORK,
        lambda member: Q(contract__supplier_id=member.organisation_id),
        _("the supplier"),
        tells_roles=False,
    ),
)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, member: Membership) -> Self:
        """Those that she follows, and those of procurements in which her authorities take part.

        Of the latter she sees how they stand and her own share, not what is said and kept under them: that
        is asked of `followed_by`.
        """
        seen = COMMITMENT_AUDIENCE.rows_for(member)
        if member.may(Permission.COMMITMENT_SEE):
            takes_part = Participant.objects.filter(
                authority__in=member.authority_ids_with(Permission.COMMITMENT_SEE), is_running=False
            )
            joint = self.model._base_manager.filter(
                contract__lot__procurement__among=takes_part.values("procurement")
            )
            seen |= Q(pk__among=joint)
        return self.filter(seen).standing()

    def followed_by(self, member: Membership) -> Self:
        """The authority's own, those a co-operation opens, and a supplier's own ones: people by reference,
        reports, messages, files and what the parties agree."""
        return self.filter(COMMITMENT_AUDIENCE.rows_for(member)).standing()

    def joint_for(self, member: Membership) -> Self:
        """Those that another authority runs and the member's takes part in."""
        return self.visible_to(member).exclude(COMMITMENT_AUDIENCE.rows_for(member))

    def standing(self) -> Self:
        """Without those that were entered by mistake."""
        return self.exclude(state=CommitmentState.UNDONE)

    def running(self) -> Self:
        return self.filter(state=CommitmentState.RUNNING)

    def with_list_data(self) -> Self:
        return self.select_related(
            "authority", "authority__organisation", "contract__supplier", "contract__lot__procurement"
        )


class Commitment(RequirementTerms, Sorted, Stepping):
    """The duty under one contract towards one authority. Its terms are those the contract was signed with."""

    sort_source = "title"
    STATES = CommitmentState
    TRANSITIONS = COMMITMENT_TRANSITIONS
    PERSONAL_FIELDS: ClassVar = frozenset[str]()

    # These two are empty where no term for it is known, as of a contract that was taken over while it ran.
    first_start_within_months = models.PositiveSmallIntegerField(  # type: ignore[assignment]
        _("First start within"), null=True, blank=True, default=6
    )
    dialogue_first_within_months = models.PositiveSmallIntegerField(  # type: ignore[assignment]
        _("First dialogue within"), null=True, blank=True, default=1
    )
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commitments")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="commitments")
    title = models.CharField(pgettext_lazy("case", "Title"), max_length=200)
    diary_number = models.CharField(_("Diary number"), max_length=40, blank=True)
    contract_manager = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="managed_commitments"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(RequirementTerms.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("suppliers:commitment", args=[self.pk])

    def is_followed_by(self, member: Membership) -> bool:
        """As `followed_by`, of a row at hand."""
        is_buyer = self.authority_id in member.sighted_authority_ids_with(Permission.COMMITMENT_SEE)
        is_supplier = self.contract.supplier_id == member.organisation_id
        return is_buyer or (is_supplier and member.may(Permission.SUPPLIER_WORK))

    @property
    def procurement_id(self) -> int:
        return self.contract.lot.procurement_id

    def close(self, *, by: "Actor", reason: str = "") -> None:
        """End the follow-up. The ledger stays readable; nothing more is reported."""
        with self.stepping(CommitmentState.CLOSED, by=by, reason=reason):
            pass

    def reopen(self, *, by: "Actor", reason: str) -> None:
        """Undo a closing."""
        with self.stepping(CommitmentState.RUNNING, by=by, reason=reason):
            pass

    def undo_entry(self, *, by: "Actor", reason: str) -> None:
        """It was entered by mistake: from now on nobody sees it. The caller saw that nothing rests on it."""
        with self.stepping(CommitmentState.UNDONE, by=by, reason=reason):
            need_reason(reason)
