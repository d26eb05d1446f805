"""Production's settings with the collected files in a test's own folder; everything else is production's."""

import os
from pathlib import Path

from config.settings.production import *  # noqa: F403

STATIC_ROOT = Path(os.environ["INSTEG_TEST_STATIC_ROOT"])
