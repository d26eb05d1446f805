"""Forms of the requirement profile and of requests for candidates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios, WholeNumberField
from core.privacy import warn_of_personal_number
from matching.choices import RequestAnswer
from matching.forms.shared import PERCENT, ListField, guarded, percent_field
from matching.forms.within import WithinContract
from matching.models import RequirementProfile
from matching.models.profile import PROFILE_AUDIENCE
from matching.models.serving import served_by
from organisations.models import Membership
from procurements.models import Commitment

ONE_A_LINE = _("One a line.")


def commitments_for(member: Membership) -> Any:
    """Running contracts to choose among: those the officer serves or the buyer follows."""
    mine = served_by(member) | Commitment.objects.followed_by(member)
    return Commitment.objects.filter(pk__in=mine.values("pk")).running().order_by("sort_key", "pk")


class CommitmentChoice(forms.ModelChoiceField):
    """A contract by its title and supplier."""

    def __init__(self) -> None:
        super().__init__(Commitment.objects.none(), label=_("Contract"), empty_label=_("Choose a contract"))

    def label_from_instance(self, row: Any) -> str:
        return f"{row.title}, {row.contract.supplier}"


class ProfileForm(WithinContract):
    """The job in the order in which one talks about it."""

    units = {"percent": _("per cent"), "places": _("places")}
    readers = dict.fromkeys(
        ("tasks", "must", "merit", "trainable"),
        PROFILE_AUDIENCE.line(_("Those who are asked about the job are told of it in short.")),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("The job"), max_length=160, help_text=_("For example Seasonal worker, parks and streets")
    )
    tasks = forms.CharField(label=_("Tasks"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4}))
    must = ListField(
        label=_("Demands"),
        most=160,
        required=False,
        help_text=_("Only what the job cannot be done without. One a line."),
    )
    merit = ListField(label=_("Merits"), most=160, required=False, help_text=ONE_A_LINE, rows=3)
    trainable = ListField(
        label=_("Can be learned there"), most=160, required=False, help_text=ONE_A_LINE, rows=3
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    percent = percent_field()
    hours = forms.CharField(label=_("Working hours"), max_length=160, required=False)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False)
    places = WholeNumberField(label=_("Number of places"), min_value=1, max_value=500, initial=1)
    supervisor = guarded(
        label=_("Supervisor"), max_length=120, required=False, help_text=_("The role is enough.")
    )
    wanted_by = DateField(label=_("Candidates wanted by"), required=False)

    def __init__(self, data: Any, *, profile: RequirementProfile | None = None, **options: Any) -> None:
        super().__init__(data, initial=initial_of(profile) if profile else None, **options)
        if profile is not None:
            self.ask_beyond(profile.commitment)

    def clean_tasks(self) -> str:
        return warn_of_personal_number(self.cleaned_data["tasks"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The last day must not be before the first day."))
        return data

    @property
    def content(self) -> dict[str, Any]:
        """What `RequirementProfile.draft` and `rewrite` take."""
        data = {
            name: value for name, value in self.cleaned_data.items() if name not in {"version", "commitment"}
        }
        data["scope"] = data.pop("percent") / PERCENT
        return data


class NewProfileForm(ProfileForm):
    """The same, and under which contract."""

    commitment = CommitmentChoice()
    field_order = ["commitment", "title"]

    def __init__(self, data: Any, *, member: Membership, chosen: str = "") -> None:
        super().__init__(data)
        field = self.fields["commitment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            served_by(member).running().select_related("contract__supplier").order_by("sort_key", "pk")
        )
        self.initial["commitment"] = chosen
        self.ask_beyond(self._chosen(field))

    def _chosen(self, field: forms.ModelChoiceField) -> Commitment | None:
        try:
            return field.clean(self.data.get("commitment")) if self.is_bound else None
        except ValidationError:
            return None


def initial_of(profile: RequirementProfile) -> dict[str, Any]:
    names = [name for name in ProfileForm.base_fields if name != "percent"]
    return {name: getattr(profile, name) for name in names} | {"percent": profile.scope * PERCENT}


class ToldByForm(forms.Form):
    """The supplier agreed by telephone."""

    told_by = guarded(label=_("Who at the supplier agreed?"), max_length=120)


class ChangeForm(forms.Form):
    """What should be different."""

    readers = {"reason": PROFILE_AUDIENCE.line()}
    reason = forms.CharField(
        label=_("What should be changed?"), max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])


class ClosingForm(forms.Form):
    """No more candidates are wanted."""

    readers = {"reason": PROFILE_AUDIENCE.line()}
    reason = guarded(label=_("Why is the profile closed?"), max_length=200)


class RequestForm(forms.Form):
    """Candidates are asked for."""

    commitment = CommitmentChoice()
    wanted = WholeNumberField(label=_("How many persons?"), min_value=1, max_value=500, initial=1)
    asked_on = DateField(label=_("Asked"), required=False, help_text=_("If empty: today."))

    def __init__(self, data: Any, *, choices: Any, chosen: str = "") -> None:
        super().__init__(data, initial={"commitment": chosen})
        field = self.fields["commitment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices.select_related("contract__supplier")


class ReplyForm(forms.Form):
    """What the matching side answers; all that light mode keeps."""

    mark_optional = False

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=RequestAnswer.choices,
        widget=Radios(
            helps={RequestAnswer.NONE_AVAILABLE: _("The supplier may then look in other ways.")},
            reveals={RequestAnswer.CANDIDATES: "number"},
        ),
    )
    number = WholeNumberField(label=_("How many"), min_value=1, max_value=500, required=False)
    group_confirmed = forms.BooleanField(
        label=_("Each of them is confirmed as belonging to the target group"),
        required=False,
        help_text=_("Your unit has seen it. Never write why."),
    )
    answered_on = DateField(label=_("Day of the answer"), required=False, help_text=_("If empty: today."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("answer") == RequestAnswer.CANDIDATES
            and not data.get("number")
            and "number" not in self.errors
        ):
            self.add_error("number", _("Say how many candidates there are."))
        data["number"] = data.get("number") or 0
        data["answered_on"] = data.get("answered_on") or clock.today()
        return data
