"""What the page of a case shows of matching in the step Implement: profile, candidates, first start.
No person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Fact, Status
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from matching.models import Placement, Proposal, RequirementProfile
from matching.states import SHOWN, ProfileState
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.case_task import CaseTask
from procurements.models import Commitment, Procurement
from procurements.slots import StepPanel, step_parts
from procurements.states import CaseState

STEP = CaseState.IMPLEMENT


@dataclass(frozen=True)
class Implementing:
    """How far a case has come towards its first start; counts only."""

    commitment: Commitment
    profiles: tuple[RequirementProfile, ...]
    proposed: int
    started: int
    first_start: dt.date | None

    @property
    def agreed(self) -> int:
        return sum(profile.state != ProfileState.DRAFT for profile in self.profiles)


def parts(member: Membership, case: Procurement, step: CaseState) -> Iterable[Inquiry[CaseTask | StepPanel]]:
    """Tasks and a panel with the counts; none before the case has come so far."""
    if step != STEP or case.state not in {CaseState.IMPLEMENT, CaseState.MANAGE}:
        return
    shown = Proposal.objects.filter(profile__commitment=OuterRef("pk"), state__in=SHOWN).order_by()
    placed = Placement.objects.standing().filter(commitment=OuterRef("pk")).order_by()
    started = placed.filter(starts_on__lte=clock.today())
    commitments = Commitment.objects.filter(contract__lot__procurement=case).annotate(
        proposed=Subquery(shown.values("profile__commitment").annotate(n=Count("pk")).values("n")),
        started=Subquery(started.values("commitment").annotate(n=Count("pk")).values("n")),
        first_start=Subquery(placed.values("commitment").annotate(day=Min("starts_on")).values("day")),
    )
    profiles = RequirementProfile.objects.filter(commitment__contract__lot__procurement=case)

    def tell(found: list[Any], written: list[RequirementProfile]) -> Iterable[CaseTask | StepPanel]:
        if found:
            told = implementing(found, written)
            yield from tasks(told, member)
            yield panel(told, member)

    yield Inquiry(
        tell,
        Rows(commitments.select_related("contract__supplier").order_by("pk")),
        Rows(profiles.select_related("authority").order_by("commitment_id", "starts_on", "pk")),
    )


def implementing(commitments: list[Any], profiles: list[RequirementProfile]) -> Implementing:
    """`commitments` of one case, with their counts."""
    return Implementing(
        commitment=commitments[0],
        profiles=tuple(profiles),
        proposed=sum(row.proposed or 0 for row in commitments),
        started=sum(row.started or 0 for row in commitments),
        first_start=min((row.first_start for row in commitments if row.first_start), default=None),
    )


def tasks(found: Implementing, member: Membership) -> Iterable[CaseTask]:
    """Profile agreed, candidates proposed, first start. Shown, never asked for by a gate."""
    yield _profile_task(found, member)
    proposed = found.proposed > 0 or found.first_start is not None
    yield _task("candidates", _("Candidates are proposed"), found, member, is_done=proposed)
    first = found.first_start
    hint = _("First day {day}.").format(day=date_words(first)) if first else ""
    yield _task(
        "first_start", _("The first person starts"), found, member, is_done=found.started > 0, hint=hint
    )


def _profile_task(found: Implementing, member: Membership) -> CaseTask:
    waits = next((profile for profile in found.profiles if profile.waits_for_supplier), None)
    status = Status.DONE if found.agreed else Status.RUNNING if found.profiles else Status.WAITING
    waiting_for = ""
    if not found.agreed:
        supplier = found.commitment.contract.supplier.name if waits else ""
        waiting_for = supplier or _("Matching officer")
    return CaseTask(
        key="profile",
        step=STEP,
        title=_("The requirement profile is agreed upon"),
        status=status,
        hint=_("What the job asks for, agreed by supplier and matching officer."),
        url=address(found, member),
        waiting_for=waiting_for,
        can_be_waived=False,
    )


def _task(
    key: str, title: str, found: Implementing, member: Membership, *, is_done: bool, hint: str = ""
) -> CaseTask:
    status = Status.DONE if is_done else Status.RUNNING if found.agreed else Status.CANNOT_START
    if status is Status.CANNOT_START:
        hint = _("When the profile is agreed upon.")
    return CaseTask(
        key=key,
        step=STEP,
        title=title,
        status=status,
        hint=hint,
        url=address(found, member),
        waiting_for="" if is_done else _("Matching officer"),
        can_be_waived=False,
    )


def address(found: Implementing, member: Membership) -> str:
    """Where the member reads more: the first profile, a new one for an officer, or nowhere."""
    if found.profiles and member.may(Permission.PROFILE_SEE):
        return found.profiles[0].get_absolute_url()
    if member.may(Permission.PROFILE_EDIT):
        return f"{reverse('matching:profile_new')}?avtal={found.commitment.pk}"
    return ""


def panel(found: Implementing, member: Membership) -> StepPanel:
    """Counts of the matching, with the way to the profile."""
    first = found.first_start
    url = address(found, member)
    profiles = _("{agreed} agreed upon of {all}").format(agreed=found.agreed, all=len(found.profiles))
    return StepPanel(
        step=STEP,
        title=_("Matching"),
        facts=(
            Fact(label=_("Requirement profiles"), value=profiles),
            Fact(label=_("Proposed to the supplier"), value=str(found.proposed)),
            Fact(label=_("Have started"), value=str(found.started)),
            Fact(label=_("First start"), value=date_words(first) if first else _("Not yet")),
        ),
        url=url,
        link=_("To the profile") if url and found.profiles else _("Write the profile") if url else "",
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    step_parts.fill(parts, key="matching")
