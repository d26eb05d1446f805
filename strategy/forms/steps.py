"""Forms of the steps that a decision takes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filetypes import kind_of
from core.forms import DateField, Radios
from core.models import IssuedDocument
from core.rules import RuleBroken
from organisations.models import Membership
from strategy.models import BodyDecision, LeadershipDecision
from strategy.models.decision import DECISION_AUDIENCE

READ_BY = DECISION_AUDIENCE.line()


class MinutesField(forms.FileField):
    """A PDF, read once its size is known; gives its content."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Minutes extract"), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The bytes of the file; None where none was chosen."""
        file = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > settings.ATTACHMENT_MAX_BYTES:
            raise forms.ValidationError(_("The file is too large. At most 20 MB."))
        content = file.read()
        try:
            kind = kind_of(content, name=file.name)
        except RuleBroken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if kind != "pdf":
            raise forms.ValidationError(_("The minutes extract must be a PDF file."))
        return content


class ReferralForm(forms.Form):
    """Which committee, and when it meets."""

    body = forms.CharField(
        label=_("Political body"),
        max_length=160,
        help_text=_("The committee, board or council that decides."),
    )
    meeting_on = DateField(label=_("Date of the meeting"))


class BodyDecisionForm(forms.Form):
    """What the minutes say."""

    body = forms.CharField(label=_("Political body"), max_length=160)
    decided_on = DateField(label=_("Date of the meeting"))
    paragraph = forms.CharField(
        label=_("Paragraph of the minutes"), max_length=20, help_text=_("The number only, for example 118.")
    )

    def clean_paragraph(self) -> str:
        paragraph: str = self.cleaned_data["paragraph"]
        return paragraph.replace("§", "").strip()

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(
                _("The meeting has not been held yet. Register the decision after it.")
            )
        return day


class BodyMinutesForm(BodyDecisionForm):
    """With the extract itself."""

    minutes = MinutesField(
        required=False,
        help_text=_("The proof of the decision, as PDF. It can be added later if it is not approved yet."),
    )


class BodyCorrectionForm(BodyDecisionForm):
    """The same, with why."""

    readers = {"reason": READ_BY}
    reason = forms.CharField(label=_("Why is it corrected?"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, *, way: BodyDecision) -> None:
        initial = {"body": way.body, "decided_on": way.decided_on, "paragraph": way.paragraph}
        super().__init__(data, initial=initial)


class MemberChoice(forms.ModelChoiceField):
    """Members with their titles."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}"


class MinutesForm(forms.Form):
    minutes = MinutesField(
        help_text=_("As PDF. Everyone in your organisation who can see decisions can read it.")
    )


class DelegateForm(forms.Form):
    """Who of those that the delegation order names."""

    delegate = MemberChoice(
        label=_("Who decides?"), queryset=Membership.objects.none(), empty_label=None, widget=Radios()
    )

    def __init__(self, *args: Any, decision: LeadershipDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = decision.possible_delegates()
        if len(field.queryset) == 1:
            self.initial["delegate"] = field.queryset[0]

    @property
    def has_choice(self) -> bool:
        field = self.fields["delegate"]
        assert isinstance(field, forms.ModelChoiceField)
        return bool(field.queryset)


class SigningForm(forms.Form):
    """Which document was read: one of the decision's own."""

    document = forms.ModelChoiceField(
        queryset=IssuedDocument.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            name: _("Read the document before you decide.") for name in ("required", "invalid_choice")
        },
    )

    def __init__(self, *args: Any, decision: LeadershipDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = IssuedDocument.objects.about(decision)


class ReasonForm(forms.Form):
    """Why; the next reader sees it in the timeline."""

    readers = {"reason": READ_BY}
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class EndingForm(ReasonForm):
    last_day = DateField(
        label=_("Last day"), help_text=_("The decision is applied until the end of this day.")
    )
    field_order = ("last_day", "reason")


class DiaryNumberForm(forms.ModelForm):
    class Meta:
        model = LeadershipDecision
        fields = ("diary_number",)
        help_texts = {"diary_number": _("As it stands in your diary, for example KS 2026/0412.")}
