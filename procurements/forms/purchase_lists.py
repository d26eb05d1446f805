"""Uploading a list of planned purchases, saying what its columns are, and reading it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.importing import forms as lists
from procurements.actions.purchase_lists import LIMITS
from procurements.importing.columns import PURCHASE_COLUMNS

WHOSE = _("Whose purchases are they?")


class PurchaseUploadForm(lists.UploadForm):
    limits = LIMITS
    whose = WHOSE


class PurchaseColumnsForm(lists.ColumnsForm):
    columns_known = PURCHASE_COLUMNS
    whose = WHOSE
    needed_words = _("Say which column holds: {fields}. Without it no purchase can be read in.")


class ReadInForm(forms.Form):
    """What to do with rows that are wrong, and with purchases that seem to be in the plan already."""

    mark_optional = False
    leaves_wrong_out = forms.BooleanField(required=False)
    takes_repeated = forms.BooleanField(required=False)

    def __init__(self, *args: Any, wrong: int, repeated: int) -> None:
        super().__init__(*args)
        told = {
            "leaves_wrong_out": (wrong, _t("Leave the rows that are wrong out ({number})")),
            "takes_repeated": (
                repeated,
                _t("Read in those that seem to be in the plan already as well ({number})"),
            ),
        }
        for name, (number, words) in told.items():
            if number:
                self.fields[name].label = words.format(number=number)
            else:
                del self.fields[name]

    @property
    def options(self) -> dict[str, bool]:
        """The arguments of `order_entry`."""
        told = self.cleaned_data
        return {name: bool(told.get(name)) for name in ("leaves_wrong_out", "takes_repeated")}
