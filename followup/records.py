"""The register of public records at the registrar's authorities, over the four kinds that exist."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports import Table
from core.models import Attachment, IssuedDocument, Message, Record, RecordStatus
from core.records import keep_in_order, mark_secret, register, unmark_secret
from core.states import DocumentState
from core.together import Count, Groups, Inquiry
from followup.messages import TOPICS
from followup.models import ReportRecord
from organisations.models import Membership
from organisations.permissions import Permission
from suppliers.models import Report

REGISTERED = ~Q(diary_number="")
Key = tuple[str, int, dt.date]


class Where(models.TextChoices):
    """Where a record stands with the registrar."""

    DUE = "due", gettext_lazy("To be dealt with")
    REGISTERED = "registered", gettext_lazy("Registered in the diary")
    KEPT = "kept", gettext_lazy("Kept in order")
    EVERY = "every", gettext_lazy("All")


WHERE = {
    Where.DUE: Q(diary_number="", kept_in_order=False),
    Where.REGISTERED: REGISTERED,
    Where.KEPT: Q(kept_in_order=True),
    Where.EVERY: Q(),
}


@dataclass(frozen=True)
class RecordKind:
    """One kind of record: what is listed, and what a row is called."""

    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]


@dataclass(frozen=True)
class Entry:
    """One record in the list. `record` is None for a report that nobody has dealt with."""

    kind: str
    kind_label: str
    row: Any
    record: Record
    title: str
    about: str
    day: dt.date

    @property
    def url(self) -> str:
        return reverse("followup:record", args=[self.kind, self.row.pk])

    @property
    def status(self) -> str:
        return str(RecordStatus(self.record.record_status).label)


def _title_of_document(row: IssuedDocument) -> str:
    return _("{title}, version {version}").format(title=row.title, version=row.version)


def _public(found: QuerySet[Any]) -> QuerySet[Any]:
    return found.exclude(record_status=RecordStatus.WORKING)


def _title_of_message(row: Message) -> str:
    return _("Message from {who}").format(who=row.actor_name)


KINDS: Mapping[str, RecordKind] = {
    "dokument": RecordKind(
        gettext_lazy("Document"),
        lambda: _public(IssuedDocument.objects.filter(state=DocumentState.ISSUED).defer("context", "frame")),
        _title_of_document,
    ),
    "bilaga": RecordKind(
        gettext_lazy("File"), lambda: _public(Attachment.objects.all()), lambda row: str(row.name)
    ),
    "meddelande": RecordKind(
        gettext_lazy("Message"), lambda: _public(Message.objects.all()), _title_of_message
    ),
    "rapport": RecordKind(
        gettext_lazy("Report"),
        lambda: Report.objects.filter(submitted_at__isnull=False),
        lambda row: _("Report for {period}").format(period=row.period_name),
    ),
}


WHO = ("authority", "member__user", "member__organisation", "on_behalf_of__user")
FOLLOW: Mapping[str, tuple[str, ...]] = {
    "dokument": ("authority",),
    "bilaga": WHO,
    "meddelande": WHO,
    "rapport": ("commitment__authority", "commitment__contract__supplier", "record__authority"),
}


def records_of(
    authorities: Iterable[int],
    *,
    kind: str = "",
    where: str = Where.DUE,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[Any]:
    """(kind, pk, day) of the authorities' public records, oldest first; one query."""
    asked = [kind] if kind in KINDS else list(KINDS)
    parts = [_keys(name, set(authorities), Where(where), first, last) for name in asked]
    return parts[0].union(*parts[1:], all=True).order_by("day", "kind_key", "pk")


def waiting_asked(authorities: Iterable[int]) -> Inquiry[tuple[int, dt.date]]:
    """How many records are to be dealt with, and the day of the oldest; nothing where none is."""
    parts = [_keys(name, set(authorities), Where.DUE, None, None) for name in KINDS]
    counts, oldest = (
        [Count(part) for part in parts],
        [Groups(part.order_by("day")[:1]) for part in parts],
    )

    def tell(*answers: Any) -> Iterable[tuple[int, dt.date]]:
        number = sum(answers[: len(parts)])
        days = [dt.date.fromisoformat(row["day"]) for rows in answers[len(parts) :] for row in rows]
        if number:
            yield number, min(days)

    return Inquiry(tell, *counts, *oldest)


def _keys(
    name: str, authorities: set[int], where: Where, first: dt.date | None, last: dt.date | None
) -> QuerySet[Any]:
    rows = KINDS[name].rows().order_by()
    if name == "rapport":
        rows = rows.filter(_of_report(where), commitment__authority__in=authorities)
        rows = rows.annotate(day=TruncDate("submitted_at"))
    else:
        rows = rows.filter(WHERE[where], authority__in=authorities)
        rows = rows.annotate(day=Cast(F("record_on"), DateField()))
    rows = rows.filter(day__gte=first) if first else rows
    rows = rows.filter(day__lte=last) if last else rows
    return rows.annotate(kind_key=Value(name, output_field=CharField())).values_list("kind_key", "pk", "day")


