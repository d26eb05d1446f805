"""The parameters of a requirement beside its text, and the forms of its steps."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import Checkboxes, DateField, NumberField, Radios, WholeNumberField
from core.tokens import new_token
from organisations.forms.diary import begin_diary_number
from organisations.models import Membership
from organisations.permissions import Permission, Role
from procurements.choices import (
    KINDS_IN_WORDS,
    DialogueCaller,
    EarlyEndBasis,
    Law,
    PlacementType,
    ReportEvery,
    RequirementKind,
    Route,
    Sanction,
    TargetGroup,
)
from procurements.forms.bonus import BONUS, BonusFields, bonus_typed
from procurements.forms.parameters import (
    GROUPS,
    GROUPS_OF_PLACES,
    LABELS_OF_PLACES,
    FieldGroup,
    beside_the_point,
    who_may_tender,
)
from procurements.forms.sheets import READ_BY_CASE
from procurements.models import Procurement, Requirement
from procurements.suggesting import suggestion_for

TAKE_OVER = "take_over"
HUNDRED = Decimal(100)
MARKS = ("revision", "over", "page_token", "typing")
PUBLIC = _("Becomes part of the procurement documents. Anyone can read it.")


class RequirementForm(BonusFields):
    """Everything may be left empty while it is a draft; what is missing is told when it is sent in."""

    mark_optional = False
    readers = {"own_passage": PUBLIC}
    units = {
        "yearly_average": _("full-time months a year"),
        "full_time_months": _("full-time months"),
        "places": _("places"),
        "place_hours": _("hours a week"),
        "first_start_within_months": _("months from the first day"),
        "dialogue_first_within_months": _("months from the first day"),
        "early_end_share": _("% of the time"),
        "report_days": _("days"),
        **BonusFields.units,
    }
    kind = forms.ChoiceField(
        label=_("Kind of requirement"), choices=RequirementKind.choices, widget=Radios(helps=KINDS_IN_WORDS)
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Target group"), choices=TargetGroup.choices, required=False, widget=Checkboxes()
    )
    types = forms.MultipleChoiceField(
        label=_("What counts"),
        choices=PlacementType.choices,
        required=False,
        widget=Checkboxes(layout="columns"),
    )
    yearly_average = NumberField(
        label=_("Volume per contract year"),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        help_text=_("One month at 100 % is one full-time month; one person for a year is 12."),
    )
    full_time_months = NumberField(
        label=_("Volume over the whole contract"),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        help_text=_("Each volume that is filled in must be reached. One is enough."),
    )
    places = WholeNumberField(label=_("Number of places"), required=False, min_value=1, max_value=10_000)
    place_hours = WholeNumberField(
        label=_("Hours a week per place"), required=False, min_value=1, max_value=40
    )
    first_start_within_months = WholeNumberField(label=_("First start"), min_value=1, max_value=60)
    dialogue_first_within_months = WholeNumberField(label=_("First dialogue"), min_value=1, max_value=60)
    dialogue_called_by = forms.ChoiceField(
        label=_("Who calls the dialogue"), choices=DialogueCaller.choices, widget=Radios(layout="inline")
    )
    routes = forms.MultipleChoiceField(
        label=_("Recruitment routes"),
        choices=Route.choices,
        required=False,
        widget=Checkboxes(),
        help_text=_("The supplier chooses among them; never only one."),
    )
    support_contact = forms.CharField(
        label=_("Support contact"),
        max_length=160,
        required=False,
        help_text=_(
            "Whom the supplier can ask for help with selection and preparation. If empty: the matching "
            "officer."
        ),
    )
    report_every = forms.ChoiceField(label=_("Reports"), choices=ReportEvery.choices)
    report_days = WholeNumberField(label=_("To be sent within"), min_value=1, max_value=90)
    sanction = forms.ChoiceField(label=_("Sanction"), choices=Sanction.choices, widget=Radios())
    early_end_share = NumberField(
        label=_("Counts as met after an early end"), min_value=0, max_value=100, decimal_places=1
    )
    early_end_basis = forms.ChoiceField(
        label=_("The share is tested over"), choices=EarlyEndBasis.choices, widget=Radios()
    )
    shortage_is_objective_ground = forms.BooleanField(
        label=_("Shortage of work counts as an objective ground"), required=False
    )
    change_clause = forms.BooleanField(label=_("Change clause"), required=False)
    own_passage = forms.CharField(
        label=_("Own conditions"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One condition a line. They come last in the text."),
    )
    # From which save the page began, or which one is saved over after a conflict; which page it is; how far
    # it has been typed in (milliseconds of the writer's clock).
    revision = forms.IntegerField(widget=forms.HiddenInput())
    over = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    page_token = forms.CharField(widget=forms.HiddenInput(), max_length=40, required=False)
    typing = forms.IntegerField(
        widget=forms.HiddenInput(), min_value=0, max_value=2**53, required=False, initial=0
    )

    def __init__(self, data: Any = None, *, requirement: Requirement) -> None:
        self.requirement = requirement
        names = [name for name in self.base_fields if name not in (*MARKS, *BONUS)]
        initial = {name: getattr(requirement, name) for name in names} | bonus_typed(requirement)
        initial["early_end_share"] = Decimal(str(requirement.early_end_share)) * HUNDRED
        super().__init__(
            data, initial={**initial, "revision": requirement.revision, "page_token": new_token()}
        )
        self.suggestion = suggestion_for(requirement.lot.procurement)
        if self.suggestion is not None:
            self.fields["places"].help_text = self.suggestion.text
        self.buys_places = requirement.buys_places
        if self.buys_places:
            self._settle_for_places()

    @property
    def content_suggested(self) -> dict[str, Any]:
        """The same with the number of places that is suggested, where there is one to take over."""
        count = self.suggestion.count if self.suggestion else 0
        return {**self.content, "places": count} if count else self.content

    def _settle_for_places(self) -> None:
        """The places are what is bought: other words, and a choice of who may tender."""
        for name, label in LABELS_OF_PLACES.items():
            self.fields[name].label = str(label)
        law = self.requirement.lot.procurement.law
        kind = self.fields["kind"]
        kind.choices = who_may_tender(law)  # type: ignore[attr-defined]
        kind.widget.helps = {}

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        law = Law(self.requirement.lot.procurement.law)
        if kind == RequirementKind.RESERVED and not law.knows_reserved:
            raise forms.ValidationError(
                _("A contract cannot be reserved under {law}. Choose another kind.").format(law=law.label)
            )
        return kind

    def clean_early_end_share(self) -> Decimal:
        percent: Decimal = self.cleaned_data["early_end_share"]
        return percent / HUNDRED

    def clean_routes(self) -> list[str]:
        routes: list[str] = self.cleaned_data["routes"]
        if len(routes) == 1 and not self.buys_places:
            raise forms.ValidationError(
                _("Choose more than one: a single route treats suppliers unequally (LOU 4 kap. 1 §).")
            )
        return routes

    @property
    def content(self) -> dict[str, Any]:
        """The parameters and the own passage, without the marks of the page."""
        told = self.cleaned_data
        apart = {name: value for name, value in told.items() if name not in (*MARKS, *BONUS)}
        return {**apart, "bonus": self.bonus}

    @property
    def marks(self) -> dict[str, Any]:
        """The further arguments of `save_draft`."""
        told = self.cleaned_data
        return {
            "revision": told["revision"] if told["over"] is None else told["over"],
            "page": told["page_token"],
            "typing": told["typing"] or 0,
        }

    @property
    def known_revision(self) -> Any:
        """From which save the page began; a refused save is told this again, and learns nothing new."""
        return self["revision"].value()

    @property
    def groups(self) -> list[FieldGroup]:
        """The parameters that the chosen kind has, under the headings of the text; the bonus folded in."""
        unused = self.beside_the_point
        found = [
            FieldGroup(
                heading,
                tuple(self[name] for name in names if name not in unused),
                folded=names is BONUS,
                is_open=names is BONUS and self.bonus_is_open,
            )
            for heading, names in (GROUPS_OF_PLACES if self.buys_places else GROUPS)
        ]
        return [group for group in found if group.fields]

    @property
    def left_out(self) -> list[forms.BoundField]:
        """What the kind has no use for; it is sent along unchanged."""
        return [bound for bound in self.visible_fields() if bound.name in self.beside_the_point]

    @property
    def beside_the_point(self) -> frozenset[str]:
        """Parameters that the kind of requirement has no use for."""
        return beside_the_point(self["kind"].value(), buys_places=self.buys_places)

    def label_of(self, name: str) -> str:
        """The parameter as the page calls it; the fields of the bonus are one parameter."""
        return str(self.fields[name].label if name in self.fields else _("Bonus"))


class VersionForm(forms.Form):
    name = forms.CharField(label=_("Name of the version"), max_length=120)


class SubmissionForm(forms.Form):
    """Who is asked to approve, and why it asks for less than was decided, where it does."""

    approver = forms.ModelChoiceField(
        label=_("Who approves?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Any decision-maker at the authority"),
        widget=Radios(),
        help_text=_("She gets a mail. You can take the requirement back until it is approved."),
    )

    readers = {"reason": READ_BY_CASE}
    reason = forms.CharField(
        label=_("Why is the requirement not as decided?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Kept with the version. The one who approves reads it."),
    )

    def __init__(self, *args: Any, requirement: Requirement, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]
        field = self.fields["approver"]
        assert isinstance(field, forms.ModelChoiceField)
        members = Membership.objects.active().of_authority(requirement.authority)
        found = members.holding(Role.DECISION_MAKER).select_related("user")
        field.queryset = found.order_by("user__sort_key", "pk")
        field.label_from_instance = _with_title  # type: ignore[method-assign, assignment]


class PublicationForm(forms.Form):
    """The notice; and the diary number of the case, if it has none yet."""

    published_on = DateField(label=_("Published"))
    url = forms.URLField(label=_("Link to the notice"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, data: Any = None, *, case: Procurement, member: Membership) -> None:
        super().__init__(data)
        if not case.diary_number:
            self.fields["diary_number"] = forms.CharField(label=_("Diary number"), max_length=40)
            begin_diary_number(self, member, Permission.CASE_EDIT)

    def clean_published_on(self) -> Any:
        day = self.cleaned_data["published_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Register the publication once it is made, not before."))
        return day


class ReasonForm(forms.Form):
    """Why; the next reader sees it among the events."""

    readers = {"reason": READ_BY_CASE}
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


def _with_title(member: Membership) -> str:
    return f"{member}, {member.title}" if member.title else str(member)
