"""`manage.py make_operator`: an account that creates organisations and sees no case."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.rules import RuleBroken
from organisations.actions.operators import make_operator


class Command(BaseCommand):
    help = "Make an operator and send her a link to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = make_operator(options["email"], name=options["name"])
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.email} is an operator and gets a mail with a link to choose a password.")
