"""Forms of the steps of a case: consent, waiver, parties, go decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NumberField, Radios
from organisations.models import Authority, Cooperation, Membership
from procurements.choices import GoOutcome
from procurements.forms.requirement import ReasonForm
from procurements.forms.sheets import READ_BY_CASE
from procurements.models import GoDecision, Procurement
from strategy.forms.steps import BodyMinutesForm, MemberChoice, ReferralForm


class ConsentForm(forms.Form):
    readers = {"note": READ_BY_CASE}
    note = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class WaiverForm(ReasonForm):
    """What is not needed, and why."""

    what = forms.ChoiceField(label=_("What is not needed here?"), widget=Radios())
    field_order = ("what", "reason")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class GoBodyForm(BodyMinutesForm):
    """What the minutes say; the committee may decide something else than was proposed."""

    field_order = ("outcome",)
    outcome = forms.ChoiceField(label=_("What was decided?"), choices=GoOutcome.choices, widget=Radios())


class Sending(forms.Form):
    """Sends a proposal for decision; where its basis lacks something, only with a tick that says so."""

    def __init__(self, *args: Any, lacks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lacks:
            told = _("Fill in what is missing, or tick the box to send it as it is.")
            self.fields["despite"] = forms.BooleanField(
                label=_("Send it although this is missing"), error_messages={"required": told}
            )

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "despite"}


class GoReferralForm(Sending, ReferralForm):
    """Which committee is to decide, and when it meets."""


class GoDelegateForm(Sending):
    """Who of those that the delegation order names."""

    delegate = MemberChoice(
        label=_("Who decides?"), queryset=Membership.objects.none(), empty_label=None, widget=Radios()
    )

    def __init__(self, data: Any = None, *, go: GoDecision, lacks: bool = False) -> None:
        super().__init__(data, lacks=lacks)
        field = self.fields["delegate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = go.possible_delegates()

    @property
    def has_choice(self) -> bool:
        field = self.fields["delegate"]
        assert isinstance(field, forms.ModelChoiceField)
        return bool(field.queryset)


class ParticipantForm(forms.Form):
    """Another authority that buys along, on a recorded co-operation."""

    units = {"share": _("% of the value")}
    cooperation = forms.ModelChoiceField(
        label=_("Authority, and the co-operation it rests on"),
        queryset=Cooperation.objects.none(),
        empty_label=None,
        widget=Radios(),
    )
    share = NumberField(label=_("Its share"), required=False, min_value=0, max_value=100, decimal_places=2)

    def __init__(self, *args: Any, case: Procurement, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        field = self.fields["cooperation"]
        assert isinstance(field, forms.ModelChoiceField)
        found = Cooperation.objects.visible_to(member).in_force()
        related = found.select_related("giver__organisation", "receiver", "receiving_authority__organisation")
        usable = [row.pk for row in related if self.other_party(row) is not None]
        field.queryset = related.filter(pk__in=usable).order_by("pk")
        field.label_from_instance = self._label  # type: ignore[method-assign, assignment]

    @property
    def has_choice(self) -> bool:
        field = self.fields["cooperation"]
        assert isinstance(field, forms.ModelChoiceField)
        return bool(field.queryset)

    def other_party(self, cooperation: Cooperation) -> Authority | None:
        """The authority at the other end: the one that gives to our organisation, or receives from us."""
        ours = self.case.authority
        if cooperation.giver_id == ours.pk:
            return cooperation.receiving_authority
        return cooperation.giver if cooperation.receiver_id == ours.organisation_id else None

    def _label(self, cooperation: Cooperation) -> str:
        other = self.other_party(cooperation)
        return f"{other}, {other.organisation}: {cooperation.purpose}" if other else str(cooperation)

    @property
    def joining(self) -> dict[str, Any]:
        cooperation, share = self.cleaned_data["cooperation"], self.cleaned_data["share"]
        authority = self.other_party(cooperation)
        return {
            "authority": authority,
            "cooperation": cooperation,
            "share": None if share is None else share / 100,
        }
