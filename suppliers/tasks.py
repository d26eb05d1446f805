"""Background work of the supplier's side."""

from celery import shared_task

from procurements.models import Commitment
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
