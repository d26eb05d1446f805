"""Measuring: production, on one's own machine and with invented data (docs/bench.md)."""

import os
import secrets

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(40))
os.environ.setdefault("INSTEG_HOSTS", "testserver")

from config.settings.production import *  # noqa: F403
from config.settings.production import STATE_DIR

STATIC_ROOT = STATE_DIR / "bench-static"
