"""The register keeps up: with the cases that purchases have become, and with the rules of the day."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from core import clock
from core.actors import SystemJob
from organisations.models import Organisation, Part
from procurements.models import PlannedPurchase, Procurement
from procurements.models.purchase import PlannedPurchaseQuerySet
from procurements.register.judging import differing, facts_from, judge, rules_today
from procurements.states import OPEN, PurchaseState
from strategy.rulebook import Rulebook

if TYPE_CHECKING:
    from core.actors import Actor

WORKER = SystemJob("coverage_register")
BATCH = 500
JUDGEMENT = ("verdict", "judged_under")


def register_case(case: Procurement, *, by: "Actor") -> PlannedPurchase | None:
    """The row of a case that was started directly; none for a contract that was entered running."""
    if case.entered_running or PlannedPurchase.objects.filter(procurement=case).exists():
        return None
    row = PlannedPurchase(
        authority=case.authority,
        procurement=case,
        state=PurchaseState.STARTED,
        began_as_case=True,
        planned_for=_begun_on(case).replace(day=1),
        **facts_from(case),
    )
    judge_now(row)
    row.save()
    row.begin(by=by)
    return row


def follow_case(row: PlannedPurchase, case: Procurement) -> None:
    """Take over the case's facts where they differ, and judge."""
    for name, value in differing(row, facts_from(case)).items():
        setattr(row, name, value)
    judge_now(row)
    row.save()


def keep_judgement(row: PlannedPurchase) -> None:
    """Judge what stands and keep it."""
    judge_now(row)
    row.save(update_fields=["verdict", "judged_under"])


def _begun_on(case: Procurement) -> dt.date:
    first = case.status_changes.order_by("at", "pk").first()
    return timezone.localdate(first.at) if first else clock.today()


def judge_now(row: PlannedPurchase) -> None:
    """Set the verdict of a row that is saved next. One query."""
    organisation = row.authority.organisation
    if organisation.has(Part.PROCUREMENT):
        judge([row], rules_today(organisation).fetch())


def renew_registers() -> None:
    """Bring the register of every organisation up to the day. A missed run is made good by the next one."""
    for organisation in Organisation.objects.filter(parts__contains=[Part.PROCUREMENT]).order_by("pk"):
        renew_register(organisation)


def renew_register(organisation: Organisation) -> int:
    """Rows for cases that have none, the facts of cases that have changed, and judgements under other rules.
    Returns how many rows were judged anew."""
    cases = Procurement.objects.filter(authority__organisation=organisation, entered_running=False)
    for case in cases.open().filter(planned_purchase__isnull=True).select_related("authority__organisation"):
        with transaction.atomic():
            register_case(case, by=WORKER)
    _follow_cases(organisation)
    rules, count = rules_today(organisation).fetch(), 0
    while judged := _judge_some(organisation, rules):
        count += judged
    return count


def _follow_cases(organisation: Organisation) -> None:
    started = PlannedPurchase.objects.filter(
        authority__organisation=organisation, procurement__state__in=OPEN, state=PurchaseState.STARTED
    )
    for row in started.for_lists().order_by("pk").iterator(chunk_size=BATCH):
        assert row.procurement is not None
        if differing(row, facts_from(row.procurement)):
            with transaction.atomic():
                follow_case(row, row.procurement)


def stale(organisation: Organisation, rules: Rulebook) -> PlannedPurchaseQuerySet:
    """Rows that were judged under other rules than those of the day."""
    rows = PlannedPurchase.objects.filter(
        authority__organisation=organisation, state__in=(PurchaseState.PLANNED, PurchaseState.STARTED)
    )
    return rows.exclude(judged_under=rules.stamp)


@transaction.atomic
def _judge_some(organisation: Organisation, rules: Rulebook) -> int:
    """A batch; what somebody else holds just now is left to her, or to the next round."""
    waiting = stale(organisation, rules).for_lists().order_by("pk")
    rows = list(waiting.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    judge(rows, rules)
    PlannedPurchase.objects.bulk_update(rows, JUDGEMENT)
    return len(rows)
