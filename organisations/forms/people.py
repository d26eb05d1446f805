"""What a person says of herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from organisations.models import Membership, User
from organisations.models.user import Language


class ProfileForm(forms.Form):
    """Name, telephone and language; the e-mail has its own page, because it must be confirmed."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("Shown to those who work with the same cases."),
        max_length=40,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("For pages and mails."),
        choices=Language.choices,
        widget=Radios(layout="inline"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        initial = {"name": user.name, "phone": user.phone, "language": user.language}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget.attrs.update(autocomplete="tel", inputmode="tel")


class DeputyForm(forms.Form):
    """A colleague who may act for one, and when."""

    deputy = forms.ModelChoiceField(
        queryset=Membership.objects.none(), label=_("Deputy"), empty_label=_("Choose a colleague")
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": clock.today()}
        super().__init__(*args, **kwargs)
        colleagues = Membership.objects.visible_to(member).active().exclude(pk=member.pk)
        field: Any = self.fields["deputy"]
        field.queryset = colleagues.select_related("user").order_by("user__sort_key")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first."))
        return data
