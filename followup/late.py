"""What is late between the parties, as leadership sees it: the dialogue, and decisions after a hearing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Func, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.overdue import letters_of, overdue
from core.slots import Late, LateChoice, LateKind, LateMatters, late
from core.together import Inquiry
from followup.mails import DIALOGUE_DUE
from followup.todo import DECIDE_WITHIN, dialogues_waiting, hearings_waiting
from matching.models import CandidateRequest
from organisations.models import Membership
from organisations.naming import named_at
from organisations.permissions import Permission, Role
from procurements.choices import DialogueCaller
from procurements.models import Commitment
from procurements.models.commitment import CommitmentQuerySet

WITH_PEOPLE = ("contract__supplier", "authority__organisation", "contract_manager__user")


def late_dialogues(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Dialogues whose last day, or the day planned for the next one, has passed without a note of it."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    months = Func("dialogue_first_within_months", template="make_interval(0, %(expressions)s)")
    first_by = ExpressionWrapper(F("contract__starts_on") + months, output_field=DateField())
    waiting: Any = dialogues_waiting(_contracts(member, choice))
    rows = waiting.annotate(hold_by=Coalesce("dialogue_planned_on", Cast(first_by, DateField())))
    found = rows.filter(hold_by__lt=clock.today()).select_related(*WITH_PEOPLE).order_by("hold_by", "pk")
    yield overdue(found, choice, tell=lambda row: _not_held(row, reader=member), mail=DIALOGUE_DUE.key)


def _contracts(member: Membership, choice: LateChoice) -> CommitmentQuerySet:
    rows = Commitment.objects.followed_by(member)
    return rows.filter(authority=choice.authority_id) if choice.authority_id else rows


def _not_held(row: Any, *, reader: Membership) -> Late:
    is_buyers = row.dialogue_called_by == DialogueCaller.BUYER
    manager = named_at(row.authority, row.contract_manager, reader=reader)
    return Late(
        subject=row.title,
        diary_number=row.diary_number,
        url=reverse("followup:dialogue", args=[row.pk]),
        what=_("Dialogue with the supplier"),
        at_whom=manager if is_buyers else row.contract.supplier.name,
        role=str(Role.CONTRACT_MANAGER.label) if is_buyers else _("Supplier"),
        due_on=row.hold_by,
        **letters_of(row),
    )


def late_hearings(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Suppliers that have been heard, or whose time has run out, and whom nobody has given a decision. None
    may be made while a request for candidates is unanswered."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    waiting: Any = hearings_waiting(_contracts(member, choice))
    since = Coalesce("hearing_due_on", "hearing_on", output_field=DateField())
    within = ExpressionWrapper(since + Value(DECIDE_WITHIN.days), output_field=DateField())
    rows = waiting.annotate(decide_by=within)
    asked = CandidateRequest.objects.unanswered().values("commitment")
    found = rows.filter(decide_by__lt=clock.today()).exclude(pk__in=asked).select_related(*WITH_PEOPLE)
    yield overdue(found.order_by("decide_by", "pk"), choice, tell=lambda row: _undecided(row, reader=member))


def _undecided(row: Any, *, reader: Membership) -> Late:
    return Late(
        subject=row.title,
        diary_number=row.diary_number,
        url=reverse("followup:hearing", args=[row.pk]),
        what=_("Decision after the supplier's view"),
        at_whom=named_at(row.authority, row.contract_manager, reader=reader),
        role=str(Role.CONTRACT_MANAGER.label),
        due_on=row.decide_by,
    )


KINDS = (
    ("dialogues", LateKind(gettext_lazy("Dialogues not held"), late_dialogues)),
    ("hearings", LateKind(gettext_lazy("Decisions after a supplier's view"), late_hearings)),
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for key, kind in KINDS:
        late.fill(kind, key=f"followup.{key}", order=35)
