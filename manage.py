#!/usr/bin/env python
"""Django's command line. bin/manage calls it with the project's environment and database up."""

import os
import sys

# Only these touch the schema; everything else runs as the application role (docs/decisions/0002).
OWNER_COMMANDS = {"migrate", "sqlmigrate", "squashmigrations"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["INSTEG_AS_OWNER"] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
