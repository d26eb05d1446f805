"""Forms of the way from a question to a start."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import Checkboxes, DateField, Radios
from core.privacy import warn_of_personal_number
from matching.choices import (
    AnswerThrough,
    Attribution,
    Choosing,
    CvField,
    DeclinedBecause,
    EndReason,
    LegalGround,
    WithdrawnBecause,
)
from matching.forms.shared import AttributionForm, BonusPlace, TermsForm, guarded, needs
from matching.forms.within import WithinContract
from matching.models import Proposal
from matching.models.candidate import CANDIDATE_AUDIENCE
from matching.models.disclosure import cv_content
from matching.states import ProposalState
from organisations.models import Organisation
from procurements.choices import Route

JUDGED = tuple(kind for kind in Attribution if kind != Attribution.UNKNOWN)


class PersonAnswerForm(forms.Form):
    """What the person said. There is no box for why, and there must be none."""

    says = forms.ChoiceField(
        label=_("What did the person say?"),
        choices=[("yes", _("Yes, I want the job")), ("no", _("No"))],
        widget=Radios(helps={"no": _("Nobody but your unit sees the answer.")}),
    )
    through = forms.ChoiceField(label=_("How"), choices=AnswerThrough.choices, widget=Radios)
    answered_on = DateField(label=_("When"), required=False, help_text=_("If empty: today."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["answered_on"] = data.get("answered_on") or clock.today()
        return data


class SecrecyForm(forms.Form):
    """The test that stands before anything is passed on."""

    readers = {"why_no_harm": CANDIDATE_AUDIENCE.line()}
    conditions: ClassVar[dict[str, Any]] = {"why_no_harm": _("if the test shows no harm")}
    fields_passed_on = forms.MultipleChoiceField(
        label=_("What is passed on"), choices=CvField.choices, widget=Checkboxes
    )
    legal_ground = forms.ChoiceField(
        label=_("On what ground"),
        choices=LegalGround.choices,
        widget=Radios(reveals={LegalGround.NO_HARM: "why_no_harm"}),
    )
    why_no_harm = forms.CharField(
        label=_("Why it does no harm"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. Nothing about health or other private matters."),
    )

    def __init__(self, data: Any, *, proposal: Proposal) -> None:
        super().__init__(data)
        told = cv_content(proposal.candidate)
        field = self.fields["fields_passed_on"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, CvField(name).label) for name in told]
        field.widget = Checkboxes(helps=told, choices=field.choices)

    def clean_why_no_harm(self) -> str:
        return warn_of_personal_number(self.cleaned_data["why_no_harm"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("legal_ground") == LegalGround.NO_HARM:
            needs(self, data, ["why_no_harm"], _("Write why passing this on does no harm."))
        return data


class ChoosingForm(forms.Form):
    """The supplier's answer, with a coded reason for a no."""

    conditions: ClassVar[dict[str, Any]] = {"because": _("for a no")}
    choosing = forms.ChoiceField(
        label=_("Your answer"),
        choices=Choosing.choices,
        widget=Radios(reveals={Choosing.DECLINED: "because"}),
    )
    because = forms.ChoiceField(
        label=_("Why not"),
        choices=[("", "–"), *DeclinedBecause.choices],
        required=False,
        help_text=_("The person is told no more than that."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("choosing") == Choosing.DECLINED:
            needs(self, data, ["because"], _("Choose why you do not go on with the person."))
        return data


class StartForm(WithinContract, BonusPlace, TermsForm):
    """The placement begins."""

    readers = {"attribution_reason": AttributionForm.readers["reason"]}
    conditions: ClassVar[dict[str, Any]] = {
        **TermsForm.conditions,
        "attribution_reason": _("if you have judged the connection"),
    }
    attribution = forms.ChoiceField(
        label=_("Connection to the requirement"),
        choices=Attribution.choices,
        initial=Attribution.UNKNOWN,
        widget=Radios(reveals=dict.fromkeys(JUDGED, "attribution_reason")),
        help_text=_("An estimate of yours. It can be changed later."),
    )
    attribution_reason = guarded(label=_("Why you judge so"), max_length=300, required=False)

    def __init__(self, data: Any, *, proposal: Proposal) -> None:
        profile = proposal.profile
        super().__init__(
            data,
            initial={
                "starts_on": profile.starts_on,
                "planned_end_on": profile.ends_on,
                "percent": profile.scope * 100,
            },
        )
        self.ask_for_bonus(profile.commitment)
        self.ask_beyond(profile.commitment)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("attribution") in JUDGED:
            needs(self, data, ["attribution_reason"], _("Write why you judge so."))
        return data


class WithdrawalForm(forms.Form):
    """The proposal is taken back."""

    because = forms.ChoiceField(label=_("Why"), choices=WithdrawnBecause.choices, widget=Radios)


class EndForm(forms.Form):
    """A placement has ended."""

    conditions: ClassVar[dict[str, Any]] = {"reason": _("if you correct a last day")}
    ended_on = DateField(label=_("Last day"))
    because = forms.ChoiceField(label=_("Why"), choices=EndReason.choices)
    reason = guarded(
        label=_("Why the earlier word is corrected"),
        max_length=200,
        required=False,
        help_text=_("When another last day was noted before."),
    )


class SupplierChoice(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(Organisation.objects.none(), label=_("Supplier"), empty_label=_("Choose a supplier"))


class OutsideForm(TermsForm):
    """A placement at a supplier outside every contract: counts among all, never in a commitment."""

    readers = {"attribution_reason": AttributionForm.readers["reason"]}
    supplier = SupplierChoice()
    attribution = forms.ChoiceField(
        label=_("Connection to the requirement"), choices=Attribution.choices, widget=Radios
    )
    attribution_reason = guarded(label=_("Why you judge so"), max_length=300)
    route = forms.ChoiceField(label=_("How was the person found?"), choices=Route.choices)
    field_order = ["supplier", "type", "form", "starts_on", "planned_end_on", "percent", "route"]

    def __init__(self, data: Any, *, suppliers: Any) -> None:
        super().__init__(data)
        field = self.fields["supplier"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = suppliers


def next_answer(proposal: Proposal) -> dict[str, str]:
    """What is ticked beforehand: nothing at first, the opposite when a person has changed her mind."""
    said = {ProposalState.WILLING: "no", ProposalState.UNWILLING: "yes"}
    return {"says": said[ProposalState(proposal.state)]} if proposal.state in said else {}
