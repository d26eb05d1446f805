"""The form of a definition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField
from strategy.models import Definition


class DefinitionForm(forms.ModelForm):
    """What is meant, who decided it and when."""

    readers = {"text": _("Read by all members, and by the suppliers that report to you.")}
    decided_on = DateField(label=_("Decided on"))

    class Meta:
        model = Definition
        fields = ("text", "decided_on", "decided_by")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "decided_by": _("For example: the municipal executive board, § 45, or the head of purchasing.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("decided_on", clock.today())
