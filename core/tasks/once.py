"""Clearing of what was kept to know a form that is sent twice, started by beat."""

from celery import shared_task

from core import once


@shared_task(name="core.forget_sent_forms")
def forget_sent_forms() -> None:
    """Delete the rows that no page asks for any more. Safe to run as often as one likes."""
    once.forget()
