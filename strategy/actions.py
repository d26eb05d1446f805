"""Steps over a decision and its rows: drafting, rewriting, drafting a successor, reporting."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actors import actor_columns
from core.rules import RuleBroken
from organisations.models import Membership
from strategy.choices import Comparison
from strategy.models import (
    DelegatedDecision,
    DelegationItem,
    DelegationReport,
    Goal,
    LeadershipDecision,
    Threshold,
)


@dataclass(frozen=True)
class Limit:
    """A threshold to be; without days it holds as long as its decision."""

    measure: str
    amount: Decimal
    comparison: str = Comparison.AT_LEAST
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True)
class Target:
    """A goal to be."""

    measure: str
    amount: Decimal
    year: int


@dataclass(frozen=True)
class Terms:
    """The figures of a decision."""

    limits: tuple[Limit, ...] = ()
    targets: tuple[Target, ...] = ()


@transaction.atomic
def draft_decision(
    content: Mapping[str, Any],
    terms: Terms = Terms(),
    *,
    by: Membership,
    supersedes: LeadershipDecision | None = None,
) -> LeadershipDecision:
    """A new draft with its thresholds and goals. `content` holds the fields of LeadershipDecision.CONTENT."""
    decision = LeadershipDecision(**content, prepared_by=by, supersedes=supersedes)
    decision.full_clean()
    decision.save()
    decision.begin(by=by)
    _write_terms(decision, terms)
    return decision


@transaction.atomic
def rewrite_decision(
    decision: LeadershipDecision, content: Mapping[str, Any], terms: Terms, *, by: Membership
) -> None:
    """Replace the content of a draft or returned decision; audited field by field."""
    row = LeadershipDecision.objects.select_for_update().get(pk=decision.pk)
    if not row.is_editable:
        raise RuleBroken(_("The decision is no longer a draft and cannot be changed."))
    before = _terms_text(row)
    audit.save_audited(row, by=by, **content)
    row.thresholds.all().delete()
    row.goals.all().delete()
    _write_terms(row, terms)
    if (after := _terms_text(row)) != before:
        audit.record("edited", row, by=by, changes={"terms": [before, after]})
    decision.refresh_from_db()


def draft_successor(decision: LeadershipDecision, *, by: Membership) -> LeadershipDecision:
    """A draft with the same content that will supersede `decision` when it is made."""
    if not decision.can_become("superseded"):
        raise RuleBroken(_("Only a decision that is made can be superseded."))
    content = {name: getattr(decision, name) for name in LeadershipDecision.CONTENT}
    limits = tuple(Limit(t.measure, t.amount, t.comparison) for t in decision.thresholds.all())
    targets = tuple(Target(g.measure, g.amount, g.year) for g in decision.goals.all())
    return draft_decision(content, Terms(limits, targets), by=by, supersedes=decision)


@transaction.atomic
def report_delegated(
    decisions: Iterable[DelegatedDecision], *, body: str, meeting_on: dt.date, by: Membership
) -> int:
    """Note that decisions were reported at a meeting; those reported already are left alone. Returns how many."""
    chosen = DelegatedDecision.objects.filter(pk__in=[decision.pk for decision in decisions])
    rows = list(chosen.to_report().order_by("pk"))
    if any(meeting_on < row.decided_on for row in rows):
        raise RuleBroken(_("The meeting must not be earlier than the decisions that are reported to it."))
    columns = {"body": body, "meeting_on": meeting_on, **actor_columns(by)}
    reports = [DelegationReport(decision=row, **columns) for row in rows]
    DelegationReport.objects.bulk_create(reports, ignore_conflicts=True)  # the first of two reports stands
    return len(rows)


@transaction.atomic
def add_delegation_item(*, by: Membership, **values: Any) -> DelegationItem:
    """A new row of the delegation order, audited."""
    item = DelegationItem(**values)
    item.full_clean()
    item.save()
    audit.record("delegation_item.added", item, by=by, changes={"what": item.what, "function": item.function})
    return item


@transaction.atomic
def end_delegation_item(item: DelegationItem, *, last_day: dt.date, by: Membership) -> None:
    """Let a row of the delegation order end. Decisions made under it stand."""
    if last_day < item.valid_from:
        raise RuleBroken(_("The last day must not be before the first."))
    audit.save_audited(item, by=by, action="delegation_item.ended", valid_until=last_day)


def _write_terms(decision: LeadershipDecision, terms: Terms) -> None:
    Threshold.objects.bulk_create(
        Threshold(
            decision=decision,
            measure=limit.measure,
            comparison=limit.comparison,
            amount=limit.amount,
            valid_from=limit.valid_from or decision.valid_from,
            valid_until=limit.valid_until,
        )
        for limit in terms.limits
    )
    Goal.objects.bulk_create(
        Goal(decision=decision, measure=target.measure, amount=target.amount, year=target.year)
        for target in terms.targets
    )


def _terms_text(decision: LeadershipDecision) -> list[str]:
    limits = [f"{t.measure} {t.comparison} {t.amount} {t.valid_from}" for t in decision.thresholds.all()]
    return limits + [f"{g.measure} {g.amount} {g.year}" for g in decision.goals.all()]
