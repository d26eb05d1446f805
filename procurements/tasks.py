"""Background work of procurements."""

from celery import shared_task

from core.queue import Engine, engines
from procurements.actions.purchase_lists import TASK, discard_old, due_ids, work_on
from procurements.register.following import renew_registers


@shared_task(name="procurements.renew_registers", soft_time_limit=240, time_limit=270)
def renew_coverage_registers() -> None:
    """Judge every register by the rules of the day. Safe to run twice: the second finds nothing to do."""
    renew_registers()


@shared_task(name=TASK, soft_time_limit=300, time_limit=330)
def work_on_purchase_list(list_id: int) -> None:
    """Check, read in or undo one uploaded list. Safe to run twice: the second run finds it held or done."""
    work_on(list_id)


@shared_task(name="procurements.discard_old_lists")
def discard_old_purchase_lists() -> None:
    """Throw away uploaded lists that were never read in. A missed run is made good by the next one."""
    discard_old()


engines.fill(Engine(task=TASK, due_ids=due_ids), key="procurements.purchase_lists")
