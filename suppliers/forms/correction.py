"""A wrong row of an uploaded list, put right on a page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.importing.cells import tidied
from organisations.importing.fields import AuthorityField, WordField
from suppliers.forms.imported import ImportedContractForm
from suppliers.importing.checking import Reader, Verdict
from suppliers.importing.columns import COLUMNS

# What must be seen beside a field to judge what is wrong with it.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "supplier_number": ("supplier_name",),
    "ends_on": ("starts_on",),
    "done_on": ("starts_on",),
    "kind": ("full_time_months", "places"),
    "full_time_months": ("kind", "places"),
    "done_months": ("starts_on",),
}


class CorrectionForm(ImportedContractForm):
    """One row with its faults beside the fields they are in. Shows those fields and what they depend on."""

    mark_optional = False

    def __init__(self, verdict: Verdict, *, reader: Reader) -> None:
        prefix = f"row_{verdict.number}"
        told = {f"{prefix}-{name}": verdict.line.cells[place].text for name, place in reader.places.items()}
        super().__init__(told, authorities=reader.authorities, default=reader.default, prefix=prefix)
        for name, field in self.fields.items():
            field.help_text = ""
            if isinstance(field, WordField | AuthorityField):
                field.widget = forms.Select(choices=_choices(field, told.get(f"{prefix}-{name}", "")))
        self.verdict = verdict
        self.full_clean()
        for fault in verdict.faults:
            if fault.field not in self.errors:  # a formula, or a number that is not a supplier's
                self.add_error(fault.field, fault.text)

    @property
    def shown(self) -> list[Any]:
        """The fields with a fault, and those beside them, in the order of the columns."""
        wrong = {fault.field for fault in self.verdict.faults}
        asked = wrong.union(*(BESIDE.get(name, ()) for name in wrong))
        return [self[name] for name in COLUMNS.by_field if name in asked]


def _choices(field: WordField | AuthorityField, text: str) -> list[tuple[str, str]]:
    """What may be chosen. What stands in the cell is among it, so that nothing is lost before one chooses."""
    known = field.label_of(text)
    found = [(text if label == known else label, label) for label in field.labels]
    if known:
        return found
    stands = _("“{text}” (stands in the list)").format(text=text) if text else _("Empty")
    return [(text, stands), *found]


def told_by(posted: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """What was typed, by the number of the row and the field; anything else that was sent is left alone."""
    told: dict[int, dict[str, str]] = {}
    for key, text in posted.items():
        row, _sign, name = key.partition("-")
        number = row.removeprefix("row_")
        if row.startswith("row_") and number.isdecimal() and name in COLUMNS.by_field:
            told.setdefault(int(number), {})[name] = tidied(text)
    return told
