"""How the pages that exist outside production only are asked: galleries and the mail viewer."""

from core.documents.kinds import kinds
from tests.house.case import Case
from tests.house.world import Corner


def furnish(corner: Corner) -> None:
    corner.add(document_key=next(iter(kinds)).key)


CASES = {
    "mails": Case(),
    "mail_previews": Case(),
    "gallery": Case(is_specimen=True),
    "document_previews": Case(),
    "document_preview": Case(
        row="document_key",
        kwargs=lambda corner: {"key": str(corner.document_key)},
        is_costly=True,
        has_tenant=False,
    ),
}
