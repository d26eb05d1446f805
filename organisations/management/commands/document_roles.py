"""`manage.py document_roles`: write docs/roles.md from the table of roles and permissions."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from organisations.role_table import role_table

PATH = settings.BASE_DIR / "docs" / "roles.md"


class Command(BaseCommand):
    help = "Write docs/roles.md."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the file is stale; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            text = role_table()
        if not options["check"]:
            PATH.write_text(text, encoding="utf-8")
        elif not PATH.exists() or PATH.read_text(encoding="utf-8") != text:
            raise CommandError("docs/roles.md is stale: run `bin/manage document_roles`.")