def _of_report(where: Where) -> Q:
    """The same of the row that the registrar makes; a report without one is due."""
    dealt = {
        Where.DUE: Q(record__isnull=True) | Q(record__diary_number="", record__kept_in_order=False),
        Where.REGISTERED: Q(record__isnull=False) & ~Q(record__diary_number=""),
        Where.KEPT: Q(record__kept_in_order=True),
        Where.EVERY: Q(),
    }
    return dealt[where]


def entries(keys: Iterable[Key]) -> list[Entry]:
    """The rows behind the keys, in their order: a query or two for each kind, whatever the number."""
    asked = list(keys)
    found = {name: _fetched(name, {pk for kind, pk, _day in asked if kind == name}) for name in KINDS}
    cases = _cases([*found["bilaga"].values(), *found["meddelande"].values()])
    return [_entry(name, found[name][pk], day, cases=cases) for name, pk, day in asked if pk in found[name]]


def _fetched(name: str, keys: set[int]) -> dict[int, Any]:
    if not keys:
        return {}
    return KINDS[name].rows().select_related(*FOLLOW[name]).in_bulk(keys)


def _entry(name: str, row: Any, day: dt.date, *, cases: Mapping[tuple[int, int], str]) -> Entry:
    is_report = name == "rapport"
    about = row.commitment.title if is_report else cases.get((row.content_type_id, row.object_id), "")
    return Entry(
        kind=name,
        kind_label=str(KINDS[name].label),
        row=row,
        record=record_of(row),
        title=KINDS[name].title(row),
        about=about,
        day=day,
    )


def _cases(rows: Sequence[Any]) -> dict[tuple[int, int], str]:
    """The titles of what files and messages are about."""
    titles: dict[tuple[int, int], str] = {}
    for model in TOPICS:
        content_type = ContentType.objects.get_for_model(model).pk
        keys = {row.object_id for row in rows if row.content_type_id == content_type}
        if keys:
            found = model._default_manager.filter(pk__in=keys).values_list("pk", "title")
            titles |= {(content_type, pk): title for pk, title in found}
    return titles


def record_of(row: Any) -> Record:
    """The row as a record; for a report that nobody has dealt with one that is not saved."""
    if not isinstance(row, Report):
        record: Record = row
        return record
    kept: ReportRecord | None = getattr(row, "record", None)
    return kept or ReportRecord(
        report=row,
        authority=row.commitment.authority,
        record_status=RecordStatus.RECEIVED,
        record_on=_day(row),
    )


def _day(report: Report) -> dt.date:
    return localdate(report.submitted_at)


def entry_for(member: Membership, kind: str, pk: int) -> Entry | None:
    """One record of the member's authorities, whatever has been done with it so far."""
    if kind not in KINDS:
        return None
    belongs = "commitment__authority__in" if kind == "rapport" else "authority__in"
    row = (
        KINDS[kind]
        .rows()
        .filter(pk=pk, **{belongs: member.authority_ids_with(Permission.RECORD_REGISTER)})
        .first()
    )
    if row is None:
        return None
    day = _day(row) if isinstance(row, Report) else row.record_on
    return next(iter(entries([(kind, pk, day)])), None)


def suggested_number(row: Any) -> str:
    """The diary number of the case that the record belongs to."""
    subject = row.commitment if isinstance(row, Report) else row.subject
    return getattr(subject, "diary_number", "") or ""


@transaction.atomic
def settle(
    row: Any, *, diary_number: str = "", is_kept: bool = False, paragraph: str = "", by: Membership
) -> None:
    """What the registrar has decided about one record: all of it, or nothing.

    A diary number, or "hålls ordnad", or neither yet; and a secrecy mark with its paragraph, or none.
    """
    record = record_of(row)
    if isinstance(record, ReportRecord) and record.pk is None:
        made = {"authority": record.authority, "record_status": record.record_status}
        record, _made = ReportRecord.objects.get_or_create(
            report=row, defaults={**made, "record_on": record.record_on}
        )
    if paragraph and paragraph != record.secrecy_paragraph:
        mark_secret(record, paragraph, by)
    elif record.secrecy_marked and not paragraph:
        unmark_secret(record, by)
    if diary_number:
        register(record, diary_number=diary_number, by=by)
    elif is_kept and not record.kept_in_order:
        keep_in_order(record, by)


def register_table(found: Iterable[Key]) -> Table:
    """The register as a table. What a title says of a record under secrecy stays out (OSL 5:2)."""
    headings = [
        _("Diary number"), _("Day"), _("Status as a record"), _("Kind"), _("Title"), _("Case"),
        _("Authority"), _("Kept in order"), _("Secrecy mark"),
    ]  # fmt: skip
    rows = [
        [
            entry.record.diary_number, entry.day, entry.status, entry.kind_label,
            "" if entry.record.secrecy_marked else entry.title, entry.about, entry.record.authority.name,
            _("Yes") if entry.record.kept_in_order else "", entry.record.secrecy_paragraph,
        ]
        for entry in entries(found)
    ]  # fmt: skip
    return Table(headings, rows)
