"""Background work of follow-up and of the public front."""

from celery import shared_task

from core.queue import Engine, engines
from followup.coming_mails import TASK, due_ids
from followup.coming_mails import tell_followers as tell
from followup.models import Subscription


@shared_task(name="followup.forget_unconfirmed")
def forget_unconfirmed() -> None:
    """Delete addresses that were never confirmed. A missed run is made good by the next one."""
    Subscription.objects.never_confirmed().forget()


@shared_task(name=TASK)
def tell_followers(notice_id: int) -> None:
    """Queue the mails to the next followers. Safe to run twice: the second run goes on from the first."""
    tell(notice_id)


engines.fill(Engine(task=TASK, due_ids=due_ids), key="followup.coming")
