"""The leadership's decision behind the cases of an organisation: one, made when the first case begins."""

from core import clock
from followup.play import words
from followup.play.people import PLAY
from followup.play.stage import Stage
from followup.play.words import written
from organisations.models import Authority, Membership, Part
from strategy.actions import add_delegation_item, draft_decision
from strategy.choices import DecisionKind, Delegable, TargetGroup
from strategy.deciding import record_body_decision, send_to_body
from strategy.models import DelegationItem, LeadershipDecision

ITEM = "3.4"
GROUPS = (TargetGroup.LONG_TERM_UNEMPLOYED, TargetGroup.NEWLY_ARRIVED, TargetGroup.DISABILITY)


def decide(stage: Stage) -> None:
    """See that there is a decision in force, and that the decision-maker may say go on delegation."""
    cast = stage.cast
    if cast.authority.organisation.has(Part.STRATEGY) and not has_decision(cast.authority):
        make_decision(cast.authority, by=cast.procurer)
    let_decide(cast.decider, authority=cast.authority)


def has_decision(authority: Authority) -> bool:
    """Does the leadership want employment requirements, today and for this authority?"""
    decisions = LeadershipDecision.objects.in_force().filter(authority__organisation=authority.organisation)
    return any(row.is_organisation_wide or row.authority_id == authority.pk for row in decisions)


def make_decision(authority: Authority, *, by: Membership) -> LeadershipDecision:
    """A general decision for the whole organisation, made by its council today."""
    today, body = clock.today(), written(words.BODY)
    content = {
        "authority": authority,
        "title": written(words.DECISION_TITLE),
        "diary_number": f"{authority.diary_prefix} {today.year}/1".strip(),
        "kind": DecisionKind.GENERAL,
        "is_organisation_wide": True,
        "aim": written(words.AIM),
        "target_groups": list(GROUPS),
        "valid_from": today,
    }
    decision = draft_decision(content, by=by)
    send_to_body(decision, body=body, meeting_on=today, by=by)
    record_body_decision(decision, body=body, decided_on=today, paragraph="1", by=by)
    return decision


def let_decide(decider: Membership, *, authority: Authority) -> DelegationItem | None:
    """A row of the delegation order for the decision-maker's function, where there is none today."""
    if not decider.title:
        own = list(decider.authorities.all())
        decider.assign(
            roles=decider.roles,
            authorities=own,
            valid_until=decider.valid_until,
            title=written(words.HEAD),
            by=PLAY,
        )
    items = DelegationItem.objects.giving(Delegable.GO, authority=authority).in_force()
    if any(item.is_held_by(decider) for item in items):
        return None
    return add_delegation_item(
        by=decider,
        authority=authority,
        item=ITEM,
        what=Delegable.GO,
        function=decider.title,
        valid_from=clock.today(),
    )
