"""Production: everything from the environment, nothing convenient."""

from config.redis import client_address
from config.settings.base import *  # noqa: F403
from config.settings.base import REDIS_URL, SILENCED_SYSTEM_CHECKS, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("INSTEG_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
IS_PRODUCTION = True
PERSONA_LOGIN = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": client_address(REDIS_URL),
        "KEY_PREFIX": "cache",
    }
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Attempts are counted by the reader's address, not by the proxy's, which all readers share.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("INSTEG_PROXIES", default=1)
SECURE_SSL_REDIRECT = env.bool("INSTEG_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]  # asked from inside, where nobody speaks HTTPS
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# The list that browsers ship is for whole domains: its owner's decision, not a single service's.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W021"]
