"""What everybody may read of a procurement that is being prepared."""

import datetime as dt
from functools import partial
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.mail import is_silenced
from core.models import Acted
from core.rules import RuleBroken
from organisations.models import Authority, Membership, Part
from procurements.choices import Nature
from procurements.models.procurement import Procurement
from procurements.signals import case_shown
from procurements.states import PREPARING
from reference.models import CpvCode


class ComingNoticeQuerySet(models.QuerySet["ComingNotice"]):
    def visible_to(self, member: Membership) -> Self:
        """Whoever sees the case sees what is shown of it."""
        return self.filter(procurement__in=Procurement.objects.visible_to(member))

    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def to_be_told(self) -> Self:
        """Those of which followers wait to be told."""
        return self.filter(is_to_be_told=True)

    def shown(self, *, on: dt.date | None = None) -> Self:
        """What a stranger may read: of organisations that have the page on, of cases that are still being
        prepared, until the month that was told has passed."""
        parts = {"procurement__authority__organisation__parts__contains": [Part.PROCUREMENT, Part.OPEN]}
        this_month = (on or clock.today()).replace(day=1)
        return self.standing().filter(procurement__state__in=PREPARING, planned_for__gte=this_month, **parts)


class ComingNotice(Acted):
    """Six facts that a member chose to show. They are the row's own: a later change of the case is not shown
    before somebody shows it anew, and nothing else of the case ever is. Taken back, never deleted."""

    PERSONAL_FIELDS = frozenset({"contact_name", "contact_email", "contact_phone"})

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="coming_notices")
    title = models.CharField(_("Title that everybody reads"), max_length=160)
    planned_for = models.DateField(_("Month of the notice"))
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature.choices)
    cpv = models.ForeignKey(CpvCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(_("Contact person"), max_length=120)
    contact_email = models.EmailField(_("E-mail"))
    contact_phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    # Followers of the page wait to be told of it; the last one told, so that a worker goes on from there.
    is_to_be_told = models.BooleanField(default=False)
    told_through = models.PositiveBigIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ComingNoticeQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["procurement"],
                condition=Q(undone_at__isnull=True),
                name="procurements_comingnotice_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="procurements_comingnotice_undone_by_somebody",
                violation_error_message=_("Say who took it back."),
            ),
            models.CheckConstraint(condition=Q(planned_for__day=1), name="procurements_comingnotice_a_month"),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(is_to_be_told=True), name="procurements_comingnotice_wait"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def authority(self) -> Authority:
        return self.procurement.authority

    @classmethod
    def show(
        cls,
        procurement: Procurement,
        *,
        title: str,
        planned_for: dt.date,
        contact: tuple[str, str, str],
        by: Membership,
    ) -> "ComingNotice":
        """Let everybody read this of the case, in place of what was shown before. Kind and CPV code are those
        that the case has now. Followers of the page are told of what is new, not of what was changed; what
        stands already is left as it is. The row itself says that they wait, so that none is forgotten."""
        with transaction.atomic():
            case = Procurement.objects.select_for_update(of=("self",)).get(pk=procurement.pk)
            if refusal := why_not_show(case, planned_for):
                raise RuleBroken(refusal)
            told = _told(case, title=title, planned_for=planned_for, contact=contact)
            earlier = cls.objects.standing().filter(procurement=case)
            if same := earlier.filter(**told).first():
                return same
            is_new = not earlier.update(undone_at=clock.now(), undone_by=by)
            tells = is_new and not is_silenced()
            row = cls.objects.create(procurement=case, **told, is_to_be_told=tells, **actor_columns(by))
            audit.record("case.shown", case, by=by, changes={"planned_for": row.planned_for.isoformat()})
            if tells:
                transaction.on_commit(partial(case_shown.send, cls, notice=row, by=by))
        return row

    def take_back(self, *, by: Membership) -> None:
        """From now on nobody outside reads it."""
        with transaction.atomic():
            standing = ComingNotice.objects.standing().filter(pk=self.pk)
            if not standing.update(undone_at=clock.now(), undone_by=by):
                raise RuleBroken(_t("This has been taken back already."))
            audit.record("case.hidden", self.procurement, by=by)
        self.refresh_from_db()


def _told(
    case: Procurement, *, title: str, planned_for: dt.date, contact: tuple[str, str, str]
) -> dict[str, Any]:
    """The facts as columns."""
    name, email, phone = contact
    return {
        "title": title,
        "planned_for": planned_for.replace(day=1),
        "nature": case.nature,
        "cpv": case.cpv,
        "contact_name": name,
        "contact_email": email,
        "contact_phone": phone,
    }


def why_not_show(case: Procurement, planned_for: dt.date | None = None) -> str:
    """Why the case cannot be shown to everybody now; "" where it can."""
    if not case.authority.organisation.has(Part.OPEN):
        return _t(
            "The open page with coming procurements is off. Whoever administers the organisation can "
            "switch it on."
        )
    if not case.is_preparing:
        return _t("Only a procurement that is still being prepared is a coming one.")
    if planned_for is not None and planned_for < clock.today().replace(day=1):
        return _t("The month has passed. Write when the notice is planned for now.")
    return ""
