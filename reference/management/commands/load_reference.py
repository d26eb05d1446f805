"""`manage.py load_reference`: the shipped public data into the database, instantly when nothing changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reference.loading import Loaded, load_all


class Command(BaseCommand):
    help = "Load or refresh the shipped public data (CPV, places, occupations, skills). Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="load unchanged files, too")

    def handle(self, *args: Any, **options: Any) -> None:
        for loaded in load_all(force=options["force"]):
            self.stdout.write(described(loaded))


def described(loaded: Loaded) -> str:
    state = "unchanged" if loaded.was_current else "loaded"
    dropped = f", {loaded.dropped} dropped" if loaded.dropped else ""
    return f"{loaded.file:28} {loaded.rows:>7,} rows {state}{dropped}"
