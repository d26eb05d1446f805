"""A list of contracts that was uploaded, what its columns mean, and what came of it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _t

from core.rules import RuleBroken
from organisations.models import Membership, Organisation, RememberedHeading, UploadedList
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.states import ENTERED, IMPORT_TRANSITIONS, WORKED_ON, ImportState

if TYPE_CHECKING:
    from core.actors import Actor

MOST_TRIES = 5


class ContractImportQuerySet(models.QuerySet["ContractImport"]):
    def visible_to(self, member: Membership) -> Self:
        """One's own, and what colleagues have entered at authorities that one works for."""
        if not member.may(Permission.CONTRACT_EDIT):
            return self.none()
        acting = [row.pk for row in (member, member.acting_for) if row is not None]
        of_others = ImportedContract.objects.filter(contract_import=OuterRef("pk")).exclude(
            commitment__authority__in=member.authority_ids_with(Permission.CONTRACT_EDIT)
        )
        entered = Q(state__in=ENTERED) & ~Exists(of_others)
        return self.filter(organisation_id=member.organisation_id).filter(Q(made_by__in=acting) | entered)

    def worked_on(self) -> Self:
        """Those that wait for a worker."""
        return self.filter(state__in=WORKED_ON)


class ContractImport(UploadedList):
    """One uploaded list. Its lines are emptied as soon as they are contracts, or are given up."""

    STATES = ImportState
    TRANSITIONS = IMPORT_TRANSITIONS
    DRAFT = ImportState.DRAFT
    FOR_WORKER = WORKED_ON
    PERSONAL_FIELDS: ClassVar = frozenset({"file_name", "lines"})

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contract_imports")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="contract_imports")
    line_count = models.PositiveSmallIntegerField()
    takes_duplicates = models.BooleanField(default=False)

    objects = ContractImportQuerySet.as_manager()

    class Meta(UploadedList.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[ImportState.DRAFT, ImportState.CREATING]) | Q(lines=[]),
                name="suppliers_contractimport_keeps_no_lines",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("suppliers:contract_import", args=[self.pk])

    def order(self, *, leaves_wrong_out: bool, takes_duplicates: bool, by: "Actor") -> None:
        """Have the contracts entered by a worker."""
        with self.stepping(ImportState.CREATING, by=by) as row:
            row.leaves_wrong_out, row.takes_duplicates = leaves_wrong_out, takes_duplicates
            row.tries, row.refusal = 0, ""

    def finish(self, *, by: "Actor") -> None:
        """The contracts are entered; the lines have done their service."""
        with self.stepping(ImportState.CREATED, by=by) as row:
            row.lines, row.refusal = [], ""

    def give_back(self, *, reason: str, by: "Actor") -> None:
        """It could not be done: everything is as it was before it was ordered, and the reason is shown."""
        before = {ImportState.CREATING: ImportState.DRAFT, ImportState.UNDOING: ImportState.CREATED}
        with self.stepping(before[ImportState(self.state)], by=by) as row:
            row.refusal = reason[:400]

    def order_undoing(self, *, by: "Actor") -> None:
        """Have all its contracts taken back by a worker."""
        with self.stepping(ImportState.UNDOING, by=by) as row:
            row.tries, row.refusal = 0, ""

    def finish_undoing(self, *, by: "Actor") -> None:
        with self.stepping(ImportState.UNDONE, by=by):
            pass

    def discard(self, *, by: "Actor") -> None:
        """Throw the uploaded list away."""
        with self.stepping(ImportState.DISCARDED, by=by) as row:
            row.lines = []

    def check_is_draft(self) -> None:
        if not self.is_draft:
            raise RuleBroken(_t("The list has been entered already. Upload it again if you need to."))


class ImportedContract(models.Model):
    """Which line of which list a commitment came from."""

    contract_import = models.ForeignKey(ContractImport, on_delete=models.PROTECT, related_name="contracts")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="imported")
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"{self.contract_import} {self.line}"


class KnownHeading(RememberedHeading):
    """What a heading means in an organisation's own lists of contracts."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "heading"], name="suppliers_knownheading_once")
        ]
