"""`manage.py prepare_dev`: what a development database needs after migrating. Safe to repeat."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from organisations.models import Organisation
from reference.loading import load_all


class Command(BaseCommand):
    help = "Load the public data, and the demo world into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        load_all()
        if not Organisation.objects.exists():
            call_command("demo_world", stdout=self.stdout)
