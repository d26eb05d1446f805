"""The pulse, started by beat: whatever waits and is held by nobody is pointed out to the workers again."""

from celery import shared_task

from core.queue import hint_all_due


@shared_task(name="core.requeue_due_work")
def requeue_due_work() -> None:
    """Hint at all due rows: hints that were lost, leases of workers that died, moments that have come."""
    hint_all_due()
