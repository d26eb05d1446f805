"""Background tasks. Celery finds them through this package."""

from core.tasks import documents, mail, queue, reminders

__all__ = ["documents", "mail", "queue", "reminders"]
