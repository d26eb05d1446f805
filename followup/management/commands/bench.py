"""`manage.py bench`: what the main pages cost, on invented data of a known size."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.keys import make_ring
from followup.bench import build, database, measuring, telling

PART = 0.1
MEASURED, QUICK = 200, 3


class Command(BaseCommand):
    help = "Measure the main pages on 20,000 procurements and 100,000 placements, in a database of its own."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=float, default=1.0, help="a part of the data only, such as 0.1")
        parser.add_argument("--fresh", action="store_true", help="build the databases anew")
        parser.add_argument("--quick", action="store_true", help="few requests: to try, not to compare")
        parser.add_argument("--requests", type=int, default=MEASURED, help="measured requests for each page")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--here", action="store_true", help="in the database at hand, made for it")
        parser.add_argument("--only", choices=["build", "measure"], help="with --here: one of the two")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["quick"]:
            options["requests"] = QUICK
        figures = self._here(**options) if options["here"] else self._own(**options)
        if figures is None:
            return
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=1))
            return
        for line in telling.table(figures):
            self.stdout.write(line)

    def _here(self, *, scale: float, requests: int, only: str | None, **_rest: Any) -> dict[str, Any] | None:
        """Build and measure in the database that the settings name; each only when asked for alone."""
        if not database.may_be_filled(str(connection.settings_dict["NAME"])):
            raise CommandError("Invented data go only into a database made for them: leave --here out.")
        if only != "measure":
            self._build(scale)
        if only == "build":
            return None
        return telling.told(measuring.measure(requests), scale=scale)

    def _build(self, scale: float) -> None:
        if not build.is_built():
            build.build(scale, tell=self.stderr.write)
        build.keep_figures(tell=self.stderr.write)
        build.let_planner_look()

    def _own(self, *, scale: float, fresh: bool, requests: int, **_rest: Any) -> dict[str, Any]:
        """In databases of its own; the whole is compared with a tenth of it."""
        call_command("messages", "--compile-only", stdout=self.stderr)
        fresh = fresh or not database.key_ring().exists()
        if not database.key_ring().exists():
            make_ring(database.key_ring())
        scales = [PART, 1.0] if scale == 1 else [scale]
        for each in scales:
            self.stderr.write(f"Database {database.name_for(each)} …")
            database.prepare(each, is_fresh=fresh)
        collect = ["collectstatic", "--noinput", "--verbosity", "0"]
        database.run(collect, database.name_for(scale), as_owner=False)
        found = [self._measured(each, requests) for each in scales]
        return telling.with_growth(found[1], found[0]) if len(found) > 1 else found[0]

    def _measured(self, scale: float, requests: int) -> dict[str, Any]:
        self.stderr.write(f"Measuring {database.name_for(scale)} …")
        options = ["--here", "--only", "measure", "--json", "--scale", str(scale)]
        options += ["--requests", str(requests)]
        told: dict[str, Any] = json.loads(
            database.run(["bench", *options], database.name_for(scale), as_owner=False)
        )
        return told
