"""`manage.py start_organisation`: make an organisation and invite its administrator.

Run once more for an organisation that nobody administers yet, it sends a new invitation.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.actors import SystemJob
from core.rules import RuleBroken
from organisations.actions.administrators import FirstAdministrator, invite_first_again
from organisations.actions.organisations import create_organisation
from organisations.models import Invitation, Kind, Organisation
from organisations.models.organisation import plain_number
from organisations.permissions import Role


class Command(BaseCommand):
    help = "Make an organisation and send its administrator an invitation, or a new one if she never joined."

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
            help="what the administrator does besides: without any she sees no contracts, and she cannot "
            "give herself roles afterwards. Recommended: procurer contract_manager; for a supplier "
            "supplier_representative; for a labour-market actor matching_officer",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        existing = Organisation.objects.filter(number=plain_number(options["number"])).first()
        try:
            invitation = self.invited(existing, options)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{invitation.organisation} {'was there already' if existing else 'is made'}. "
            f"{invitation.email} gets an invitation by mail; "
            f"its link works until {invitation.expires_at:%Y-%m-%d}."
        )

    def invited(self, existing: Organisation | None, options: dict[str, Any]) -> Invitation:
        """The invitation to a new organisation, or a new one to one that nobody administers yet."""
        admin = FirstAdministrator(options["admin_name"], options["admin_email"], options["admin_roles"])
        by = SystemJob("start_organisation")
        if existing is not None:
            return invite_first_again(existing, admin, by=by)
        return create_organisation(
            options["kind"],
            options["name"],
            number=options["number"],
            is_public=options["kind"] != Kind.SUPPLIER and not options["private"],
            administrator=admin,
            by=by,
        )
