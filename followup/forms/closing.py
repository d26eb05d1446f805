"""Why the follow-up is closed, or opened again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy import warn_of_personal_number
from followup.forms.dialogue import BOTH_READ, text_area


class ClosingForm(forms.Form):
    """`needs_reason`: where the contract still runs or reports are missing, the next reader asks why."""

    readers = {"reason": BOTH_READ}
    reason = text_area(label=_("Why the follow-up is closed"))

    def __init__(self, data: Any = None, *, needs_reason: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = needs_reason

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])


class ReopeningForm(forms.Form):
    readers = {"reason": BOTH_READ}
    reason = text_area(label=_("Why it is opened again"))

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])
