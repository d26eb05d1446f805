"""What the supplier owes one authority, and whom to talk to about it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Sorted, Stepping
from organisations.models import Authority, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission
from procurements.models.contract import Contract
from procurements.models.procurement import need_reason
from procurements.models.terms import RequirementTerms
from procurements.states import COMMITMENT_TRANSITIONS, CommitmentState

if TYPE_CHECKING:
    from core.actors import Actor


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, member: Membership) -> Self:
        """The authority's own, those a co-operation opens, and a supplier's own ones."""
        seen = Q(pk__in=[])
        if member.may(Permission.COMMITMENT_SEE):
            seen |= Q(authority__in=member.authority_ids | member.opened_to(Opens.CASES))
        if member.may(Permission.SUPPLIER_WORK):
            seen |= Q(contract__supplier_id=member.organisation_id)
        return self.filter(seen).standing()

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
