"""What an operator states: a new organisation, and who shall administer it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, Radios
from organisations.actions.administrators import FirstAdministrator
from organisations.forms.organisations import NumberField
from organisations.models import Kind, Organisation
from organisations.models.roles import ROLE_HELP, ROLES_BY_KIND, role_choices
from organisations.permissions import Role

ROLES_ADVICE = _(
    "Somebody who only administers sees no contracts, and cannot give herself roles afterwards. Recommended "
    "while she is alone: Procurer and Contract manager; at a supplier Supplier representative; at a "
    "labour-market actor Matching officer."
)


class NewOrganisationForm(forms.Form):
    """What an operator states of a new organisation and its first administrator."""

    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=Kind.choices, widget=Radios())
    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    number = NumberField(label=_("Organisation number"))
    is_public = forms.BooleanField(label=_("Public body"), required=False)
    admin_name = forms.CharField(label=_("The administrator's name"), max_length=120)
    admin_email = forms.EmailField(
        label=_("The administrator's e-mail"), help_text=_("An invitation is sent here at once.")
    )
    admin_roles = forms.MultipleChoiceField(
        label=_("What else the administrator does"),
        help_text=ROLES_ADVICE,
        choices=[(role.value, role.label) for role in Role if role != Role.ADMINISTRATOR],
        widget=Checkboxes(layout="columns"),
        required=False,
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if Organisation.objects.filter(number=number).exists():
            raise forms.ValidationError(_("There is an organisation with this number already."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "kind" in data:
            unfit = [r for r in data.get("admin_roles", []) if r not in ROLES_BY_KIND[Kind(data["kind"])]]
            if unfit:
                role = Role(unfit[0]).label
                self.add_error("admin_roles", _("This kind of organisation has no {role}.").format(role=role))
        return data

    def wanted(self) -> dict[str, Any]:
        """What was stated, as the action takes it."""
        data = self.cleaned_data
        administrator = FirstAdministrator(data["admin_name"], data["admin_email"], data["admin_roles"])
        kept = {name: data[name] for name in ("kind", "name", "number", "is_public")}
        return {**kept, "administrator": administrator}


class AdministratorForm(forms.Form):
    """An administrator and what she does besides: a further one, or more roles for one who is a member."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Who is a member already gets the roles at once and keeps those she has."),
    )
    roles = forms.MultipleChoiceField(
        label=_("What else the administrator does"),
        help_text=ROLES_ADVICE,
        widget=Checkboxes(helps=ROLE_HELP),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        limited = {Role.ADMINISTRATOR, Role.AUDITOR}  # an auditor's access ends; the organisation gives it
        field.choices = [choice for choice in role_choices(organisation.kind) if choice[0] not in limited]

    def wanted(self) -> FirstAdministrator:
        data = self.cleaned_data
        return FirstAdministrator(data["name"], data["email"], data["roles"])
