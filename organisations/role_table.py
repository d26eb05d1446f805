"""The roles and what each may do, as a page of Markdown."""

from collections.abc import Iterator

from organisations.models import Kind
from organisations.models.roles import ROLE_HELP, ROLES_BY_KIND
from organisations.permissions import ORGANISATION_WIDE_ROLES, ROLE_PERMISSIONS, Permission, Role


def role_table() -> str:
    """The whole text of docs/roles.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Roles and permissions"
    yield ""
    yield (
        "Made by `bin/manage document_roles` from `organisations/permissions.py`; "
        "a test fails when it is stale."
    )
    yield "A member of an organisation holds one or more roles; what she may do is the union."
    yield "Which rows she sees is another matter: each room's `visible_to(member)`."
    yield ""
    yield "| Role | For | Organisations | Scope |"
    yield "|---|---|---|---|"
    for role in Role:
        kinds = ", ".join(str(kind.label) for kind in Kind if role in ROLES_BY_KIND[kind])
        scope = "all authorities" if role in ORGANISATION_WIDE_ROLES else "own authorities"
        yield f"| {role.label} | {ROLE_HELP[role]} | {kinds} | {scope} |"
    yield ""
    yield "## Permissions"
    yield ""
    yield "| Permission | Roles |"
    yield "|---|---|"
    for permission in Permission:
        holders = [str(role.label) for role in Role if permission in ROLE_PERMISSIONS[role]]
        yield f"| `{permission}` | {', '.join(holders) or 'nobody'} |"
