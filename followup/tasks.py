"""Background work of follow-up and of the public front."""

from celery import shared_task

from followup.models import Subscription


@shared_task(name="followup.forget_unconfirmed")
def forget_unconfirmed() -> None:
    """Delete addresses that were never confirmed. A missed run is made good by the next one."""
    Subscription.objects.never_confirmed().forget()
