"""What a decision table says about a procurement, as the answer that every page shows."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from strategy.models import PolicyTable
from strategy.rules import Finding, PolicyAnswer, ProcurementFacts, Verdict
from strategy.ruletable import Form, Measure, Nature, Outcome, Purchase, Recommendation, recommend
from strategy.table_words import advice_words, row_words, why

VERDICTS = {
    Outcome.RECOMMENDED: Verdict.APPLIES,
    Outcome.UNCLEAR: Verdict.UNCLEAR,
    Outcome.NOT_RECOMMENDED: Verdict.OUTSIDE,
}
IS_MET = {Verdict.APPLIES: True, Verdict.UNCLEAR: None, Verdict.OUTSIDE: False}


def judge_by(table: PolicyTable, facts: ProcurementFacts) -> PolicyAnswer:
    """The decision applies where its table recommends something. Asks no database."""
    found = recommend(table.table, purchase_of(facts))
    verdict = VERDICTS[found.outcome]
    return PolicyAnswer(
        verdict=verdict,
        sentence=_sentence(table, found),
        findings=(Finding(IS_MET[verdict], why(found)),),
        decision=table.decision,
        table=table,
        recommendation=found,
        earlier=tuple(_earlier(found)),
    )


def purchase_of(facts: ProcurementFacts) -> Purchase:
    """The same facts in the engine's words."""
    forms = [*([facts.form] if facts.form else []), *([Form.FRAMEWORK] if facts.is_framework else [])]
    amounts = {measure: facts.amount(measure) for measure in Measure}
    return Purchase(
        nature=Nature(facts.nature) if facts.nature else None,
        forms=frozenset(map(Form, forms)),
        cpv=facts.cpv,
        figures={measure: Fraction(amount) for measure, amount in amounts.items() if amount is not None},
    )


def _sentence(table: PolicyTable, found: Recommendation) -> str:
    words = {
        Outcome.RECOMMENDED: _("“{table}” recommends here: {advice}."),
        Outcome.UNCLEAR: _("It cannot be seen yet what “{table}” recommends."),
        Outcome.NOT_RECOMMENDED: _("“{table}” recommends no requirement here."),
    }
    return words[found.outcome].format(table=table.title, advice=advice_words(found.advice))


def _earlier(found: Recommendation) -> Iterable[str]:
    for judged in found.earlier:
        yield _("Row {number}, {row}: {why}").format(
            number=judged.number, row=judged.row.name, why=row_words(judged)
        )
