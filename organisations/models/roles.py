"""Which roles fit which kind of organisation, and what each role is told to be for."""

import datetime as dt
from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from core.rules import RuleBroken
from organisations.models.authority import Authority
from organisations.models.organisation import Kind, Organisation
from organisations.permissions import ORGANISATION_WIDE_ROLES, Role

ROLES_BY_KIND: dict[Kind, tuple[Role, ...]] = {
    Kind.CONTRACTING: (
        Role.PROCURER,
        Role.CONTRACT_MANAGER,
        Role.ORDERER,
        Role.DECISION_MAKER,
        Role.MATCHING_OFFICER,
        Role.COORDINATOR,
        Role.REGISTRAR,
        Role.ECONOMIST,
        Role.COMMUNICATOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    ),
    Kind.SUPPLIER: (Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY, Role.ADMINISTRATOR),
    Kind.LABOUR_MARKET: (
        Role.MATCHING_OFFICER,
        Role.COORDINATOR,
        Role.REGISTRAR,
        Role.DATA_PROTECTION_OFFICER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    ),
}

ROLE_HELP: dict[Role, Promise] = {
    Role.DECISION_MAKER: _("Decides, and sees goals, results and what is late."),
    Role.PROCURER: _("Runs procurements through the six steps and follows the contracts."),
    Role.ORDERER: _("Belongs to the unit that needs the purchase. Reads and writes messages."),
    Role.CONTRACT_MANAGER: _("Follows running contracts and verifies the supplier's reports."),
    Role.MATCHING_OFFICER: _(
        "Agrees requirement profiles and finds candidates. The only role that sees names."
    ),
    Role.SUPPLIER_REPRESENTATIVE: _("Reports and answers proposals."),
    Role.SUPPLIER_SIGNATORY: _(
        "May do the same as the representative. The role only says who signs contracts for you; "
        "the signing itself is done outside Insteg."
    ),
    Role.COORDINATOR: _(
        "Sees all cases and figures of the organisation, but no persons and no bids before award."
    ),
    Role.REGISTRAR: _("Registers documents and messages in the diary."),
    Role.DATA_PROTECTION_OFFICER: _("Reads the log. Sees no cases."),
    Role.AUDITOR: _("Reads for a limited time. Changes nothing."),
    Role.COMMUNICATOR: _("Reads decisions and figures."),
    Role.ECONOMIST: _("Reads commitments and figures."),
    Role.ADMINISTRATOR: _("Invites members, gives roles and looks after the organisation's details."),
}


def role_choices(kind: str) -> list[tuple[str, str]]:
    """The roles that a member of such an organisation may hold, as one list to tick."""
    return [(role.value, str(role.label)) for role in ROLES_BY_KIND[Kind(kind)]]


def check_roles(organisation: Organisation, roles: Collection[str], *, valid_until: dt.date | None) -> None:
    """Refuse a set of roles that the organisation's kind does not have, or that needs an end date."""
    if not roles:
        raise RuleBroken(_("Tick at least one role."))
    fitting = ROLES_BY_KIND[Kind(organisation.kind)]
    if foreign := [str(Role(role).label) for role in roles if role not in fitting]:
        raise RuleBroken(
            _("{organisation} cannot have the role {role}.").format(
                organisation=organisation, role=foreign[0]
            )
        )
    if Role.AUDITOR in roles and valid_until is None:
        raise RuleBroken(_("An auditor reads for a limited time: state the last day."))
    if valid_until is not None and valid_until < clock.today():
        raise RuleBroken(_("The last day has passed already. Choose today or a later day."))


def check_authorities(
    organisation: Organisation, roles: Collection[str], authorities: Collection[Authority]
) -> None:
    """Refuse foreign authorities, and a role that works for an authority when none is ticked."""
    if any(authority.organisation_id != organisation.pk for authority in authorities):
        raise RuleBroken(
            _("Choose among the authorities of {organisation}.").format(organisation=organisation)
        )
    works_for_one = set(roles) - ORGANISATION_WIDE_ROLES - {Role.ADMINISTRATOR}
    if organisation.kind != Kind.SUPPLIER and works_for_one and not authorities:
        raise RuleBroken(_("Tick the authority that the person works for."))
