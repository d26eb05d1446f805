"""What the decision basis still lacks: told before it is sent for decision, each with the way to where it
is written."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Link
from procurements.choices import GoOutcome, RequirementKind
from procurements.models import Assessment, EntryCheck, Procurement

TOLD = ("in_favour", "against", "motive")


def lacking_in_basis(case: Procurement) -> tuple[Link, ...]:
    """Reads only. Expects `with_sheets`."""
    return (*_entry(case), *_assessment(case))


def _entry(case: Procurement) -> Iterable[Link]:
    entry: EntryCheck | None = getattr(case, "entry_check", None)
    if entry is None:
        return
    for name in EntryCheck.QUESTIONS:
        if getattr(entry, name) is None:
            yield _link(case, "entry_check", entry, name, _("Not answered: {what}"))


def _assessment(case: Procurement) -> Iterable[Link]:
    sheet: Assessment | None = getattr(case, "assessment", None)
    if sheet is None:
        return
    for name in Assessment.QUESTIONS:
        if not getattr(sheet, name):
            yield _link(case, "assessment", sheet, name, _("Not answered: {what}"))
    has_volume = sheet.full_time_months is not None or sheet.kind == RequirementKind.DIALOGUE
    if sheet.proposal == GoOutcome.GO and not has_volume:
        yield _link(case, "assessment", sheet, "full_time_months", _("Nothing is written: {what}"))
    for name in TOLD:
        if not getattr(sheet, name).strip():
            yield _link(case, "assessment", sheet, name, _("Nothing is written: {what}"))


def _link(case: Procurement, page: str, sheet: EntryCheck | Assessment, name: str, words: str) -> Link:
    """To the field itself; of a question to its first answer."""
    is_question = name in (*EntryCheck.QUESTIONS, *Assessment.QUESTIONS)
    label = str(sheet._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    url = reverse(f"procurements:{page}", args=[case.pk])
    return Link(label=words.format(what=label), url=f"{url}#id_{name}{'_0' if is_question else ''}")
