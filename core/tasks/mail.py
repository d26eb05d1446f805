"""Sending of queued mail."""

import logging

from celery import shared_task

from core.delivery import send
from core.mail import SEND_TASK, due_ids
from core.queue import Engine, engines
from core.rules import RuleBroken

logger = logging.getLogger(__name__)


# Both limits lie inside the lease (core.models.mail.LEASE, 30 s): a worker that hangs on a mail server is
# stopped before another worker may take the mail.
@shared_task(name=SEND_TASK, soft_time_limit=20, time_limit=25)
def send_mail(mail_id: int) -> None:
    """Send one mail. Safe to run twice: the second run finds nothing to claim."""
    try:
        send(mail_id)
    except RuleBroken as refusal:
        logger.warning("mail %s: %s", mail_id, refusal)


engines.fill(Engine(task=SEND_TASK, due_ids=due_ids), key="mail")
