"""On one's own machine: persona log-in, a mail viewer, the component gallery."""

from config.settings.base import *  # noqa: F403
from config.settings.base import MIDDLEWARE, STATE_DIR, env

DEBUG = True
SECRET_KEY = env.str("SECRET_KEY", default="development-only-key-never-used-in-production")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
PERSONA_LOGIN = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(STATE_DIR / "mail")
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
