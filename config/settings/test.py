"""Tests: as strict as production, with persona log-in and mail kept in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, MIDDLEWARE, TEMPLATES, env

SECRET_KEY = "tests-only"  # noqa: S105
DEBUG = False
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PERSONA_LOGIN = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The owner creates and migrates the test database; tests/conftest.py then hands the connection to the
# application role.
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["default"] = env.db_url("DATABASE_OWNER_URL")
    DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"]["TEST"] = {"NAME": "test_insteg" + os.environ.get("INSTEG_TEST_SUFFIX", "")}
STATE_DIR = Path(tempfile.mkdtemp(prefix="insteg-test-"))
atexit.register(shutil.rmtree, STATE_DIR, ignore_errors=True)
MEDIA_ROOT = STATE_DIR / "files"
KEY_RING_PATH = STATE_DIR / "keyring.json"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED<%s>"  # type: ignore[index]
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = (
    "memory://localhost/"  # hints go nowhere; tests with real workers bring their own settings
)
