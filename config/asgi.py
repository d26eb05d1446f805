"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_asgi_application()

from core.keys import ring  # noqa: E402

ring()  # a web process that can neither seal nor open personal values does not start
