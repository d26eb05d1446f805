"""Who acts: a member, a job of the system, or the holder of a signed link. Never nobody."""

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


Actor: TypeAlias = "Membership | SystemJob | LinkVisitor"


def actor_columns(by: "Actor") -> dict[str, Any]:
    """The columns of an `Acted` row for this actor, with the member that a deputy acts for."""
    if isinstance(by, SystemJob | LinkVisitor):
        return {"member": None, "on_behalf_of": None, "agent": by.agent}
    return {"member": by, "on_behalf_of": by.acting_for, "agent": ""}
