"""Background work of the supplier's side."""

from celery import shared_task

from core.queue import Engine, engines
from procurements.models import Commitment
from suppliers.actions.importing import TASK, discard_old, due_ids, work_on
from suppliers.actions.schedule import open_reports
from suppliers.tallies import keep


@shared_task(name="suppliers.open_reports")
def open_due_reports() -> None:
    """Open the reports of every period that has begun. A missed run is made good by the next one."""
    for commitment in Commitment.objects.running().select_related("contract").iterator():
        open_reports(commitment)


@shared_task(name="suppliers.reckon")
def reckon(commitment_id: int) -> None:
    """Keep how the commitment stands today. Safe to run twice: the figures are a copy."""
    keep([commitment_id])


# A list of five hundred takes some ten seconds; the row stays locked while it goes on.
@shared_task(name=TASK, soft_time_limit=300, time_limit=330)
def work_on_import(import_id: int) -> None:
    """Enter or undo one uploaded list. Safe to run twice: the second run finds it held or done."""
    work_on(import_id)


@shared_task(name="suppliers.discard_old_imports")
def discard_old_imports() -> None:
    """Throw away uploaded lists that were never entered. A missed run is made good by the next one."""
    discard_old()


engines.fill(Engine(task=TASK, due_ids=due_ids), key="suppliers.imports")
