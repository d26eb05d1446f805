"""What is asked about a contact person."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Radios
from core.privacy import warn_of_personal_number
from procurements.models import ContactPerson

FIELDS = ("side", "name", "title", "email", "phone", "reports")


class ContactForm(forms.Form):
    """Who it is, how she is reached, and whether she gets the link to the report.

    `for_report`: somebody is sought who gets it, so that is ticked and the address is needed.
    """

    side = forms.ChoiceField(label=_("Whose contact person?"), widget=Radios)
    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(
        label=_("Title or role"), max_length=120, required=False, help_text=_("For example HR manager")
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    reports = forms.BooleanField(
        label=_("Reports for the supplier"),
        required=False,
        help_text=_("Gets a link when it is time to report. No account is needed."),
    )
    conditions: ClassVar[dict[str, Any]] = {"email": _("needed by whoever reports")}
    readers = {"name": _("Read by those who see the contract, on both sides.")}

    def __init__(
        self,
        data: Any,
        *,
        sides: Collection[str],
        person: ContactPerson | None = None,
        for_report: bool = False,
    ) -> None:
        known = {name: getattr(person, name) for name in FIELDS} if person else {}
        start = {"side": ContactPerson.Side.SUPPLIER.value, "reports": for_report}
        super().__init__(data, initial={**start, **known})
        self.fields["email"].required = for_report
        field = self.fields["side"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in ContactPerson.Side.choices if choice[0] in sides]
        if len(sides) == 1:
            field.widget = forms.HiddenInput()

    def clean_name(self) -> str:
        return warn_of_personal_number(self.cleaned_data["name"])

    def clean_title(self) -> str:
        return warn_of_personal_number(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("reports"):
            return data
        if data.get("side") not in {None, ContactPerson.Side.SUPPLIER}:
            self.add_error("reports", _("Only somebody at the supplier reports."))
        elif not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Whoever reports needs an e-mail address."))
        return data
