"""Every rule of an organisation that holds on a day, fetched once, for any number of purchases."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from core.together import Question, Rows, ask, hand_out
from strategy.by_table import VERDICTS, judge_by, purchase_of
from strategy.models import LeadershipDecision, PolicyTable, Threshold
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.rules import PolicyAnswer, ProcurementFacts, Verdict, answer, judge
from strategy.ruletable import Table, recommend

ORDER = list(Verdict)


class Rulebook:
    """Decisions in force, their limits and tables. Ask `questions` together with others, or call `fetch`."""

    def __init__(self, holding: LeadershipDecisionQuerySet, *, on: dt.date) -> None:
        self.on = on
        keys = holding.order_by().values("pk")
        self._decisions = Rows(holding)
        self._thresholds = Rows(Threshold.objects.filter(decision__in=keys).order_by("pk"))
        in_force = PolicyTable.objects.in_force(on=on)
        self._tables = Rows(in_force.filter(decision__in=keys).order_by("pk"))

    @property
    def questions(self) -> tuple[Question[Any], ...]:
        return (self._decisions, self._thresholds, self._tables)

    def fetch(self) -> "Rulebook":
        """One query."""
        ask(*self.questions)
        return self

    @cached_property
    def decisions(self) -> list[LeadershipDecision]:
        found = self._decisions.answer
        hand_out(self._thresholds.answer, to=found, name="thresholds")
        return found

    @cached_property
    def _held(self) -> dict[int, PolicyTable]:
        """The table in force of each decision."""
        by_decision = {decision.pk: decision for decision in self.decisions}
        held = {table.decision_id: table for table in self._tables.answer}
        for pk, table in held.items():
            table.decision = by_decision[pk]
        return held

    @cached_property
    def _read(self) -> dict[int, Table]:
        return {pk: held.table for pk, held in self._held.items()}

    def answer_for(self, facts: ProcurementFacts) -> PolicyAnswer:
        """Does a decision apply, and why, in words. Asks nothing."""
        return answer([self._judged(decision, facts) for decision in self._reaching(facts)])

    def verdict_for(self, facts: ProcurementFacts) -> Verdict:
        """The verdict of `answer_for` without its words: for thousands of purchases."""
        found = [self._verdict(decision, facts) for decision in self._reaching(facts)]
        return min(found, key=ORDER.index, default=Verdict.NO_DECISION)

    @cached_property
    def stamp(self) -> str:
        """The same as long as the same rules hold. A made decision and a table in force never change."""
        told = [
            [decision.pk, decision.is_organisation_wide, *self._limits(decision), self._table_pk(decision)]
            for decision in sorted(self.decisions, key=lambda decision: decision.pk)
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]

    def _limits(self, decision: LeadershipDecision) -> Iterable[list[Any]]:
        yield [decision.natures, decision.cpv_prefixes, decision.exempts]
        yield [limit.pk for limit in decision.thresholds.all() if limit.holds_on(self.on)]

    def _table_pk(self, decision: LeadershipDecision) -> int | None:
        held = self._held.get(decision.pk)
        return held.pk if held else None

    def _reaching(self, facts: ProcurementFacts) -> Iterable[LeadershipDecision]:
        for decision in self.decisions:
            if decision.is_organisation_wide or decision.authority_id == facts.authority.pk:
                yield decision

    def _judged(self, decision: LeadershipDecision, facts: ProcurementFacts) -> PolicyAnswer:
        held = self._held.get(decision.pk)
        return judge_by(held, facts) if held else judge(decision, facts)

    def _verdict(self, decision: LeadershipDecision, facts: ProcurementFacts) -> Verdict:
        table = self._read.get(decision.pk)
        if table is None:
            return judge(decision, facts).verdict
        return VERDICTS[recommend(table, purchase_of(facts)).outcome]
