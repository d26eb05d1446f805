#!/usr/bin/env python
"""Django's command line. bin/manage calls it with the project's environment and database up."""

import os
import sys

# Only these touch the schema; everything else runs as the application role (docs/decisions/0002).
OWNER_COMMANDS = {"migrate", "sqlmigrate", "squashmigrations"}
MISSING = {"42P01", "42703"}  # PostgreSQL's words for a table or column that is not there


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["INSTEG_AS_OWNER"] = "1"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except ProgrammingError as problem:
        if getattr(problem.__cause__, "sqlstate", "") in MISSING and is_behind():
            sys.exit("The database is older than this version of the code. First: bin/manage migrate")
        raise
    except ImproperlyConfigured as problem:  # says itself what to do
        sys.exit(str(problem))


def is_behind() -> bool:
    """Does the database lack migrations? Then a missing table is no fault of the code."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    main()
