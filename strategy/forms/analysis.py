"""Forms of an analysis: begin one, answer a question, note a figure, tie it to a decision."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from strategy.analysing import writers_of
from strategy.analysis_subjects import Verdict
from strategy.forms.steps import ReasonForm
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure, LeadershipDecision
from strategy.models.analysis import ANALYSIS_AUDIENCE
from strategy.states import OPEN, AnalysisState, DecisionState

READ_BY = ANALYSIS_AUDIENCE.line()
LONGEST = 6000


def _of(field: forms.Field, rows: Any) -> Any:
    """Let the field choose among the rows."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    return field


class BeginAnalysisForm(forms.Form):
    """Whose analysis, and what it is called. An authority that has one in progress is not offered."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label=_("Authority"))
    title = forms.CharField(label=_("Heading"), max_length=160)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = member.authority_ids_with(Permission.STRATEGY_PREPARE)
        busy = Analysis.objects.filter(state=AnalysisState.OPEN, authority__in=mine).values("authority")
        free = Authority.objects.filter(pk__in=mine).exclude(pk__in=busy).order_by("sort_key", "pk")
        field = _of(self.fields["authority"], free)
        choices = list(free[:2])
        self.has_free = bool(choices)
        if len(choices) == 1:
            field.widget, self.initial["authority"] = forms.HiddenInput(), choices[0].pk
        self.initial.setdefault("title", _t("Analysis {year}").format(year=clock.today().year))


class AnswerForm(forms.ModelForm):
    """An answer, or the verdict on a success factor; who is to answer."""

    readers: ClassVar[dict[str, Any]] = {"text": READ_BY}
    mark_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput())
    over = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    class Meta:
        model = AnalysisAnswer
        fields = ("verdict", "text", "owner")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, data: Any = None, *, instance: AnalysisAnswer) -> None:
        super().__init__(data, instance=instance)
        self.initial["revision"] = instance.revision
        self.fields["text"].max_length = LONGEST  # type: ignore[attr-defined]
        if instance.is_factor:
            self.fields["verdict"] = forms.ChoiceField(
                label=_("Is it in place?"), choices=Verdict.choices, widget=Radios(), required=False
            )
            self.fields["text"].label = _("What is there, and what is missing?")
            self.fields["text"].widget.attrs["rows"] = 4
        else:
            del self.fields["verdict"]
        writers = [row.pk for row in writers_of(instance.analysis.authority)]
        named = Membership.objects.filter(pk__in=writers).select_related("user")
        field = _of(self.fields["owner"], named.order_by("user__sort_key", "pk"))
        field.empty_label = _("Nobody in particular")

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise forms.ValidationError(_t("Write at most {most} characters.").format(most=LONGEST))
        return text

    @property
    def typed(self) -> dict[str, Any]:
        """What a valid form says, apart from what it was begun from."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}

    @property
    def known_revision(self) -> int:
        """What the writer has seen: the save that her page began from, or the one she saves over."""
        over, revision = self.cleaned_data["over"], self.cleaned_data["revision"]
        return int(revision if over is None else over)


class FigureForm(forms.ModelForm):
    """A figure with where it stands and of which day. Kept for the next analysis."""

    as_of = DateField(label=_("The figure is of"))

    class Meta:
        model = AnalysisFigure
        fields = ("label", "figure", "source", "as_of")
        help_texts = {
            "label": _("For example: Unemployed in the municipality, 16–65 years."),
            "figure": _("As you would say it: 7.4 %, 1,240 persons, about 60 a year."),
            "source": _("Who says so, and where it can be found. An address will do."),
        }


class TieForm(forms.Form):
    """The decision that the analysis led to."""

    decision = forms.ModelChoiceField(
        LeadershipDecision.objects.none(),
        label=_("Decision"),
        required=False,
        empty_label=_("None yet"),
        help_text=_("Drafts and decisions of the same authority."),
    )

    def __init__(self, *args: Any, analysis: Analysis, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [*OPEN, DecisionState.DECIDED]
        seen = LeadershipDecision.objects.visible_to(member)
        rows = seen.filter(authority=analysis.authority_id, state__in=states)
        _of(self.fields["decision"], rows.order_by("sort_key", "pk"))


class ClosingForm(forms.Form):
    """Nothing to fill in: closing is the whole matter."""


class DroppingForm(ReasonForm):
    """Why it is given up."""

    readers = {"reason": READ_BY}
