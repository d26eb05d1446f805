"""Background work of procurements."""

from celery import shared_task

from procurements.register.following import renew_registers


@shared_task(name="procurements.renew_registers", soft_time_limit=240, time_limit=270)
def renew_coverage_registers() -> None:
    """Judge every register by the rules of the day. Safe to run twice: the second finds nothing to do."""
    renew_registers()
