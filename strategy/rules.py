"""Does a leadership decision apply to a new procurement, and why? Reads rows that are given;
asks no database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from organisations.models import Authority
from strategy.choices import Exempt, Measure, Nature
from strategy.models import LeadershipDecision, PolicyTable, Threshold
from strategy.models.terms import amount_words
from strategy.ruletable import Recommendation


class Verdict(StrEnum):
    """In order of strength: what the reader is told first."""

    APPLIES = "applies"
    UNCLEAR = "unclear"  # a figure that the decision asks for is missing
    OUTSIDE = "outside"
    NO_DECISION = "no_decision"


@dataclass(frozen=True, kw_only=True)
class ProcurementFacts:
    """What is known of a procurement. None or "" means not yet known; `form` "" an ordinary procurement.
    `is_framework` beside another form: a framework agreement that is bought so.

    Units: SEK excluding VAT including options, calendar months, persons, share of the value (0 to 1).
    """

    authority: Authority
    on: dt.date
    nature: str = ""
    cpv: str = ""
    form: str = ""
    is_framework: bool = False
    value_sek: Decimal | None = None
    contract_months: int | None = None
    performers: int | None = None
    staff_cost_share: Decimal | None = None

    def amount(self, measure: str) -> Decimal | None:
        """The procurement's own figure for a threshold's measure."""
        figures = {
            Measure.VALUE: self.value_sek,
            Measure.MONTHS: self.contract_months,
            Measure.PERFORMERS: self.performers,
            Measure.STAFF_SHARE: self.staff_cost_share,
        }
        found = figures[Measure(measure)]
        return None if found is None else Decimal(found)


@dataclass(frozen=True)
class Finding:
    """One test of one decision: met, not met, or not yet known (None)."""

    is_met: bool | None
    text: str


@dataclass(frozen=True, kw_only=True)
class PolicyAnswer:
    """What the leadership's decisions say about a procurement. Texts are in the reader's language.

    `table` and `recommendation`: where a decision table answers; `earlier` its rows before the deciding one,
    and why they do not fit.
    """

    verdict: Verdict
    sentence: str
    findings: tuple[Finding, ...] = ()
    decision: LeadershipDecision | None = None
    table: PolicyTable | None = None
    recommendation: Recommendation | None = None
    earlier: tuple[str, ...] = ()

    @property
    def applies(self) -> bool:
        return self.verdict is Verdict.APPLIES

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why: what is met if it applies, else what stands in the way."""
        if self.applies:
            return tuple(finding.text for finding in self.findings)
        wanted = None if self.verdict is Verdict.UNCLEAR else False
        return tuple(finding.text for finding in self.findings if finding.is_met is wanted)


def answer(judged: Sequence[PolicyAnswer]) -> PolicyAnswer:
    """The strongest answer; among equals the authority's own decision, then the newest."""
    if not judged:
        return PolicyAnswer(
            verdict=Verdict.NO_DECISION,
            sentence=_(
                "The leadership has made no decision on employment requirements that holds on this day."
            ),
        )
    return min(judged, key=_strength)


def judge(decision: LeadershipDecision, facts: ProcurementFacts) -> PolicyAnswer:
    """One decision's own limits against one procurement."""
    findings = tuple(_findings(decision, facts))
    verdict = Verdict.APPLIES
    if any(finding.is_met is False for finding in findings):
        verdict = Verdict.OUTSIDE
    elif any(finding.is_met is None for finding in findings):
        verdict = Verdict.UNCLEAR
    sentences = {
        Verdict.APPLIES: _("“{title}” applies to this procurement."),
        Verdict.UNCLEAR: _("It cannot be seen yet whether “{title}” applies."),
        Verdict.OUTSIDE: _("“{title}” does not apply to this procurement."),
    }
    sentence = sentences[verdict].format(title=decision.title)
    return PolicyAnswer(verdict=verdict, sentence=sentence, findings=findings, decision=decision)


def _strength(answered: PolicyAnswer) -> tuple[int, bool, int, int]:
    decision = answered.decision
    assert decision is not None
    assert decision.in_force_from is not None
    order = list(Verdict).index(answered.verdict)
    return order, decision.is_organisation_wide, -decision.in_force_from.toordinal(), -decision.pk


def _findings(decision: LeadershipDecision, facts: ProcurementFacts) -> Iterable[Finding]:
    if decision.exempts and facts.form in decision.exempts:
        yield Finding(False, _("Left out of the decision: {form}.").format(form=Exempt(facts.form).label))
    if decision.natures:
        yield _nature(decision, facts)
    if decision.cpv_prefixes:
        yield _sector(decision, facts)
    for threshold in decision.thresholds.all():
        if threshold.holds_on(facts.on):
            yield _threshold(threshold, facts)


def _nature(decision: LeadershipDecision, facts: ProcurementFacts) -> Finding:
    wanted = ", ".join(str(Nature(nature).label) for nature in decision.natures)
    if not facts.nature:
        return Finding(
            None, _("State what is bought; the decision is about: {natures}.").format(natures=wanted)
        )
    if facts.nature in decision.natures:
        return Finding(
            True, _("It is about {nature}.").format(nature=str(Nature(facts.nature).label).lower())
        )
    return Finding(False, _("The decision is about: {natures}.").format(natures=wanted))


def _sector(decision: LeadershipDecision, facts: ProcurementFacts) -> Finding:
    wanted = ", ".join(decision.cpv_prefixes)
    if not facts.cpv:
        return Finding(None, _("Choose a CPV code; the decision is about {codes}.").format(codes=wanted))
    if any(facts.cpv.startswith(prefix) for prefix in decision.cpv_prefixes):
        return Finding(True, _("CPV {code} is in a sector of the decision.").format(code=facts.cpv))
    return Finding(
        False,
        _("CPV {code} is outside the sectors of the decision ({codes}).").format(
            code=facts.cpv, codes=wanted
        ),
    )


def _threshold(threshold: Threshold, facts: ProcurementFacts) -> Finding:
    measure = Measure(threshold.measure)
    amount = facts.amount(threshold.measure)
    words = {"measure": measure.label, "limit": threshold.amount_text}
    if amount is None:
        return Finding(None, _("{measure} is missing; the decision asks for {limit}.").format(**words))
    words["amount"] = amount_words(measure, amount)
    if threshold.is_met_by(amount):
        return Finding(True, _("{measure}: {amount}, the decision asks for {limit}.").format(**words))
    return Finding(False, _("{measure}: {amount}, but the decision asks for {limit}.").format(**words))
