"""Following coming procurements by mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models.subscription import followed_organisations
from organisations.models import Organisation


class SubscriptionForm(forms.Form):
    """An address, and whose procurements it follows."""

    readers = {"email": _("Nobody reads it. Insteg sends the mails, and forgets it when you end them.")}

    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    buyer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Whose procurements?"),
        required=False,
        empty_label=_("All organisations in Insteg"),
        to_field_name="number",
    )

    def __init__(self, data: Any = None, *, buyer: str = "") -> None:
        super().__init__(data, initial={"buyer": buyer})
        field: Any = self.fields["buyer"]
        field.queryset = followed_organisations()
