"""Settings of the real worker and beat that slow tests start as processes
of their own (tests/core/workers.py).

As in tests, but on the running test's database, with a real queue and with the apps that the test names.
"""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403
from config.settings.test import CELERY_BROKER_TRANSPORT_OPTIONS, INSTALLED_APPS, env

WORKSHOP = Path(os.environ["INSTEG_WORKSHOP"])  # the test's own folder: sink, gates, beat's schedule
INSTALLED_APPS = [*INSTALLED_APPS, *env.list("INSTEG_WORKER_APPS")]
EMAIL_BACKEND = "tests.core.sink.Recording"
KEY_RING_PATH = Path(os.environ["INSTEG_KEY_RING"])
MEDIA_ROOT = WORKSHOP / "files"
CELERY_BROKER_URL = os.environ["REDIS_URL"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    "global_keyprefix": os.environ["INSTEG_QUEUE_PREFIX"],
}
CELERY_BEAT_SCHEDULE_FILENAME = str(WORKSHOP / "beat")
