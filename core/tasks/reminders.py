"""The reminder run, started by beat."""

from celery import shared_task

from core import reminders


@shared_task(name="core.queue_due_reminders")
def queue_due_reminders() -> None:
    """Queue what is due today. Safe to run as often as one likes: the ledger decides."""
    reminders.queue_due_reminders()
