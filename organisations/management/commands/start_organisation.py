"""`manage.py start_organisation`: make an organisation and invite its administrator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.actors import SystemJob
from core.rules import RuleBroken
from organisations.actions.organisations import FirstAdministrator, create_organisation
from organisations.models import Kind
from organisations.permissions import Role


class Command(BaseCommand):
    help = "Make an organisation and send its administrator an invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="name of the organisation")
        parser.add_argument("--number", required=True, help="organisation number, 212000-1355")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.CONTRACTING.value)
        parser.add_argument(
            "--private", action="store_true", help="a company or association, not a public body"
        )
        parser.add_argument("--admin-email", required=True)
        parser.add_argument("--admin-name", required=True)
        parser.add_argument(
            "--admin-roles",
            nargs="*",
            choices=Role.values,
            default=[],
            help="what the administrator does besides; she cannot give herself roles afterwards",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        admin = FirstAdministrator(options["admin_name"], options["admin_email"], options["admin_roles"])
        try:
            invitation = create_organisation(
                options["kind"],
                options["name"],
                number=options["number"],
                is_public=options["kind"] != Kind.SUPPLIER and not options["private"],
                administrator=admin,
                by=SystemJob("start_organisation"),
            )
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{invitation.organisation} is made. {invitation.email} gets an invitation by mail; "
            f"its link works until {invitation.expires_at:%Y-%m-%d}."
        )
