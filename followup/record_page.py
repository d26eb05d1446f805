"""What one record is, for the registrar who decides how it is kept: who sent it, when, and what it says.

She reads the act. Persons in it appear by their reference, as on every shared page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Fact, Link
from core.models import Attachment, IssuedDocument, Message
from core.templatetags.formats import date_words, ftm, moment_words
from followup.records import Entry
from followup.signing_rules import is_signed
from suppliers.models import Report
from suppliers.queries import RowView, report_view


@dataclass(frozen=True, kw_only=True)
class RecordContent:
    """`file_url` opens the file; `people` are the rows of a report, None where the record is no report."""

    facts: tuple[Fact, ...] = ()
    text: str = ""
    people: tuple[RowView, ...] | None = None
    file_url: str = ""
    links: tuple[Link, ...] = ()


def content_of(entry: Entry) -> RecordContent:
    """Everything that the registrar may read of the record. Asked for only where it is not under secrecy."""
    row = entry.row
    match row:
        case Report():
            rows = report_view(row, for_supplier=False).rows
            return RecordContent(facts=tuple(_of_report(row)), text=row.note, people=rows)
        case Message():
            return RecordContent(facts=tuple(_sent(row)), text=row.text)
        case Attachment():
            url = reverse("followup:attachment", args=[row.pk])
            return RecordContent(facts=(*_sent(row), *_of_file(row)), file_url=url)
    return RecordContent(
        facts=tuple(_of_document(row)),
        file_url=reverse("document", args=[row.pk]),
        links=tuple(_signings(row)),
    )


def _sent(row: Message | Attachment) -> Iterable[Fact]:
    organisation = f", {row.member.organisation}" if row.member else ""
    yield Fact(label=_("From"), value=f"{row.actor_name}{organisation}")
    yield Fact(label=_("Sent"), value=moment_words(row.at))


def _of_file(row: Attachment) -> Iterable[Fact]:
    yield Fact(label=_("File"), value=f"{row.kind.upper()}, {filesizeformat(row.byte_count)}")


def _of_document(row: IssuedDocument) -> Iterable[Fact]:
    author: Any = row.frame.get("author")
    if author:
        yield Fact(label=_("From"), value=str(author))
    if row.issued_at:
        yield Fact(label=_("Issued on"), value=moment_words(row.issued_at))
    yield Fact(label=_("Pages"), value=str(row.page_count))


def _signings(row: IssuedDocument) -> Iterable[Link]:
    if is_signed(row):
        url = reverse("followup:signings", args=[row.pk])
        yield Link(label=_("See approvals and signed copies"), url=url)


def _of_report(row: Report) -> Iterable[Fact]:
    yield Fact(label=_("From"), value=f"{row.attested_by}, {row.commitment.contract.supplier}")
    yield Fact(label=_("Sent"), value=moment_words(row.submitted_at))
    yield Fact(label=_("Period"), value=f"{date_words(row.starts_on)}–{date_words(row.ends_on)}")
    if row.done_months is not None:
        yield Fact(label=_("Full-time months in all"), value=ftm(row.done_months))
