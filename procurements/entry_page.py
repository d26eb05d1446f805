"""Who in leadership can solve a no among the entry questions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.components import Contact
from organisations.models import Membership
from organisations.queries import people_to_ask
from procurements.mails import deciders_of
from procurements.models import EntryCheck, Procurement


@dataclass(frozen=True)
class Solvers:
    """The decision-makers of the case's authority; where there is none, whom to ask for one."""

    heading: str
    people: tuple[Contact, ...]
    names: str
    names_deciders: bool

    def asked(self, entry: EntryCheck) -> str:
        """Told after saving, while the consent that a missing decision needs is awaited."""
        if not self.names or not EntryCheck.objects.awaiting_consent().filter(pk=entry.pk).exists():
            return ""
        return _("{names} can agree that you go on without a decision. The question is sent by mail.").format(
            names=self.names
        )


def solvers_for(case: Procurement, reader: Membership) -> Solvers:
    """Named for those who work with the case, who belong to the authority themselves."""
    deciders = deciders_of(case.authority)
    others = [member for member in deciders if member.pk != reader.pk]
    if deciders:
        heading = _("Who can solve it:")
        return Solvers(heading, tuple(map(_contact, deciders)), _in_line(others), True)
    heading = _("Nobody at {authority} has the role of decision-maker. Ask for one:").format(
        authority=case.authority
    )
    return Solvers(heading, tuple(map(_contact, people_to_ask(reader))), "", False)


def no_officer(reader: Membership) -> str:
    """What to do where nobody has the role: whom to ask to give it to somebody."""
    helpers = list(people_to_ask(reader))
    if not helpers:
        return _("Nobody has the role of matching officer yet. An administrator gives it under Members.")
    return _("Nobody has the role of matching officer yet. Ask {names} to give it to somebody.").format(
        names=_in_line(helpers)
    )


def _contact(member: Membership) -> Contact:
    role = member.title or ", ".join(str(name) for name in member.role_names)
    return Contact(name=member.user.name, role=role, phone=member.user.phone, email=member.user.email)


def _in_line(members: list[Membership]) -> str:
    names = [member.user.name for member in members]
    if len(names) < 2:
        return "".join(names)
    return _("{first} or {last}").format(first=", ".join(names[:-1]), last=names[-1])
