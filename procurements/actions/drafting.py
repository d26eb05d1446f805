"""Writing the requirement: begin, save, keep a version, send in, approve."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from organisations.models import Membership
from procurements.choices import Law, PlacementType, Purpose, RequirementKind
from procurements.clauses import text_of
from procurements.departing import departure_of
from procurements.mails import ask_approvers
from procurements.models import Assessment, MarketPicture, Procurement, Requirement, RequirementVersion
from procurements.policy_answer import answer_for


@transaction.atomic
def begin_requirement(case: Procurement, *, by: Membership) -> Requirement:
    """The requirement of the case: the one there is, or a draft begun from proposal and decision."""
    return Requirement.start(case.only_lot, by=by, **_proposed(case))


def _proposed(case: Procurement) -> dict[str, Any]:
    """Kind and volume from the assessment, target groups from the leadership's decision that applies."""
    assessment = Assessment.objects.filter(procurement=case).first()
    kind = assessment.kind if assessment else ""
    places = _places_to_buy(case, kind) if case.purpose == Purpose.PURCHASED_PLACES else {}
    answered = answer_for(case)
    groups = list(answered.decision.target_groups) if answered.applies and answered.decision else []
    return {
        "kind": kind or RequirementKind.NUMERIC,
        "full_time_months": assessment.full_time_months if assessment else None,
        "target_groups": groups,
        "types": [PlacementType.EMPLOYMENT, PlacementType.TRAINEE],
        "support_contact": _support(case.matching_officer) if case.matching_officer else "",
        **places,
    }


def _support(officer: Membership) -> str:
    """Who helps to find persons, as a contract names it: an authority, never somebody's title."""
    authorities = list(officer.authorities.all()[:2])
    return str(authorities[0] if len(authorities) == 1 else officer.organisation)


def _places_to_buy(case: Procurement, kind: str) -> dict[str, Any]:
    """As many places as were found possible; reserved where the act knows that, unless otherwise proposed."""
    market = MarketPicture.objects.filter(procurement=case).first()
    is_open = kind not in {"", RequirementKind.RESERVED} or not Law(case.law).knows_reserved
    return {
        "kind": RequirementKind.NUMERIC if is_open else RequirementKind.RESERVED,
        "places": market.places_possible if market else None,
        "types": [PlacementType.INTERNSHIP, PlacementType.TRAINING],
    }


def save_draft(
    requirement: Requirement,
    content: Mapping[str, Any],
    *,
    revision: int,
    page: str = "",
    typing: int = 0,
    by: Membership,
) -> Requirement:
    """Save parameters and passages; `Conflict` when somebody saved since `revision` on another page."""
    return requirement.edit(revision=revision, page=page, typing=typing, by=by, **content)


@transaction.atomic
def keep_version(requirement: Requirement, *, name: str, by: Membership) -> RequirementVersion:
    """Keep the draft as it stands under a name; of a double click once."""
    row = _locked(requirement)
    text = text_of(row).plain
    return row.kept_already(name=name, text=text) or row.keep_version(name=name, text=text, by=by)


def _locked(requirement: Requirement) -> Requirement:
    rows = Requirement.objects.select_for_update(of=("self",)).select_related("lot__procurement")
    return rows.get(pk=requirement.pk)


@transaction.atomic
def submit(
    requirement: Requirement, *, approver: Membership | None, reason: str = "", by: Membership
) -> None:
    """Send the requirement for approval and tell whoever is asked. What asks for less than was decided
    carries its reason."""
    row = _locked(requirement)
    departure = departure_of(row)
    if departure and departure.is_less and not reason.strip():
        raise RuleBroken(
            _("Write why the requirement is not as decided. {departure}").format(departure=departure.text)
        )
    requirement.submit(text=text_of(row).plain, approver=approver, reason=reason.strip(), by=by)
    ask_approvers(requirement, by=by)


@transaction.atomic
def publish(
    requirement: Requirement, *, published_on: dt.date, url: str = "", diary_number: str = "", by: Membership
) -> None:
    """Note the notice, and the diary number of a case that had none."""
    if diary_number:
        requirement.lot.procurement.edit(diary_number=diary_number, by=by)
    requirement.publish(published_on=published_on, url=url, by=by)


def approve(requirement: Requirement, *, by: Membership) -> None:
    """Say yes to what was sent in."""
    requirement.approve(by=by)
