"""One page of fields for each of the first steps: entry check, plan, market picture, assessment."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.models import Acted
from organisations.models import Membership
from procurements.choices import Answer, GoOutcome, RequirementKind
from procurements.models.procurement import Procurement
from procurements.states import PREPARING, CaseState

if TYPE_CHECKING:
    from typing import Self

    from core.actors import Actor


class Sheet(models.Model):
    """Abstract. A page of answers about one case, written by several people over time, audited."""

    class Meta:
        abstract = True

    @classmethod
    def write(cls, procurement: Procurement, *, by: "Actor", **values: Any) -> "Self":
        """Store the answers; earlier ones are overwritten and stay in the audit log."""
        row, is_new = cls._default_manager.get_or_create(procurement=procurement)
        changed = audit.save_audited(row, by=by, action="filled_in" if is_new else "edited", **values)
        if is_new and not changed:
            audit.record("filled_in", row, by=by)
        return row

    @property
    def authority_id(self) -> int:
        """For the audit log."""
        procurement: Procurement = self.procurement  # type: ignore[attr-defined]
        return procurement.authority_id


def yes_or_no(label: Any) -> models.BooleanField:
    return models.BooleanField(label, null=True, blank=True)


def answer(label: Any) -> models.CharField:
    return models.CharField(label, max_length=8, choices=Answer.choices, blank=True)


class EntryCheckQuerySet(models.QuerySet["EntryCheck"]):
    def visible_to(self, member: Membership) -> "Self":
        return self.filter(procurement__among=Procurement.objects.visible_to(member))

    def awaiting_consent(self) -> "Self":
        """Those without a decision whose case stands in Plan and where nobody has agreed that it goes on.
        That the questions or the step were marked as not needed does not take the consent's place."""
        waiting = self.filter(has_decision=False, procurement__state=CaseState.PLAN)
        return waiting.exclude(procurement__in=EntryConsent.objects.values("procurement"))


class EntryCheck(Sheet):
    """The four entry questions of the model. A "no" carries how one means to go on.

    `consent_asked_at` says since when a decision-maker's consent is asked for.
    """

    QUESTIONS: ClassVar = ("has_decision", "orderer_wants_it", "has_officer", "has_network")

    procurement = models.OneToOneField(Procurement, on_delete=models.CASCADE, related_name="entry_check")
    has_decision = yes_or_no(_("Is there a political decision or one by the management?"))
    has_decision_reason = models.TextField(_("Why go on without a decision?"), blank=True)
    orderer_wants_it = yes_or_no(_("Is the orderer interested in an employment requirement?"))
    orderer_wants_it_reason = models.TextField(_("Why go on without the orderer?"), blank=True)
    has_officer = yes_or_no(_("Is a matching officer named for the recruitment?"))
    has_officer_reason = models.TextField(_("Why go on without a matching officer?"), blank=True)
    has_network = yes_or_no(_("Is there a network or other co-operation on procurement in the region?"))
    has_network_reason = models.TextField(_("Why go on without a network?"), blank=True)
    consent_asked_at = models.DateTimeField(null=True, blank=True)

    objects = EntryCheckQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.procurement)

    @classmethod
    def write(cls, procurement: Procurement, *, by: "Actor", **values: Any) -> "Self":
        """Store the answers, and since when consent is asked for."""
        row = super().write(procurement, by=by, **values)
        if row.needs_consent != (row.consent_asked_at is not None):
            row.consent_asked_at = clock.now() if row.needs_consent else None
            row.save(update_fields=["consent_asked_at"])
        return row

    @property
    def is_answered(self) -> bool:
        return all(getattr(self, question) is not None for question in self.QUESTIONS)

    @property
    def needs_consent(self) -> bool:
        """Only the missing decision needs somebody in the management to agree."""
        return self.has_decision is False


