"""Uploading a list of contracts, saying what its columns are, and entering it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.importing import forms as lists
from suppliers.importing.columns import COLUMNS, LIMITS

WHOSE = _("Whose contracts are they?")


class UploadForm(lists.UploadForm):
    limits = LIMITS
    whose = WHOSE


class ColumnsForm(lists.ColumnsForm):
    columns_known = COLUMNS
    whose = WHOSE
    needed_words = _("Say which column holds: {fields}. Without it no contract can be entered.")


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
