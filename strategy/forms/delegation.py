"""Forms of the delegation order and of the list of decisions to report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from organisations.models import Authority, Membership
from strategy.choices import Delegable
from strategy.doors import READERS
from strategy.models import DelegatedDecision, DelegationItem
from strategy.models.ways import DelegatedDecisionQuerySet


class DelegatedFilter(forms.Form):
    """Which delegated decisions: to report or all, in a period, of an authority."""

    authority = forms.ModelChoiceField(
        label=_("Authority"), queryset=Authority.objects.none(), required=False, empty_label=_("All")
    )
    show = forms.ChoiceField(
        label=_("Show"), choices=[("", _("To report")), ("all", _("All"))], required=False
    )
    first = DateField(label=_("From"), required=False, help_text="")
    last = DateField(label=_("To"), required=False, help_text="")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Authority.objects.filter(pk__in=member.authority_ids_with(*READERS)).order_by(
            "sort_key"
        )
        if len(member.authority_ids_with(*READERS)) < 2:
            del self.fields["authority"]

    def rows(self, found: DelegatedDecisionQuerySet) -> DelegatedDecisionQuerySet:
        """The decisions that the filter leaves; a value that cannot be read filters nothing."""
        self.is_valid()
        values = self.cleaned_data
        if authority := values.get("authority"):
            found = found.filter(authority=authority)
        if values.get("show") != "all":
            found = found.to_report()
        return found.in_period(values.get("first"), values.get("last"))


class ReportForm(forms.Form):
    """Mark decisions as reported at a meeting."""

    decisions = forms.ModelMultipleChoiceField(
        queryset=DelegatedDecision.objects.none(),
        label=_("Decisions"),
        error_messages={"required": _("Choose at least one decision.")},
    )
    body = forms.CharField(label=_("Reported to"), max_length=160)
    meeting_on = DateField(label=_("Date of the meeting"))

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decisions"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = DelegatedDecision.objects.visible_to(member).to_report()


class DelegationItemForm(forms.ModelForm):
    """A new row of the delegation order."""

    what = forms.ChoiceField(label=_("What may be decided"), choices=Delegable.choices)
    valid_from = DateField(label=_("Valid from"))
    valid_until = DateField(label=_("Valid until"), required=False)

    class Meta:
        model = DelegationItem
        fields = ("authority", "item", "what", "function", "valid_from", "valid_until")
        help_texts = {
            "item": _("The number in your delegation order, for example 3.4."),
            "function": _("Exactly as the title of the member who holds it, for example Head of purchasing."),
        }

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label, field.empty_label = _("Authority"), None
        field.queryset = Authority.objects.filter(organisation=member.organisation).order_by("sort_key")


class ItemEndForm(forms.Form):
    last_day = DateField(label=_("Last day"))
