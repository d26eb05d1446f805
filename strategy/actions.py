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
    audit.save_audited(row, by=by, **content)
    _rewrite_terms(row, terms, by=by)
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
    """Note that decisions were reported at a meeting; those reported already are left alone.
    Returns how many."""
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


def _rewrite_terms(decision: LeadershipDecision, terms: Terms, *, by: Membership) -> None:
    """Replace thresholds and goals, audited; leaves them alone where they say the same already."""
    before = _terms_text(decision.thresholds.all(), decision.goals.all())
    after = _terms_text(*_rows(decision, terms))
    if after == before:
        return
    decision.thresholds.all().delete()
    decision.goals.all().delete()
    _write_terms(decision, terms)
    audit.record("edited", decision, by=by, changes={"terms": [before, after]})


def _write_terms(decision: LeadershipDecision, terms: Terms) -> None:
    limits, targets = _rows(decision, terms)
    Threshold.objects.bulk_create(limits)
    Goal.objects.bulk_create(targets)


def _rows(decision: LeadershipDecision, terms: Terms) -> tuple[list[Threshold], list[Goal]]:
    """The unsaved rows of the terms; a threshold without days holds as long as its decision."""
    limits = [
        Threshold(
            decision=decision,
            measure=limit.measure,
            comparison=limit.comparison,
            amount=limit.amount,
            valid_from=limit.valid_from or decision.valid_from,
            valid_until=limit.valid_until,
        )
        for limit in terms.limits
    ]
    targets = [
        Goal(decision=decision, measure=target.measure, amount=target.amount, year=target.year)
        for target in terms.targets
    ]
    return limits, targets


def _terms_text(limits: Iterable[Threshold], goals: Iterable[Goal]) -> list[str]:
    """What the audit row holds: plain facts in no language."""
    said = [f"{t.measure} {t.comparison} {t.amount:.2f} {t.valid_from} {t.valid_until}" for t in limits]
    return said + [f"{g.measure} {g.amount:.1f} {g.year}" for g in goals]
