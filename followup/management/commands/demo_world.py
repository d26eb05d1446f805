"""`manage.py demo_world`: one believable region with cases in every step, played through the rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from followup.management.commands.play import load_codes
from followup.play.world import build_world
from followup.scenario import ScenarioError
from organisations.models import Membership, Organisation


class Command(BaseCommand):
    help = "Build the demo world. Does nothing where there is an organisation already."

    def handle(self, *args: Any, **options: Any) -> None:
        if Organisation.objects.exists():
            self.stdout.write("There are organisations already; the demo world is left as it is.")
            return
        load_codes()
        try:
            with translation.override("sv"):
                played = build_world()
        except ScenarioError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            f"Built the demo world with {len(played)} procurements. Log in without password as:"
        )
        for line in persona_lines():
            self.stdout.write(line)


def persona_lines() -> list[str]:
    """Everybody by organisation, with roles."""
    members = Membership.objects.active().select_related("user", "organisation")
    rows = members.order_by("organisation__kind", "organisation__sort_key", "user__sort_key")
    return [f"  {row.organisation.name:26} {row.user.name:26} {roles_of(row)}" for row in rows]


def roles_of(member: Membership) -> str:
    if len(member.roles) > 5:
        return _("nearly every role")
    return ", ".join(member.role_names)
