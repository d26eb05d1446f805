"""Steps over the register of planned purchases: in, changed, answered, started, dropped."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.actions.cases import start_case
from procurements.models import Explanation, PlannedPurchase, Procurement
from procurements.register.following import follow_case, judge_now, keep_judgement, register_case
from procurements.register.judging import answer_now
from reference.figures import legal_figure
from strategy.table_words import advice_words


@transaction.atomic
def plan_purchase(values: Mapping[str, Any], *, by: Membership) -> PlannedPurchase:
    """A purchase that somebody typed in, judged at once."""
    row = PlannedPurchase(**values)
    judge_now(row)
    row.full_clean(exclude=["sort_key"])
    row.save()
    row.begin(by=by)
    return row


@transaction.atomic
def change_purchase(row: PlannedPurchase, values: Mapping[str, Any], *, by: Membership) -> None:
    """Other facts, judged anew."""
    if row.edit(by=by, **values):
        keep_judgement(row)


@transaction.atomic
def start_purchase(row: PlannedPurchase, content: Mapping[str, Any], *, by: Membership) -> Procurement:
    """Yes: start the procurement that the purchase becomes."""
    return start_case({**content, "authority": row.authority}, planned=row, by=by)


@transaction.atomic
def link_purchase(row: PlannedPurchase, case: Procurement, *, by: Membership) -> None:
    """Say which procurement it has become. The row that the case began with gives way."""
    if own := PlannedPurchase.objects.filter(procurement=case).first():
        if not own.began_as_case:
            raise RuleBroken(_("“{title}” is another planned purchase already.").format(title=own))
        if own.explanation is not None:
            raise RuleBroken(_("There is a reason on the procurement's own row. Take it back first."))
        own.undo(reason=_("The same as “{title}”").format(title=row), by=by)
    row.become(case, by=by)
    follow_case(row, case)


@transaction.atomic
def unlink_purchase(row: PlannedPurchase, *, reason: str, by: Membership) -> None:
    """It was the wrong procurement; that one gets a row of its own."""
    case = row.procurement
    row.part_from_case(reason=reason, by=by)
    keep_judgement(row)
    if case is not None:
        register_case(case, by=by)


@transaction.atomic
def take_up(row: PlannedPurchase, *, by: Membership) -> None:
    """It is to be bought after all; the rules may have changed meanwhile."""
    row.take_up(by=by)
    keep_judgement(row)


@transaction.atomic
def explain(row: PlannedPurchase, *, reason: str, text: str, by: Membership) -> Explanation:
    """No, and why; anew where a reason is confirmed or changed."""
    answered = answer_now(row)
    if not answered.applies:
        raise RuleBroken(_("No requirement is recommended here, so there is nothing to explain."))
    recommended = answered.sentence
    if answered.recommendation is not None:
        recommended = advice_words(answered.recommendation.advice)
    months = int(legal_figure("coverage_review_months", on=clock.today()).value)
    given = {"reason": reason, "text": text, "recommended": recommended}
    found = Explanation.give(row, **given, review_on=_months_on(clock.today(), months), by=by)
    audit.record("explanation.given", row, by=by, changes={"reason": reason})
    return found


def _months_on(day: dt.date, months: int) -> dt.date:
    """The first day of the month, so many months later: a whole register is looked through together."""
    place = day.year * 12 + day.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)
