"""How it went for the person of a placement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from followup.choices import OutcomeResult


class OutcomeForm(forms.Form):
    """Two things: where the person is, and the day one knows it of."""

    readers = {
        "result": _("Read by the buyer and the matching side, by reference. The supplier does not see it.")
    }
    result = forms.ChoiceField(
        label=_("Where is the person now?"), choices=OutcomeResult.choices, widget=Radios
    )
    on = DateField(label=_("On which day"), help_text=_("The day you heard it is enough."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})
