"""The form of a task of the preparations."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from organisations.models import Membership
from strategy.models import LeadershipDecision, PreparationTask
from strategy.models.decision import DECISION_AUDIENCE
from strategy.preparation_page import owners_for


class PreparationForm(forms.ModelForm):
    """What, who and by when."""

    readers: ClassVar[dict[str, Any]] = {"title": DECISION_AUDIENCE.line()}
    due_on = DateField(label=_("By when"))

    class Meta:
        model = PreparationTask
        fields = ("title", "owner", "due_on")
        help_texts = {"title": _("For example: Name a coordinator and a deputy.")}

    def __init__(self, *args: Any, decision: LeadershipDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        named = Membership.objects.filter(pk__in=owners_for(decision)).select_related("user")
        field.queryset, field.empty_label = named.order_by("user__sort_key", "pk"), _("Choose somebody")
