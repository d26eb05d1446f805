"""What a member is in the organisation: roles, authorities, title, last day."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, DateField
from organisations.models import Authority, Invitation, Membership, Organisation, User
from organisations.models.roles import ROLE_HELP, role_choices


class StandingForm(forms.Form):
    """Roles in one list, and the authorities where there is more than one to choose from."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=Checkboxes(helps=ROLE_HELP),
        error_messages={"required": _("Tick at least one role.")},
    )
    authorities = forms.ModelMultipleChoiceField(
        queryset=Authority.objects.none(),
        label=_("Works for"),
        help_text=_("Cases and persons of other authorities are not shown."),
        widget=Checkboxes(),
        required=False,
    )
    valid_until = DateField(
        label=_("Last day"),
        help_text=_("Only where the access is limited in time, as it always is for an auditor."),
        required=False,
    )

    mark_optional = False  # whether an authority is needed follows from the roles

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.own_authorities = list(organisation.authorities.order_by("sort_key"))
        self._field("roles").choices = role_choices(organisation.kind)
        if len(self.own_authorities) > 1:
            self._field("authorities").queryset = organisation.authorities.order_by("sort_key")
        else:
            del self.fields["authorities"]

    def standing(self) -> dict[str, Any]:
        """What was chosen, as the verbs take it; a sole authority goes without saying."""
        data = self.cleaned_data
        chosen = data.get("authorities")
        authorities = self.own_authorities if chosen is None else list(chosen)
        return {"roles": data["roles"], "authorities": authorities, "valid_until": data["valid_until"]}

    def _field(self, name: str) -> Any:
        return self.fields[name]


class MemberForm(StandingForm):
    """Roles of one who is a member already."""

    title = forms.CharField(
        label=_("Job title"),
        help_text=_("As it shall stand under decisions, for example Head of purchasing."),
        max_length=120,
        required=False,
    )
    field_order = ["title", "roles", "authorities", "valid_until"]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        initial = {
            "roles": membership.roles,
            "authorities": membership.authorities.all(),
            "valid_until": membership.valid_until,
            "title": membership.title,
        }
        super().__init__(*args, organisation=membership.organisation, initial=initial, **kwargs)

    def standing(self) -> dict[str, Any]:
        return {**super().standing(), "title": self.cleaned_data["title"]}


class InvitationForm(StandingForm):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The invitation is sent here. The link works for 14 days.")
    )
    field_order = ["name", "email", "roles", "authorities", "valid_until"]

    def wanted(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"name": data["name"], "email": data["email"], **self.standing()}


class AcceptanceForm(forms.Form):
    """The new account's name and password; the address is proved by the link."""

    name = forms.CharField(label=_("Your name"), help_text=_("As colleagues shall see it."), max_length=120)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": invitation.name}
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        """The password must not be weak, nor resemble the name or the address."""
        data = super().clean() or {}
        if password := data.get("password"):
            self_to_be = User(email=self.invitation.email, name=data.get("name", ""))
            try:
                validate_password(password, user=self_to_be)
            except forms.ValidationError as weakness:
                self.add_error("password", weakness)
        return data
