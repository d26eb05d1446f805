"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from core.keys import ring  # noqa: E402
from core.memory import keep_what_is_loaded  # noqa: E402

ring()  # a web process that can neither seal nor open personal values does not start
keep_what_is_loaded()
