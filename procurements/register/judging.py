"""What the rules say of a purchase in the register, and how it is answered then."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from core import clock
from organisations.models import Organisation
from procurements.choices import Coverage
from procurements.models import PlannedPurchase, Procurement
from procurements.policy_answer import form_of
from procurements.states import PREPARING
from strategy.queries import rulebook
from strategy.rulebook import Rulebook
from strategy.rules import PolicyAnswer, ProcurementFacts, Verdict

# What the register copies of a case: its own column, and how it is read.
COPIED = ("title", "nature", "cpv_id", "value_sek", "staff_cost_share", "performers")
FACTS = ("title", "nature", "form", "cpv_id", "value_sek", "months", "staff_cost_share", "performers")


def facts_from(case: Procurement) -> dict[str, Any]:
    """The case's particulars as columns of the register."""
    told = {name: getattr(case, name) for name in COPIED}
    return {**told, "months": case.months_with_options, "form": form_of(case)}


def facts_of(row: PlannedPurchase, *, on: dt.date) -> ProcurementFacts:
    """As the rules read them."""
    is_framework = row.procurement.is_framework if row.procurement else False
    return ProcurementFacts(
        authority=row.authority,
        on=on,
        nature=row.nature,
        cpv=row.cpv_id or "",
        form=row.form,
        is_framework=is_framework,
        value_sek=None if row.value_sek is None else Decimal(row.value_sek),
        contract_months=row.months,
        performers=row.performers,
        staff_cost_share=row.staff_cost_share,
    )


def rules_today(organisation: Organisation) -> Rulebook:
    """Not fetched yet."""
    return rulebook(organisation, on=clock.today())


def answer_now(row: PlannedPurchase) -> PolicyAnswer:
    """What the rules say today, in words. One query."""
    rules = rules_today(row.authority.organisation).fetch()
    return rules.answer_for(facts_of(row, on=rules.on))


def judge(rows: Iterable[PlannedPurchase], rules: Rulebook) -> None:
    """Set the verdict of rows that are not saved yet."""
    for row in rows:
        row.verdict = rules.verdict_for(facts_of(row, on=rules.on)).value
        row.judged_under = rules.stamp


def coverage_of(row: PlannedPurchase, verdict: Verdict) -> Coverage:
    """As `with_coverage` says in SQL, by this verdict instead of the kept one."""
    if getattr(row, "requires", False):
        return Coverage.WITH_REQUIREMENT
    if verdict is Verdict.UNCLEAR:
        return Coverage.UNCLEAR
    if verdict is not Verdict.APPLIES:
        return Coverage.NOT_ASKED
    if getattr(row, "is_explained", False):
        return Coverage.EXPLAINED
    if row.procurement is not None and row.procurement.state in PREPARING:
        return Coverage.BEING_PREPARED
    return Coverage.WAITING


def differing(row: PlannedPurchase, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the row has otherwise."""
    return {name: value for name, value in facts.items() if getattr(row, name) != value}
