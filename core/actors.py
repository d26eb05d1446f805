"""Who acts: a member, an operator, an account, a job of the system, or the holder of a link. Never nobody."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from organisations.models import Membership


@dataclass(frozen=True)
class SystemJob:
    """A job that acts by itself, such as the reminder run."""

    name: str

    @property
    def agent(self) -> str:
        return f"job:{self.name}"


@dataclass(frozen=True)
class LinkVisitor:
    """Somebody without an account who holds a signed link; `pk` is the link's row."""

    kind: str
    pk: int

    @property
    def agent(self) -> str:
        return f"link:{self.kind}:{self.pk}"


@dataclass(frozen=True)
class Operator:
    """Somebody who runs the installation. Has no membership, so that she sees no case."""

    user_pk: int

    @property
    def agent(self) -> str:
        return f"operator:{self.user_pk}"


@dataclass(frozen=True)
class Account:
    """A person acting on her own account only: log-in, password, second factor, profile."""

    user_pk: int

    @property
    def agent(self) -> str:
        return f"account:{self.user_pk}"


Outsider: TypeAlias = "SystemJob | LinkVisitor | Operator | Account"
Actor: TypeAlias = "Membership | Outsider"


def actor_columns(by: "Actor") -> dict[str, Any]:
    """The columns of an `Acted` row for this actor, with the member that a deputy acts for."""
    if isinstance(by, SystemJob | LinkVisitor | Operator | Account):
        return {"member": None, "on_behalf_of": None, "agent": by.agent}
    return {"member": by, "on_behalf_of": by.acting_for, "agent": ""}
