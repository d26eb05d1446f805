"""Who may do what: one table from role to permissions. docs/roles.md is generated from it."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a view asks for. Held through a role in a membership, never by a user as such."""

    HOME = "home"
    CASE_SEE = "case.see"
    CASE_EDIT = "case.edit"
    REQUIREMENT_APPROVE = "requirement.approve"
    BID_SEE = "bid.see"
    CONTRACT_EDIT = "contract.edit"
    COMMITMENT_SEE = "commitment.see"
    REPORT_VERIFY = "report.verify"
    STRATEGY_SEE = "strategy.see"
    STRATEGY_PREPARE = "strategy.prepare"
    DECIDE = "decide"
    CALCULATE = "calculate"
    CANDIDATE_SEE = "candidate.see"
    CANDIDATE_EDIT = "candidate.edit"
    PROFILE_SEE = "profile.see"
    PROFILE_EDIT = "profile.edit"
    PLACEMENT_JUDGE = "placement.judge"
    SUPPLIER_WORK = "supplier.work"
    FIGURES_SEE = "figures.see"
    RECORD_SEE = "record.see"
    RECORD_REGISTER = "record.register"
    MESSAGE_WRITE = "message.write"
    LOG_READ = "log.read"
    ORGANISATION_SEE = "organisation.see"
    ORGANISATION_ADMINISTER = "organisation.administer"


class Role(models.TextChoices):
    """What a member is in an organisation; a member may hold several."""

    DECISION_MAKER = "decision_maker", _("Decision-maker")
    PROCURER = "procurer", _("Procurer")
    ORDERER = "orderer", _("Orderer")
    CONTRACT_MANAGER = "contract_manager", _("Contract manager")
    MATCHING_OFFICER = "matching_officer", _("Matching officer")
    SUPPLIER_REPRESENTATIVE = "supplier_representative", _("Supplier representative")
    SUPPLIER_SIGNATORY = "supplier_signatory", _("Supplier signatory")
    COORDINATOR = "coordinator", _("Coordinator")
    REGISTRAR = "registrar", _("Registrar")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    AUDITOR = "auditor", _("Auditor")
    COMMUNICATOR = "communicator", _("Communicator")
    ECONOMIST = "economist", _("Economist")
    ADMINISTRATOR = "administrator", _("Administrator")


class Home(models.TextChoices):
    """The four homes. A member with several roles gets the first that fits."""

    PROCURER = "procurer", _("Procurer's home")
    DECISION_MAKER = "decision_maker", _("Decision-maker's home")
    MATCHING_OFFICER = "matching_officer", _("Matching officer's home")
    SUPPLIER = "supplier", _("Supplier's home")


P = Permission
_EVERY_MEMBER = frozenset({P.HOME, P.ORGANISATION_SEE})
_BUYER = _EVERY_MEMBER | {P.CASE_SEE, P.COMMITMENT_SEE, P.STRATEGY_SEE, P.FIGURES_SEE, P.RECORD_SEE}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DECISION_MAKER: _BUYER
    | {P.STRATEGY_PREPARE, P.DECIDE, P.CALCULATE, P.REQUIREMENT_APPROVE, P.MESSAGE_WRITE},
    Role.PROCURER: _BUYER
    | {
        P.CASE_EDIT,
        P.BID_SEE,
        P.CONTRACT_EDIT,
        P.REPORT_VERIFY,
        P.STRATEGY_PREPARE,
        P.CALCULATE,
        P.MESSAGE_WRITE,
        P.PROFILE_SEE,
        P.PLACEMENT_JUDGE,
    },
    Role.ORDERER: _BUYER | {P.MESSAGE_WRITE},
    Role.CONTRACT_MANAGER: _BUYER
    | {P.CONTRACT_EDIT, P.REPORT_VERIFY, P.MESSAGE_WRITE, P.PROFILE_SEE, P.PLACEMENT_JUDGE},
    Role.MATCHING_OFFICER: _EVERY_MEMBER
    | {
        P.CASE_SEE,
        P.COMMITMENT_SEE,
        P.CANDIDATE_SEE,
        P.CANDIDATE_EDIT,
        P.PROFILE_SEE,
        P.PROFILE_EDIT,
        P.PLACEMENT_JUDGE,
        P.RECORD_SEE,
        P.MESSAGE_WRITE,
    },
    Role.SUPPLIER_REPRESENTATIVE: _EVERY_MEMBER | {P.SUPPLIER_WORK, P.MESSAGE_WRITE},
    Role.SUPPLIER_SIGNATORY: _EVERY_MEMBER | {P.SUPPLIER_WORK, P.MESSAGE_WRITE},
    Role.COORDINATOR: _BUYER | {P.STRATEGY_PREPARE, P.CALCULATE, P.MESSAGE_WRITE},
    Role.REGISTRAR: _EVERY_MEMBER | {P.RECORD_SEE, P.RECORD_REGISTER},
    Role.DATA_PROTECTION_OFFICER: _EVERY_MEMBER | {P.LOG_READ},
    Role.AUDITOR: _BUYER | {P.LOG_READ},
    Role.COMMUNICATOR: _EVERY_MEMBER | {P.STRATEGY_SEE, P.FIGURES_SEE},
    Role.ECONOMIST: _EVERY_MEMBER | {P.COMMITMENT_SEE, P.FIGURES_SEE, P.STRATEGY_SEE, P.CALCULATE},
    Role.ADMINISTRATOR: _EVERY_MEMBER | {P.ORGANISATION_ADMINISTER},
}

# Sees the cases and figures of every authority of the organisation; candidates stay with the officer's own.
ORGANISATION_WIDE_ROLES = frozenset(
    {
        Role.DECISION_MAKER,
        Role.COORDINATOR,
        Role.AUDITOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.COMMUNICATOR,
        Role.ECONOMIST,
        Role.REGISTRAR,
    }
)

HOME_ROLES: dict[Home, frozenset[Role]] = {
    Home.PROCURER: frozenset({Role.PROCURER, Role.CONTRACT_MANAGER, Role.ORDERER}),
    Home.MATCHING_OFFICER: frozenset({Role.MATCHING_OFFICER}),
    Home.SUPPLIER: frozenset({Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY}),
    Home.DECISION_MAKER: frozenset(
        {
            Role.DECISION_MAKER,
            Role.COORDINATOR,
            Role.AUDITOR,
            Role.COMMUNICATOR,
            Role.ECONOMIST,
            Role.REGISTRAR,
            Role.DATA_PROTECTION_OFFICER,
            Role.ADMINISTRATOR,
        }
    ),
}


def roles_giving(roles: Iterable[str], permissions: Collection[Permission]) -> frozenset[Role]:
    """Those of the roles that give one of the permissions at least."""
    held = frozenset(permissions)
    return frozenset(Role(role) for role in roles if ROLE_PERMISSIONS[Role(role)] & held)


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """The union over the roles."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
