"""Background tasks. Celery finds them through this package."""

from core.tasks import documents, mail, once, queue, reminders

__all__ = ["documents", "mail", "once", "queue", "reminders"]
