"""Why a contract is taken away again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy import warn_of_personal_number


class ContractRemovalForm(forms.Form):
    """The reason stays in the log."""

    reason = forms.CharField(
        label=_("Why was it wrong?"),
        max_length=300,
        help_text=_("For example that the contract was entered twice. Stands in the log."),
    )

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])
