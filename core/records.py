"""What a registrar does with a record: registers it, keeps it in order, marks secrecy. All of it audited."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.actors import Actor
from core.models.records import Record, RecordStatus
from core.rules import RuleBroken

R = TypeVar("R", bound=Record)


def draw_up(record: Record, by: Actor) -> None:
    """From working material to a drawn-up public record, as of today. Registration comes after."""
    with transaction.atomic():
        row = _locked(record)
        if row.record_status != RecordStatus.WORKING:
            raise RuleBroken(_("It is a public record already."))
        values = {"record_status": RecordStatus.DRAWN_UP, "record_on": clock.today()}
        audit.save_audited(row, by=by, action="record.drawn_up", **values)
    record.refresh_from_db()


def register(record: Record, *, diary_number: str, by: Actor) -> None:
    """Enter the record under a diary number. A wrong number is put right by registering once more."""
    number = diary_number.strip()
    if not number:
        raise RuleBroken(_("State the diary number."))
    _change(record, "record.registered", by=by, diary_number=number, kept_in_order=False)


def keep_in_order(record: Record, by: Actor) -> None:
    """The record is not entered in the diary but kept so that it is easily found ("hålls ordnad").

    Refuses a record under secrecy, which must be registered (Offentlighets- och sekretesslagen 5:1-2),
    and one that has a diary number already.
    """
    if record.secrecy_marked:
        raise RuleBroken(_("A record with a secrecy mark must be registered under a diary number."))
    if record.diary_number:
        raise RuleBroken(_("The record is registered already."))
    _change(record, "record.kept_in_order", by=by, kept_in_order=True)


def mark_secret(record: Record, paragraph: str, by: Actor) -> None:
    """Warn whoever is about to hand the record out. Every request is tried anew whatever the mark says."""
    if not paragraph.strip():
        raise RuleBroken(_("State the paragraph that the secrecy mark rests on."))
    with transaction.atomic():
        row = _locked(record)
        values: dict[str, Any] = {"secrecy_marked": True, "secrecy_paragraph": paragraph.strip()}
        if not row.diary_number:
            values["kept_in_order"] = False  # what is secret must be registered, so it is due once more
        audit.save_audited(row, by=by, action="record.marked_secret", **values)
    record.refresh_from_db()


def unmark_secret(record: Record, by: Actor) -> None:
    """Take the mark away."""
    values = {"secrecy_marked": False, "secrecy_paragraph": ""}
    with transaction.atomic():
        audit.save_audited(_locked(record), by=by, action="record.unmarked_secret", **values)
    record.refresh_from_db()


def _change(record: Record, action: str, *, by: Actor, **values: Any) -> None:
    with transaction.atomic():
        row = _locked(record)
        if row.record_status == RecordStatus.WORKING:
            raise RuleBroken(_("Working material is no public record yet. Draw it up first."))
        audit.save_audited(row, by=by, action=action, **values)
    record.refresh_from_db()


def _locked(record: R) -> R:
    manager: Any = type(record)._base_manager
    row: R = manager.select_for_update(of=("self",)).get(pk=record.pk)
    return row
