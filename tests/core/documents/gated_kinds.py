"""A kind of document whose making passes gates: "claimed" before rendering, "rendered", "stored"."""

from dataclasses import dataclass, replace

from core.documents import register, rendering
from core.documents.specimen import SPECIMEN, Specimen
from tests.core.gates import passing

being_made: list[str] = []


@dataclass(frozen=True, kw_only=True)
class GatedSpecimen(Specimen):
    """The closing sentence names the document to the gates."""

    def __post_init__(self) -> None:
        being_made[:] = [self.closing]
        passing("claimed", self.closing)


GATED = replace(SPECIMEN, key="gated", context=GatedSpecimen)
plain_store = rendering.store


def gated_store(content: bytes, *, folder: str) -> str:
    passing("rendered", being_made[0])
    name = plain_store(content, folder=folder)
    passing("stored", being_made[0])
    return name


def declare() -> None:
    """Only in the worker: the test itself orders, and does not render."""
    register(GATED)
    rendering.store = gated_store
