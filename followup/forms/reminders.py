"""The filter of the reminders: what became of them, and when."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.components import Chip
from core.forms import DateField
from core.models import OutgoingMail
from core.states import MailState
from core.templatetags.formats import date_words


class ReminderFilter(forms.Form):
    """Shareable as an address; what cannot be read filters nothing."""

    state = forms.ChoiceField(
        label=_("Delivery"), choices=[("", _("All")), *MailState.choices], required=False
    )
    first = DateField(label=_("From"), required=False, help_text="")
    last = DateField(label=_("Until"), required=False, help_text="")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    def of(self, found: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
        told = self.cleaned_data
        wanted = {
            "state": told.get("state"),
            "created_at__date__gte": told.get("first"),
            "created_at__date__lte": told.get("last"),
        }
        return found.filter(**{name: value for name, value in wanted.items() if value})

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the list without it."""
        used = {name: self.data[name] for name, value in self.cleaned_data.items() if value}
        return [
            Chip(
                label=f"{self.fields[name].label}: {self._words(name)}",
                url=f"?{urlencode({other: value for other, value in used.items() if other != name})}",
            )
            for name in used
        ]

    def _words(self, name: str) -> str:
        value: Any = self.cleaned_data[name]
        return str(MailState(value).label) if name == "state" else date_words(value)
