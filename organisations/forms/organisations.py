"""The organisation itself: its details, authorities, parts and co-operation."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import Checkboxes, DateField
from organisations.models import Authority, Opens, Organisation
from organisations.models.organisation import (
    PART_HELP,
    part_choices,
    plain_number,
    validate_organisation_number,
)

NUMBER_HELP = _("Ten digits, for example 212000-1355.")


class NumberField(forms.CharField):
    """A Swedish organisation number, with or without the hyphen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(help_text=NUMBER_HELP, max_length=20, **options)

    def clean(self, value: Any) -> str:
        number = plain_number(super().clean(value))
        if number:
            validate_organisation_number(number)
        return number


class DetailsForm(forms.Form):
    """The name under which the organisation stands on pages and in documents."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)


class AuthorityForm(forms.ModelForm):
    """An authority with its own diary, controller and secrecy."""

    class Meta:
        model = Authority
        fields = [
            "name",
            "controller",
            "diary_prefix",
            "secrecy_default",
            "contact_name",
            "contact_email",
            "contact_phone",
        ]
        help_texts = {
            "name": _("For example the committee's name."),
            "controller": _(
                "Who answers for the personal data. Stands on the organisation's page, and in each mail "
                "about a matter of the authority."
            ),
            "diary_prefix": _(
                "What diary numbers begin with, for example KS. Stands ready where a new number is written."
            ),
            "secrecy_default": _(
                "Suggested where a document is marked secret, for example OSL 28 kap. 11 §."
            ),
        }

    def __init__(
        self, *args: Any, organisation: Organisation, authority: Authority | None = None, **kwargs: Any
    ) -> None:
        # The row is not bound as instance: its verb compares before and after for the audit log.
        kwargs["initial"] = model_to_dict(authority) if authority else None
        super().__init__(*args, **kwargs)
        self.organisation, self.authority = organisation, authority

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        # Compared here: the database folds only a to z, whatever its locale.
        others = [row for row in self.organisation.authorities.all() if row != self.authority]
        if any(row.name.casefold() == name.casefold() for row in others):
            raise forms.ValidationError(_("There is an authority with this name already."))
        return name


class PartsForm(forms.Form):
    """Which parts beyond the core are on."""

    parts = forms.MultipleChoiceField(
        label=_("Parts that are on"), widget=Checkboxes(helps=PART_HELP), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {"parts": organisation.parts}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parts"]
        field.choices = part_choices(organisation.kind)


class CooperationForm(forms.Form):
    """What one of the own authorities opens, to whom, why and for how long."""

    giver = forms.ModelChoiceField(
        queryset=Authority.objects.none(), label=_("Which authority opens"), empty_label=None
    )
    receiver_number = NumberField(label=_("Organisation number of the receiver"))
    receiving_authority = forms.ModelChoiceField(
        queryset=Authority.objects.none(),
        label=_("Receiving authority"),
        help_text=_("Only where the receiver is an authority of your own organisation."),
        required=False,
        empty_label=_("The whole organisation"),
    )
    opens = forms.MultipleChoiceField(
        label=_("What is opened"),
        choices=Opens.choices,
        widget=Checkboxes(
            helps={
                Opens.FIGURES: _(
                    "Numbers on the overview and the result: no contracts, no persons, no small groups."
                )
            }
        ),
    )
    purpose = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))
    legal_ground = forms.CharField(
        label=_("Legal ground"),
        help_text=_("For example an agreement between the committees, or OSL 10 kap. 2 §."),
        max_length=200,
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(
        label=_("Last day"), help_text=_("Leave empty where no end is agreed."), required=False
    )
    readers = {"purpose": _("Read by members of both organisations.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": clock.today()}
        super().__init__(*args, **kwargs)
        own = organisation.authorities.order_by("sort_key")
        for name in ("giver", "receiving_authority"):
            field: Any = self.fields[name]
            field.queryset = own
        if own.count() < 2:
            del self.fields["receiving_authority"]

    def clean_receiver_number(self) -> Organisation:
        """The receiving organisation itself. It is asked for by number: organisations are not listed."""
        found = Organisation.objects.filter(number=self.cleaned_data["receiver_number"]).first()
        if found is None:
            raise forms.ValidationError(
                _("No organisation with this number uses Insteg. Ask the operator to add it.")
            )
        return found

    def wanted(self) -> dict[str, Any]:
        """What was stated, as the verb takes it."""
        data = dict(self.cleaned_data)
        return {"receiver": data.pop("receiver_number"), "receiving_authority": None, **data}


class CooperationEndForm(forms.Form):
    """The last day of a co-operation."""

    on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()}
        super().__init__(*args, **kwargs)
