"""Uploading a list, and saying what its columns are."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.components import Text
from core.importing.reading import Limits
from organisations.importing.columns import Columns
from organisations.models import Authority


def authority_field(authorities: Sequence[Authority], *, label: Any) -> forms.ModelChoiceField:
    """Whose rows these are, where the list does not say it row by row."""
    return forms.ModelChoiceField(
        Authority.objects.filter(pk__in=[row.pk for row in authorities]).order_by("sort_key", "pk"),
        label=label,
        required=False,
        empty_label=_("It stands in a column of the list"),
    )


class UploadForm(forms.Form):
    """Abstract. The file; and the authority, for those who work for several."""

    limits: ClassVar[Limits]
    whose: ClassVar[Text]
    mark_optional = False
    file = forms.FileField(label=_("The list"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}))

    def __init__(self, *args: Any, authorities: Sequence[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        self.content = b""
        told = _("Excel (xlsx) or CSV, at most {rows} rows and {limit} MB.")
        self.fields["file"].help_text = format_lazy(told, rows=self.limits.rows, limit=self.limits.megabytes)
        if len(authorities) > 1:
            self.fields["authority"] = authority_field(authorities, label=self.whose)

    def clean_file(self) -> UploadedFile:
        """Read once the size is known; a file over the limit is never read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > self.limits.most_bytes:
            told = _("The file is too large. At most {limit} MB.")
            raise ValidationError(format_lazy(told, limit=self.limits.megabytes), code="size")
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
    """Abstract. For each column of the list: which of our fields it is, or that it is not read in."""

    columns_known: ClassVar[Columns]
    whose: ClassVar[Text]
    needed_words: ClassVar[Text]
    mark_optional = False

    def __init__(self, *args: Any, row: Any, authorities: Sequence[Authority]) -> None:
        super().__init__(*args)
        self.row = row
        choices = [("", _("Do not read in")), *((c.field, c.heading) for c in self.columns_known)]
        for place, (heading, field) in enumerate(zip(row.headings, row.fields, strict=True)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=field
            )
        if len(authorities) > 1:
            self.fields["authority"] = authority_field(authorities, label=self.whose)
            self.initial["authority"] = row.authority_id

    def clean(self) -> dict[str, Any]:
        """Each field once, and those that every row needs."""
        told = super().clean() or {}
        seen: dict[str, str] = {}
        for name, bound in self.columns:
            field = told.get(name, "")
            if field in seen:
                words = _t("“{first}” is read in as {field} already. Choose one of the two.")
                self.add_error(name, words.format(first=seen[field], field=self._heading(field).lower()))
            if field:
                seen.setdefault(field, str(bound.label))
        lacking = [self._heading(field) for field in self.columns_known.needed if field not in seen]
        if lacking:
            self.add_error(None, str(self.needed_words).format(fields=", ".join(lacking)))
        return told

    def _heading(self, field: str) -> str:
        return str(self.columns_known.by_field[field].heading)

    @property
    def columns(self) -> list[tuple[str, forms.BoundField]]:
        return [(bound.name, bound) for bound in self if bound.name.startswith("column_")]

    @property
    def meanings(self) -> list[str]:
        """The field of each column, in the order of the list."""
        return [self.cleaned_data.get(name, "") for name, _bound in self.columns]
