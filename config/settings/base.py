"""Settings shared by every environment. Everything that differs comes from the environment."""

import datetime as dt
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# --- Rooms, upper ones last (docs/decisions/0001) ---------------------------------------------------
ROOMS = [
    "core",
    "reference",
    "organisations",
    "strategy",
    "procurements",
    "matching",
    "suppliers",
    "followup",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisations.middleware.member",
    "organisations.middleware.login_required",
    "organisations.middleware.RefusedForm",
    "core.middleware.key_ring",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.context_processors.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.components",
                "core.templatetags.formats",
                "template_partials.templatetags.partials",
            ],
        },
    },
]

# --- Database: one server, two roles (docs/decisions/0002) ------------------------------------------
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="")
_url_name = "DATABASE_OWNER_URL" if env.bool("INSTEG_AS_OWNER", default=False) else "DATABASE_URL"
DATABASES = {"default": env.db_url(_url_name, default="postgresql:///insteg")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Joins are weighed four tables at a time. By itself the planner weighs every order of eight, which for rows
# with their related ones takes longer than to read them; they are written in a good order (decision 0015).
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c join_collapse_limit=4")
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", default="insteg_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front:start"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True  # the session lasts SESSION_COOKIE_AGE whether or not the browser is closed
MFA_ADAPTER = "organisations.adapters.MFAAdapter"
ACCOUNT_FORMS = {
    "login": "organisations.forms.account.LoginForm",
    "add_email": "organisations.forms.account.ChangeEmailForm",
    "change_password": "organisations.forms.account.ChangePasswordForm",
    "set_password": "organisations.forms.account.SetPasswordForm",
    "reset_password": "organisations.forms.account.ResetPasswordForm",
    "reset_password_from_key": "organisations.forms.account.ResetPasswordKeyForm",
    "reauthenticate": "organisations.forms.account.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "organisations.forms.account.AuthenticateForm",
    "reauthenticate": "organisations.forms.account.ReauthenticateByCodeForm",
    "activate_totp": "organisations.forms.account.ActivateAppForm",
    "add_webauthn": "organisations.forms.account.AddPasskeyForm",
    "edit_webauthn": "organisations.forms.account.RenamePasskeyForm",
}
SECOND_FACTOR_SECONDS = 300  # how fresh a second factor must be for a signature
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Insteg"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
IS_PRODUCTION = False
PERSONA_LOGIN = False  # only dev and test settings may open it; production refuses to start with it

# --- A form that is sent again just as it was makes nothing new (docs/decisions/0023) ---------------
SENT_AGAIN_WITHIN = dt.timedelta(minutes=10)

# --- Cache: counts log-in attempts; nothing that may not be lost -----------------------------------
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- Whom to ask about the installation -------------------------------------------------------------
SERVICE_CONTACT_NAME = env.str("INSTEG_CONTACT_NAME", default="Insteg")
SERVICE_CONTACT_EMAIL = env.str("INSTEG_CONTACT_EMAIL", default="insteg@localhost")
SERVICE_CONTACT_PHONE = env.str("INSTEG_CONTACT_PHONE", default="")

# --- Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "insteg_language"
LOCALE_PATHS = [BASE_DIR / "locale" / room for room in ROOMS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATE_DIR = Path(env.str("INSTEG_STATE_DIR", default=str(BASE_DIR / ".local")))
MEDIA_ROOT = Path(env.str("INSTEG_FILES_DIR", default=str(STATE_DIR / "files")))  # outside the web root
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedStorage"},
}

# --- Keys for personal values (docs/decisions/0004) -------------------------------------------------
KEY_RING_PATH = Path(env.str("INSTEG_KEY_RING", default=str(STATE_DIR / "keyring.json")))

# --- Queue: PostgreSQL holds the truth, Redis only hints --------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outlives any stop of the queue
# A page never waits long for a hint: without these, a queue that is down costs six seconds each time.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat")
# A killed worker's lease runs out within 30 s; with a pulse of 5 s its work is done
# within the minute.
# Pulses that nobody took in time are thrown away, so that a long stop leaves no heap of them.
CELERY_BEAT_SCHEDULE = {
    "requeue": {"task": "core.requeue_due_work", "schedule": 5.0, "options": {"expires": 5}},
    "reminders": {"task": "core.queue_due_reminders", "schedule": 30.0, "options": {"expires": 30}},
    "reports": {"task": "suppliers.open_reports", "schedule": 600.0, "options": {"expires": 600}},
    "registers": {"task": "procurements.renew_registers", "schedule": 60.0, "options": {"expires": 60}},
    "old_imports": {
        "task": "suppliers.discard_old_imports",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "old_purchase_lists": {
        "task": "procurements.discard_old_lists",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "sent_forms": {
        "task": "core.forget_sent_forms",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "unconfirmed": {
        "task": "followup.forget_unconfirmed",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
}

# --- Mail ------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
globals().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("INSTEG_EMAIL_TIMEOUT", default=10)  # seconds; a lease on a mail lasts 30
DEFAULT_FROM_EMAIL = env.str("INSTEG_FROM_EMAIL", default="Insteg <insteg@localhost>")
SITE_URL = env.str("INSTEG_SITE_URL", default="http://localhost:8000")
MESSAGE_ID_DOMAIN = env.str("INSTEG_MESSAGE_ID_DOMAIN", default="insteg.localhost")

# --- Safety ----------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "organisations.views.refusals.csrf_refused"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # unique, whatever the case: organisations_user_one_per_email
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
FORM_RENDERER = "core.forms.Renderer"

# Beat's pulses, and figures that are kept again after each change: many a minute, and nobody waits for one.
QUIET_TASKS = [
    "core.requeue_due_work",
    "core.queue_due_reminders",
    "suppliers.open_reports",
    "suppliers.reckon",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "without_pulse": {"()": "core.logs.WithoutPulse", "tasks": QUIET_TASKS},
        "without_trace_of_refusals": {"()": "core.logs.WithoutTraceOfRefusals"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": []},  # Django's own handler would write every line a second time
        "django.request": {"filters": ["without_trace_of_refusals"]},
        "celery.worker.strategy": {"filters": ["without_pulse"]},  # "received"
        "celery.worker.request": {"filters": ["without_pulse"]},  # "discarding", when a pulse came too late
        "celery.app.trace": {"filters": ["without_pulse"]},  # "succeeded"
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
