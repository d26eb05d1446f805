"""The kinds of document that the rooms declare."""

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from typing import Any

from django.utils.functional import Promise

from core.registry import Slot


@dataclass(frozen=True, kw_only=True)
class DocumentKind:
    """What a document is made of. `template` extends documents/base.html; `title` names the kind to readers.

    `context` is a frozen dataclass that `core.documents.freezing` can store: text, whole numbers, decimals,
    dates, moments, enumerations, tuples and other such dataclasses. `specimen` gives an example of it, for
    the preview pages and for tests. `is_signed`: somebody with a mandate signs it, here or elsewhere.
    """

    key: str
    template: str
    context: type
    title: str | Promise
    specimen: Callable[[], Any]
    is_signed: bool = False

    def __post_init__(self) -> None:
        if not is_dataclass(self.context):
            raise TypeError(f"{self.key}: the context must be a dataclass")


kinds: Slot[DocumentKind] = Slot("document_kinds")


def register(kind: DocumentKind) -> DocumentKind:
    """Make the kind known. Called in `AppConfig.ready()` of the room that owns it."""
    return kinds.fill(kind, key=kind.key)
