"""`manage.py play FILE.yaml`: play a case through the rules and print how it stands on its `today`."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation

from followup.play import play
from followup.play.table import as_table
from followup.scenario import ScenarioError, load
from reference.loading import load_all
from reference.models import CpvCode


class Command(BaseCommand):
    help = "Play a scenario file through the rules, as the people who would press the buttons."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a scenario file, for example demo/park-care.yaml")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON and nothing else")
        parser.add_argument("--dry-run", action="store_true", help="play, print, and undo everything")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="sv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scenario = load(options["file"])
            with translation.override(options["language"]), transaction.atomic():
                load_codes()
                played = play(scenario)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except ScenarioError as fault:
            raise CommandError(str(fault)) from fault
        if options["json"]:
            self.stdout.write(json.dumps(played.outcome.as_json(), ensure_ascii=False, indent=2))
            return
        with translation.override(options["language"]):
            self.stdout.write(as_table(scenario, played, is_kept=not options["dry_run"]))


def load_codes() -> None:
    """The public data, where nobody has loaded it yet."""
    if not CpvCode.objects.exists():
        load_all()
