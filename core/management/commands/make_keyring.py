"""`manage.py make_keyring`: make the key ring that personal values rest on."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.keys import make_ring


class Command(BaseCommand):
    help = "Make the installation's key ring unless there is one."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.KEY_RING_PATH)
        if path.exists():
            self.stdout.write(f"There is a key ring at {path} already.")
            return
        make_ring(path)
        self.stdout.write(f"Made {path}. Keep a copy apart from the database backups.")
