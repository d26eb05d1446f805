"""What makes a day's work in the demo world: candidates, messages, profiles, a late report,
and what everybody may read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core import clock
from followup.messages import send
from followup.play.director import Played
from followup.play.worldfile import WorldFile
from matching.choices import AnswerThrough, CvField, LegalGround
from matching.models import Candidate, Proposal, RequirementProfile
from organisations.models import Authority, Membership
from organisations.permissions import Permission, Role
from procurements.actions.planning import explain, plan_purchase
from procurements.models import ComingNotice, Commitment, Procurement
from suppliers.actions.schedule import open_own_report

NOT_OF_THE_PROFILE = frozenset({"case", "day", "agreed", "asked", "proposed", "why_no_harm"})
NOT_OF_THE_PURCHASE = frozenset({"by", "day", "authority", "cpv", "reason", "text"})
NOT_OF_THE_CV = frozenset({"alias", "registered"})


def leave_waiting(told: WorldFile, played: Mapping[str, Played]) -> None:
    """Add what the cases themselves do not tell."""
    people = register_candidates(told)
    for row in told.messages:
        with clock.frozen(row["day"]):
            send(
                commitment_of(played, row),
                text=row["text"],
                by=Membership.objects.get(user__name=row["from"]),
            )
    for row in told.profiles:
        with clock.frozen(row["day"]):
            draw_up_profile(commitment_of(played, row), row, people)
    for row in told.late_reports:
        with clock.frozen(told.today):
            ask_for_report(commitment_of(played, row), row)
    for row in told.coming:
        with clock.frozen(row["day"]):
            show_to_everybody(case_of(played, row), row)
    for row in told.planned:
        with clock.frozen(row["day"]):
            plan(row)


def plan(row: Mapping[str, Any]) -> None:
    """A purchase in the plan; with the reason where no requirement is wanted."""
    by = Membership.objects.get(user__name=row["by"])
    authority = Authority.objects.get(name=row["authority"])
    facts = {key: value for key, value in row.items() if key not in NOT_OF_THE_PURCHASE}
    facts["cpv_id"] = row.get("cpv")
    if "staff_cost_share" in facts:
        facts["staff_cost_share"] = Decimal(str(facts["staff_cost_share"]))
    purchase = plan_purchase({**facts, "authority": authority}, by=by)
    if reason := row.get("reason"):
        explain(purchase, reason=reason, text=row["text"], by=by)


def commitment_of(played: Mapping[str, Played], row: Mapping[str, Any]) -> Commitment:
    commitment = played[row["case"]].commitment
    assert commitment is not None, f"{row['case']} has no contract yet"
    return commitment


def case_of(played: Mapping[str, Played], row: Mapping[str, Any]) -> Procurement:
    case = played[row["case"]].case
    assert case is not None, f"{row['case']} has no case in the product"
    return case


def register_candidates(told: WorldFile) -> dict[str, Candidate]:
    """The candidates by the officer's word for them, which stands in place of a name."""
    registered: dict[str, Candidate] = {}
    for name, rows in told.candidates.items():
        authority = Authority.objects.get(name=name)
        officer = officer_of(authority)
        for row in rows:
            content = {key: value for key, value in row.items() if key not in NOT_OF_THE_CV}
            with clock.frozen(row["registered"]):
                candidate = Candidate.register(
                    authority=authority, by=officer, identity={"name": row["alias"]}, **content
                )
                candidate.confirm_target_group(belongs=True, by=officer)
            registered[row["alias"]] = candidate
    return registered


def officer_of(authority: Authority) -> Membership:
    return Membership.objects.holding(Role.MATCHING_OFFICER).filter(authorities=authority).order_by("pk")[0]


def draw_up_profile(commitment: Commitment, row: Mapping[str, Any], people: Mapping[str, Candidate]) -> None:
    """A profile sent to the supplier; where it is agreed upon, people are asked about it."""
    officer = commitment.contract.lot.procurement.matching_officer
    assert officer is not None
    side = Authority.objects.filter(pk__in=officer.own_authority_ids_with(Permission.PROFILE_EDIT)).order_by(
        "pk"
    )[0]
    content = {key: value for key, value in row.items() if key not in NOT_OF_THE_PROFILE}
    profile = RequirementProfile.draft(commitment=commitment, authority=side, by=officer, **content)
    profile.agree(for_supplier=False, by=officer)
    if not row.get("agreed"):
        return
    supplier = Membership.objects.holding(Role.SUPPLIER_REPRESENTATIVE)
    profile.agree(for_supplier=True, by=supplier.get(organisation=commitment.contract.supplier))
    for alias in row.get("asked", ()):
        Proposal.ask(profile, people[alias], by=officer)
    for alias in row.get("proposed", ()):
        propose(profile, people[alias], why_no_harm=row["why_no_harm"], by=officer)


def propose(profile: RequirementProfile, candidate: Candidate, *, why_no_harm: str, by: Membership) -> None:
    """Somebody who said yes, shown to the supplier."""
    proposal = Proposal.ask(profile, candidate, by=by)
    proposal.record_answer(is_willing=True, through=AnswerThrough.MEETING, answered_on=clock.today(), by=by)
    proposal.disclose(fields=CvField.values, why_no_harm=why_no_harm, legal_ground=LegalGround.NO_HARM, by=by)


def ask_for_report(commitment: Commitment, row: Mapping[str, Any]) -> None:
    assert commitment.contract_manager is not None
    open_own_report(
        commitment,
        row["number"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        due_on=row["due_on"],
        by=commitment.contract_manager,
    )


def show_to_everybody(case: Procurement, row: Mapping[str, Any]) -> None:
    """The handler is the contact person."""
    member = Membership.objects.get(user__name=row["by"])
    contact = (member.user.name, member.user.email, member.user.phone)
    ComingNotice.show(case, title=row["title"], planned_for=row["planned_for"], contact=contact, by=member)
