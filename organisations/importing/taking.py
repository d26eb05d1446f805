"""An uploaded list taken in: what is the same for every kind of list, with nothing made of its rows yet."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core import clock
from core.attachments import plain_name
from core.documents.storage import sha256
from core.importing.reading import Limits, read_sheet
from organisations.importing.columns import Columns
from organisations.models import Authority, Membership, RememberedHeading, UploadedList
from organisations.permissions import Permission
from reference.folding import fold

if TYPE_CHECKING:
    from core.actors import Actor

Row = TypeVar("Row", bound=UploadedList)
KEPT = dt.timedelta(days=30)  # a list of which nobody has made anything (docs/retention.yaml)


@dataclass(frozen=True, kw_only=True)
class ListKind(Generic[Row]):
    """One kind of list: its row, its columns, what its headings were said to mean, how large it may be.

    A list that lacks nothing begins as `when_complete`, others as a draft.
    """

    model: type[Row]
    headings: type[RememberedHeading]
    columns: Columns
    limits: Limits
    when_complete: str

    def read(self, *, name: str, content: bytes, authority: Authority | None, by: Membership) -> Row:
        """The uploaded list as a row that is not saved yet, with a guess of what its columns are.

        An earlier list of the member's that is still a draft is thrown away, so that one at a time is kept.
        """
        known = self.headings.of(by.organisation)
        sheet = read_sheet(
            content,
            name=name,
            knows=lambda heading: self.columns.knows(heading) or bool(known.get(fold(heading))),
            limits=self.limits,
        )
        for left in self._drafts(made_by=by):
            left.discard(by=by)
        fields = self.columns.guess(sheet.headings, known)
        new: Any = self.model
        row: Row = new(
            organisation=by.organisation,
            made_by=by,
            file_name=plain_name(name, kind="xlsx" if content.startswith(b"PK") else "csv"),
            sha256=sha256(content),
            line_count=len(sheet.lines),
            headings=list(sheet.headings),
            lines=[line.plain for line in sheet.lines],
            fields=fields,
            authority=authority,
            state=self.when_complete if set(self.columns.needed) <= set(fields) else self.model.DRAFT,
        )
        return row

    def lacking(self, row: Row) -> list[str]:
        """Fields that no column of the list gives, though every row needs them."""
        return [name for name in self.columns.needed if name not in row.fields]

    def lacking_words(self, row: Row) -> str:
        """The headings of what is lacking."""
        return ", ".join(str(self.columns.by_field[name].heading) for name in self.lacking(row))

    def discard_old(self, *, by: "Actor") -> None:
        """Throw away lists that were uploaded and left: nobody is coming back for them."""
        for row in self._drafts(made_at__lt=clock.now() - KEPT):
            row.discard(by=by)

    def _drafts(self, **which: Any) -> list[Any]:
        manager: Any = self.model._default_manager
        return list(manager.filter(state=self.model.DRAFT, **which).order_by("pk"))


def orderer(row: UploadedList) -> Membership:
    """Whoever ordered the step that now runs, as she acted then."""
    ordered = row.status_changes.filter(to_state=row.state).latest("at", "pk")
    by: Membership = Membership.objects.select_related("user", "organisation").get(pk=ordered.member_id)
    by.acting_for = ordered.on_behalf_of
    return by


def may_still(by: Membership, *permissions: Permission) -> bool:
    """May she do today what she ordered, with one of these permissions?"""
    return by.is_active and any(by.may(permission) for permission in permissions)
