"""What one decision table in place of another would change."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.models import Membership
from strategy.by_table import purchase_of
from strategy.models import LeadershipDecision
from strategy.rules import PolicyAnswer, Verdict, judge
from strategy.ruletable import Outcome, Recommendation, Table, recommend
from strategy.slots import PlannedPurchase, purchases
from strategy.table_words import OUTCOMES, answer_words


@dataclass(frozen=True, kw_only=True)
class Change:
    """One procurement whose recommendation another table would change."""

    title: str
    url: str
    authority: str
    step: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All of them, and among how many that the decision reaches and the reader sees."""

    rows: tuple[Change, ...]
    judged: int


def reached(decision: LeadershipDecision, member: Membership) -> Iterable[PlannedPurchase]:
    """The procurements of the decision's organisation, or of its authority alone, that the member sees."""
    for source in purchases:
        for purchase in source(member):
            authority = purchase.facts.authority
            whole = decision.is_organisation_wide
            near = authority.organisation_id == decision.authority.organisation_id if whole else False
            if near or authority.pk == decision.authority_id:
                yield purchase


def changes(
    decision: LeadershipDecision, member: Membership, *, before: Table | None, after: Table
) -> Changes:
    """What `after` would recommend instead of `before`; without one, instead of the decision's own limits."""
    rows, judged = [], 0
    for planned in reached(decision, member):
        judged += 1
        purchase = purchase_of(planned.facts)
        new = recommend(after, purchase)
        old = recommend(before, purchase) if before else judge(decision, planned.facts)
        if not _is_same(old, new):
            rows.append(
                Change(
                    title=planned.title,
                    url=planned.url,
                    authority=str(planned.facts.authority),
                    step=planned.step,
                    before=_words(old),
                    after=answer_words(new),
                )
            )
    return Changes(rows=tuple(rows), judged=judged)


def _is_same(old: Recommendation | PolicyAnswer, new: Recommendation) -> bool:
    """Do both recommend the same? Limits that are not met recommend nothing, as a table may."""
    if isinstance(old, Recommendation):
        return (old.outcome, old.advice) == (new.outcome, new.advice)
    return old.verdict is Verdict.OUTSIDE and new.outcome is Outcome.NOT_RECOMMENDED


def _words(old: Recommendation | PolicyAnswer) -> str:
    if isinstance(old, Recommendation):
        return answer_words(old)
    words = {
        Verdict.APPLIES: _("A requirement, by the decision's own limits"),
        Verdict.UNCLEAR: str(OUTCOMES[Outcome.UNCLEAR]),
    }
    return words.get(old.verdict, str(OUTCOMES[Outcome.NOT_RECOMMENDED]))
