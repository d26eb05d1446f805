"""Forms of a decision table: begin one, change its heading or a row, put it in force."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import LeadershipDecision, PolicyTable
from strategy.models.decision import DECISION_AUDIENCE
from strategy.ruletable import Table
from strategy.states import OPEN, DecisionState
from strategy.table_examples import example_named, examples

EMPTY, EARLIER = "empty", "table-"


class BeginTableForm(forms.Form):
    """Which decision it carries out, and what it begins from."""

    decision = forms.ModelChoiceField(
        LeadershipDecision.objects.none(),
        label=_("Decision that the table carries out"),
        help_text=_("The table holds where, and as long as, the decision holds."),
    )
    start = forms.ChoiceField(label=_("Begin from"), widget=Radios())
    title = forms.CharField(label=_("Heading"), max_length=160)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = member.authority_ids_with(Permission.STRATEGY_PREPARE)
        decisions = LeadershipDecision.objects.visible_to(member).filter(
            authority__in=mine, state__in=[*OPEN, DecisionState.DECIDED]
        )
        field = self.fields["decision"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = decisions.order_by("sort_key", "pk")
        self._earlier = {
            f"{EARLIER}{table.pk}": table
            for table in PolicyTable.objects.visible_to(member).in_force().order_by("sort_key", "pk")
        }
        self._offer_starts()

    def _offer_starts(self) -> None:
        ready = [(example.key, example.heading) for example in examples(on=clock.today())]
        own = [(key, _t("Own table: {title}").format(title=row)) for key, row in self._earlier.items()]
        field = self.fields["start"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*own, *ready, (EMPTY, _("An empty table"))]

    @property
    def has_decisions(self) -> bool:
        """Is there a decision that a table could carry out?"""
        field = self.fields["decision"]
        assert isinstance(field, forms.ModelChoiceField)
        return field.queryset is not None and field.queryset.exists()

    @property
    def start_table(self) -> Table:
        """The rows that were chosen to begin from."""
        chosen = self.cleaned_data["start"]
        if chosen in self._earlier:
            return self._earlier[chosen].table
        example = example_named(chosen, on=clock.today())
        return example.table if example else Table(rows=())


class TableForm(forms.ModelForm):
    """Heading, source and rounding."""

    readers = {"source": DECISION_AUDIENCE.line()}
    revision = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = PolicyTable
        fields = ("title", "source", "rounding")
        widgets = {"source": forms.Textarea(attrs={"rows": 3}), "rounding": Radios()}
        help_texts = {"rounding": _("Where a row counts one place per so many kronor.")}


class FirstDayForm(forms.Form):
    """From which day it holds."""

    first_day = DateField(label=_("Holds from"))
