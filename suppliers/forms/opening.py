"""What was done before, on a page of its own."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, NumberField, WholeNumberField
from core.privacy import warn_of_personal_number
from procurements.models import OpeningBalance
from suppliers.actions.takeover import AlreadyDone
from suppliers.forms.contract import MOST_MONTHS, MOST_PLACES


class OpeningForm(forms.Form):
    """The same four things as on the page where a contract is entered; a correction also says why."""

    units = {"done_months": _("full-time months"), "done_places": _("places")}
    readers = {"reason": _("Read by those who see the contract.")}
    done_months = NumberField(
        label=_("Already done"), min_value=0, max_value=MOST_MONTHS, decimal_places=2, initial=0
    )
    done_places = WholeNumberField(
        label=_("Places already filled"), min_value=0, max_value=MOST_PLACES, initial=0
    )
    done_on = DateField(label=_("Counted up to and including"))
    done_source = forms.CharField(
        label=_("Where the figure comes from"),
        max_length=200,
        help_text=_("For example the supplier's list of 3 September"),
    )
    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)

    def __init__(self, data: object, *, earlier: OpeningBalance | None) -> None:
        known = {
            "done_months": earlier.full_time_months,
            "done_places": earlier.places_filled,
            "done_on": earlier.valid_from,
            "done_source": earlier.source,
        } if earlier else {}  # fmt: skip
        super().__init__(data, initial=known)  # type: ignore[arg-type]
        if earlier is None:
            del self.fields["reason"]

    def clean_done_source(self) -> str:
        return warn_of_personal_number(self.cleaned_data["done_source"])

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])

    @property
    def done(self) -> AlreadyDone:
        told = self.cleaned_data
        return AlreadyDone(
            on=told["done_on"],
            full_time_months=told["done_months"] or Decimal(0),
            places_filled=told["done_places"] or 0,
            source=told["done_source"],
        )