class EntryConsent(Acted):
    """A decision-maker agrees that the procurement goes on although there is no decision. Append-only."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="entry_consents")
    note = models.TextField(_("Comment"), blank=True)

    class Meta(Acted.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.member or "")

    @classmethod
    def give(cls, procurement: Procurement, *, note: str = "", by: "Actor") -> "EntryConsent":
        return cls.objects.create(procurement=procurement, note=note, **actor_columns(by))


class Plan(Sheet):
    """Scope, stakeholders and dates."""

    DATES: ClassVar = (
        "go_wanted_on",
        "publication_on",
        "tenders_due_on",
        "award_on",
        "contract_starts_on",
    )

    procurement = models.OneToOneField(Procurement, on_delete=models.CASCADE, related_name="plan")
    scope = models.TextField(_("What is bought, and what is not"), blank=True)
    aim = models.TextField(_("What the requirement is to lead to"), blank=True)
    stakeholders = models.TextField(_("Who is affected, inside and outside"), blank=True)
    staffing = models.TextField(_("Who does what, and who supports during the contract"), blank=True)
    to_find_out = models.TextField(_("What must be found out before the decision"), blank=True)
    reserved_instead = models.TextField(
        _("Can a reserved procurement take the requirement's place?"), blank=True
    )
    go_wanted_on = models.DateField(_("Decision to go on"), null=True, blank=True)
    publication_on = models.DateField(_("Publication"), null=True, blank=True)
    tenders_due_on = models.DateField(_("Last day for bids"), null=True, blank=True)
    award_on = models.DateField(_("Award decision"), null=True, blank=True)
    contract_starts_on = models.DateField(_("First day of the contract"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.procurement)

    @property
    def is_filled_in(self) -> bool:
        return bool(self.scope.strip())

    def dates_ahead(self, state: str) -> list[tuple[dt.date, str]]:
        """The planned dates that a case in this state has not left behind, with their labels."""
        passed = 1 if state == CaseState.PROCURE else 0 if state in PREPARING else len(self.DATES) - 1
        found = [(getattr(self, name), str(self._meta.get_field(name).verbose_name)) for name in self.DATES]  # type: ignore[union-attr]
        return [(day, label) for day, label in found[passed:] if day]


class MarketPicture(Sheet):
    """What is possible: places or hours, profiles, and what suppliers answer."""

    procurement = models.OneToOneField(Procurement, on_delete=models.CASCADE, related_name="market")
    places_possible = models.PositiveIntegerField(_("Possible places"), null=True, blank=True)
    hours_possible = models.PositiveIntegerField(_("Possible hours a year"), null=True, blank=True)
    competence_profiles = models.TextField(_("Competence profiles"), blank=True)
    suppliers_asked = models.TextField(_("Suppliers asked, and how"), blank=True)
    competence_needed = models.TextField(_("Which competence do the suppliers need?"), blank=True)
    sector_conditions = models.TextField(_("Which conditions are special to the sector?"), blank=True)
    local_conditions = models.TextField(
        _("Which local conditions affect their chances to employ or take interns?"), blank=True
    )
    target_group_picture = models.TextField(
        _("The target group, in the matching officer's words"), blank=True
    )

    def __str__(self) -> str:
        return str(self.procurement)

    @property
    def is_filled_in(self) -> bool:
        answers = (self.competence_needed, self.sector_conditions, self.local_conditions)
        return any(text.strip() for text in answers)


class Assessment(Sheet):
    """The eight suitability questions, what speaks for and against, and the proposal."""

    QUESTIONS: ClassVar = (
        "fits_the_type", "is_longer_than_a_year", "is_labour_intensive", "is_mostly_staff_cost",
        "is_done_by_several", "has_suppliers_in_region", "has_other_buyers", "has_labour_law_terms",
    )  # fmt: skip

    procurement = models.OneToOneField(Procurement, on_delete=models.CASCADE, related_name="assessment")
    fits_the_type = answer(_("Does this type of procurement suit an employment requirement?"))
    is_longer_than_a_year = answer(_("Is the contract longer than a year?"))
    is_labour_intensive = answer(_("Does the work need many hands?"))
    is_mostly_staff_cost = answer(_("Is the larger part of the cost staff cost?"))
    is_done_by_several = answer(_("Is the work done by more than one person?"))
    has_suppliers_in_region = answer(_("Are there possible suppliers in the region?"))
    has_other_buyers = answer(_("Do other buyers in the region have the same need?"))
    has_labour_law_terms = answer(_("Is it a sector where the need of labour-law terms must be assessed?"))
    in_favour = models.TextField(_("In favour"), blank=True)
    against = models.TextField(_("Against, and risks"), blank=True)
    displacement = models.TextField(_("Displacement and right of priority to re-employment"), blank=True)
    proposal = models.CharField(_("Proposal"), max_length=6, choices=GoOutcome.choices, blank=True)
    kind = models.CharField(
        _("Kind of requirement"), max_length=12, choices=RequirementKind.choices, blank=True
    )
    full_time_months = models.DecimalField(
        _("Proposed volume over the contract"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100_000)],
    )
    alternatives = models.TextField(_("Alternatives that were considered"), blank=True)
    motive = models.TextField(_("Why this is proposed"), blank=True)

    def __str__(self) -> str:
        return str(self.procurement)

    @property
    def is_filled_in(self) -> bool:
        return bool(self.proposal) and all(getattr(self, question) for question in self.QUESTIONS)

    @property
    def answered(self) -> int:
        return sum(bool(getattr(self, question)) for question in self.QUESTIONS)
