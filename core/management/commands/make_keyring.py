"""`manage.py make_keyring`: make the key ring that personal values rest on.

Never where the database holds values that an earlier ring sealed: a new one could not open them.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from core.keys import make_ring, rests_on_a_ring


class Command(BaseCommand):
    help = "Make the installation's key ring unless there is one."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.KEY_RING_PATH)
        if path.exists():
            self.stdout.write(f"There is a key ring at {path} already.")
            return
        try:
            has_sealed = rests_on_a_ring()
        except OperationalError as fault:
            raise CommandError(
                "The database cannot be asked whether an earlier key ring is needed. Start it and try again."
            ) from fault
        if has_sealed:
            raise CommandError(
                f"The key ring is missing at {path}, and the database holds personal values that only that "
                "ring opens. Put its copy back there, or point INSTEG_KEY_RING at it. (A demo world without "
                "a copy: start over with bin/dev --fresh.)"
            )
        make_ring(path)
        self.stdout.write(f"Made {path}. Keep a copy apart from the database backups.")
