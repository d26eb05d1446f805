"""Forms of the candidate register: a person in half a minute, and what is changed later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, DateField, Radios
from matching.choices import Licence
from matching.forms.shared import ListField, guarded
from matching.models import Candidate
from matching.models.candidate import CANDIDATE_AUDIENCE
from organisations.models import Authority, Membership
from organisations.permissions import Permission

COMMAS = _("Separate with commas.")
NO_REASONS = CANDIDATE_AUDIENCE.line(_("Write nothing about health, benefits or reasons."))


class ContentForm(forms.Form):
    """What a CV says."""

    readers = {"availability": NO_REASONS}
    competences = ListField(label=_("Competences"), most=80, by_comma=True, help_text=COMMAS)
    occupations = ListField(label=_("Occupations"), most=80, by_comma=True, required=False, help_text=COMMAS)
    languages = ListField(label=_("Languages"), most=80, by_comma=True, required=False, help_text=COMMAS)
    licences = forms.MultipleChoiceField(
        label=_("Driving licences"),
        choices=Licence.choices,
        required=False,
        widget=Checkboxes(layout="inline"),
    )
    available_from = DateField(label=_("Can begin"), required=False)
    availability = guarded(label=_("Hours and days that suit"), max_length=160, required=False)

    def __init__(self, data: Any, *, candidate: Candidate | None = None) -> None:
        initial = {name: getattr(candidate, name) for name in ContentForm.base_fields} if candidate else None
        super().__init__(data, initial=initial)

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ContentForm.base_fields}


class IdentityForm(forms.Form):
    """Who it is. Sealed when stored; with a protected identity nothing but the officer's own reference."""

    ONLY_OFFICERS = _(
        "Stored encrypted. Read only by your unit's matching officers, and each look is logged."
    )
    readers = {"email": ONLY_OFFICERS, "officer_reference": _("Read only by your unit's matching officers.")}
    is_protected = forms.BooleanField(
        label=_("Protected identity"),
        required=False,
        help_text=_("Then neither name nor contact may be written here."),
    )
    name = guarded(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    officer_reference = guarded(
        label=_("Where you find the person"),
        max_length=80,
        required=False,
        help_text=_("For a protected identity: your own reference, for example Folder 3, tab 7."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_protected"):
            for name in ("name", "phone", "email"):
                if data.get(name):
                    self.add_error(
                        name, _("With a protected identity neither name nor contact is stored. Empty this.")
                    )
        return data

    @property
    def identity(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in IdentityForm.base_fields}


class AuthorityChoice(forms.Form):
    """For whom the candidate is registered; hidden when the officer has one authority only."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label=_("Authority"))
    belongs = forms.BooleanField(
        label=_("I have seen that the person belongs to the target group"),
        required=False,
        help_text=_("Never write why. It can be noted later as well."),
    )

    def __init__(self, data: Any, *, member: Membership) -> None:
        own = Authority.objects.filter(
            pk__in=member.own_authority_ids_with(Permission.CANDIDATE_EDIT)
        ).order_by("sort_key")
        super().__init__(data, initial={"authority": own.first()})
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = own
        if own.count() == 1:
            field.widget = forms.HiddenInput()


class TargetGroupForm(forms.Form):
    """Yes or no, never why."""

    belongs = forms.ChoiceField(
        label=_("Does the person belong to the target group?"),
        choices=[("yes", _("Yes, I have seen it")), ("no", _("No"))],
        widget=Radios,
        help_text=_("The day and your name are kept. The reason is not."),
    )


class CandidateFilter(forms.Form):
    """The filter of the register."""

    q = forms.CharField(
        label=_("Reference, occupation, competence or language"), required=False, max_length=80
    )
    state = forms.ChoiceField(
        label=_("Shown"),
        choices=[
            ("", _("Look for work")),
            ("unconfirmed", _("Target group not confirmed")),
            ("resting", _("Do not look now")),
        ],
        required=False,
    )

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data)
        self.member = member
        self.is_valid()

    def rows(self) -> Any:
        """The longest waiting first."""
        chosen = self.cleaned_data
        found = Candidate.objects.visible_to(self.member).holding(chosen.get("q", ""))
        if chosen.get("state") == "resting":
            return found.filter(is_looking=False).order_by("registered_on", "pk")
        found = found.looking()
        if chosen.get("state") == "unconfirmed":
            found = found.filter(in_target_group__isnull=True)
        return found.order_by("registered_on", "pk")
