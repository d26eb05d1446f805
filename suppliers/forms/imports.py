"""Uploading a list of contracts, and saying what its columns are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import Authority
from suppliers.importing.columns import BY_FIELD, COLUMNS, NEEDED
from suppliers.importing.reading import MEBIBYTE, MOST_BYTES, MOST_ROWS
from suppliers.models import ContractImport

LIMIT = MOST_BYTES // MEBIBYTE


def authority_field(authorities: Sequence[Authority]) -> forms.ModelChoiceField:
    """Whose contracts these are, where the list does not say it row by row."""
    return forms.ModelChoiceField(
        Authority.objects.filter(pk__in=[row.pk for row in authorities]).order_by("sort_key", "pk"),
        label=_("Whose contracts are they?"),
        required=False,
        empty_label=_("It stands in a column of the list"),
    )


class UploadForm(forms.Form):
    """The file; and the authority, for those who work for several."""

    mark_optional = False
    file = forms.FileField(
        label=_("The list"),
        help_text=format_lazy(
            _("Excel (xlsx) or CSV, at most {rows} rows and {limit} MB."), rows=MOST_ROWS, limit=LIMIT
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, authorities: Sequence[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        self.content = b""
        if len(authorities) > 1:
            self.fields["authority"] = authority_field(authorities)

    def clean_file(self) -> UploadedFile:
        """Read once the size is known; a file over the limit is never read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                format_lazy(_("The file is too large. At most {limit} MB."), limit=LIMIT), code="size"
            )
        self.content = file.read()
        return file

    @property
    def wanted(self) -> dict[str, Any]:
        """The arguments of `take_in`."""
        told = self.cleaned_data
        return {
            "name": told["file"].name,
            "content": self.content,
            "authority": told.get("authority"),
        }


class ColumnsForm(forms.Form):
    """For each column of the list: which of our fields it is, or that it is not read in."""

    mark_optional = False

    def __init__(self, *args: Any, row: ContractImport, authorities: Sequence[Authority]) -> None:
        super().__init__(*args)
        self.row = row
        choices = [("", _("Do not read in")), *((c.field, c.heading) for c in COLUMNS)]
        for place, (heading, field) in enumerate(zip(row.headings, row.fields, strict=True)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=field
            )
        if len(authorities) > 1:
            self.fields["authority"] = authority_field(authorities)
            self.initial["authority"] = row.authority_id

    def clean(self) -> dict[str, Any]:
        """Each field once, and those that every contract needs."""
        told = super().clean() or {}
        seen: dict[str, str] = {}
        for name, bound in self.columns:
            field = told.get(name, "")
            if field in seen:
                words = _t("“{first}” is read in as {field} already. Choose one of the two.")
                self.add_error(
                    name, words.format(first=seen[field], field=str(BY_FIELD[field].heading).lower())
                )
            if field:
                seen.setdefault(field, str(bound.label))
        lacking = [str(BY_FIELD[field].heading) for field in NEEDED if field not in seen]
        if lacking:
            words = _t("Say which column holds: {fields}. Without it no contract can be entered.")
            self.add_error(None, words.format(fields=", ".join(lacking)))
        return told

    @property
    def columns(self) -> list[tuple[str, forms.BoundField]]:
        return [(bound.name, bound) for bound in self if bound.name.startswith("column_")]

    @property
    def meanings(self) -> list[str]:
        """The field of each column, in the order of the list."""
        return [self.cleaned_data.get(name, "") for name, _bound in self.columns]


class EntryForm(forms.Form):
    """What to do with rows that are wrong, and with contracts that seem to be entered already."""

    mark_optional = False
    leaves_wrong_out = forms.BooleanField(required=False)
    takes_duplicates = forms.BooleanField(required=False)

    def __init__(self, *args: Any, wrong: int, duplicates: int) -> None:
        super().__init__(*args)
        if wrong:
            words = _t("Leave the rows that are wrong out ({number})")
            self.fields["leaves_wrong_out"].label = words.format(number=wrong)
        else:
            del self.fields["leaves_wrong_out"]
        if duplicates:
            words = _t("Enter those that seem to be entered already as well ({number})")
            self.fields["takes_duplicates"].label = words.format(number=duplicates)
        else:
            del self.fields["takes_duplicates"]

    @property
    def options(self) -> dict[str, bool]:
        """The arguments of `order_entry`."""
        told = self.cleaned_data
        return {name: bool(told.get(name)) for name in ("leaves_wrong_out", "takes_duplicates")}
