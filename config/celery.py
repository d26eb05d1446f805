"""The Celery application: `celery -A config worker` and `celery -A config beat`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
app = Celery("insteg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_without_keys(**_signal: Any) -> None:
    """A worker that can neither seal nor open personal values does not start."""
    from core.keys import ring

    try:
        ring()
    except ImproperlyConfigured as fault:  # Celery goes on after any other error in a signal
        raise SystemExit(str(fault)) from None
