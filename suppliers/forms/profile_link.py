"""What somebody without an account writes about a requirement profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy import warn_of_personal_number
from matching.forms.profile import ChangeForm
from matching.models import RequirementProfile


def version_field() -> forms.IntegerField:
    """Which version was read, so that nobody answers to words she has not seen."""
    return forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=32_000)


class AgreementForm(forms.Form):
    """The name under which one agrees for the supplier."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("You agree for {supplier}."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    version = version_field()
    readers = {"name": _("Read by the matching officers and the buyer.")}

    def __init__(self, data: Any, *, profile: RequirementProfile) -> None:
        super().__init__(data, initial={"version": profile.version})
        supplier = profile.commitment.contract.supplier
        self.fields["name"].help_text = str(self.fields["name"].help_text).format(supplier=supplier)

    def clean_name(self) -> str:
        return warn_of_personal_number(self.cleaned_data["name"])


class LinkChangeForm(ChangeForm):
    """What should be different, of the version that was read."""

    version = version_field()

    def __init__(self, data: Any, *, profile: RequirementProfile) -> None:
        super().__init__(data, initial={"version": profile.version})
