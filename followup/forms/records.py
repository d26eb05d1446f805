"""The registrar's filter, and the form on one record."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.components import Chip
from core.forms import DateField, Radios
from core.templatetags.formats import date_words
from followup.records import KINDS, Where, records_of, suggested_number
from organisations.models import Authority, Membership
from organisations.permissions import Permission

REGISTER, ORDER, LATER = "register", "order", "later"


class RecordFilter(forms.Form):
    """Which records are listed or exported; shareable as an address."""

    where = forms.ChoiceField(label=_("Where it stands"), choices=Where.choices, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label=_("Authority"), required=False, empty_label=_("All")
    )
    first = DateField(label=_("From"), required=False, help_text="")
    last = DateField(label=_("Until"), required=False, help_text="")

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        told = data.copy()
        told.setdefault("where", Where.DUE)  # an address without a filter shows the queue, and says so
        super().__init__(told)
        self.authority_ids = member.authority_ids_with(Permission.RECORD_REGISTER)
        field, kind = self.fields["authority"], self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        field.queryset = Authority.objects.filter(
            pk__in=member.authority_ids_with(Permission.RECORD_REGISTER)
        ).order_by("sort_key")
        kind.choices = [("", _("All")), *((key, value.label) for key, value in KINDS.items())]
        if len(member.authority_ids_with(Permission.RECORD_REGISTER)) < 2:
            del self.fields["authority"]
        self.is_valid()

    def rows(self) -> Any:
        """Keys of what is asked for (`followup.records.records_of`)."""
        told = self.cleaned_data
        authority = told.get("authority")
        return records_of(
            [authority.pk] if authority else self.authority_ids,
            kind=told.get("kind") or "",
            where=told.get("where") or Where.DUE,
            first=told.get("first"),
            last=told.get("last"),
        )

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the list without it."""
        used = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return [
            Chip(
                label=f"{self.fields[name].label}: {self._words(name)}",
                url=f"?{urlencode({other: value for other, value in used.items() if other != name})}",
            )
            for name in used
        ]

    def _words(self, name: str) -> str:
        """What was chosen, as the reader calls it."""
        value, words = self.cleaned_data.get(name), {str(key): kind.label for key, kind in KINDS.items()}
        if isinstance(value, dt.date):
            return date_words(value)
        return str({**words, **dict(Where.choices)}.get(str(value), value or self.data.get(name)))


class RecordForm(forms.Form):
    """What the registrar does with one record."""

    mark_optional = False
    way = forms.ChoiceField(
        label=_("How is it kept?"),
        choices=[
            (REGISTER, _("Registered under a diary number")),
            (ORDER, _("Kept in order without a diary number")),
            (LATER, _("Not decided yet")),
        ],
        widget=Radios(reveals={REGISTER: "diary_number"}),
    )
    diary_number = forms.CharField(label=_("Diary number"), max_length=40, required=False)
    is_secret = forms.BooleanField(label=_("Mark as secret"), required=False)
    paragraph = forms.CharField(
        label=_("Paragraph"),
        help_text=_("For example OSL 19 kap. 3 §. The mark is a warning; every request is tried anew."),
        max_length=60,
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, row: Any, record: Any) -> None:
        way = REGISTER if record.diary_number or not record.kept_in_order else ORDER
        initial = {
            "way": way,
            "diary_number": record.diary_number or suggested_number(row),
            "is_secret": record.secrecy_marked,
            "paragraph": record.secrecy_paragraph or record.authority.secrecy_default,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        if told.get("way") == REGISTER and not told.get("diary_number"):
            self.add_error("diary_number", ValidationError(_("State the diary number."), code="required"))
        if told.get("is_secret") and not told.get("paragraph"):
            sentence = _("State the paragraph that the secrecy mark rests on.")
            self.add_error("paragraph", ValidationError(sentence, code="required"))
        return told

    def wanted(self) -> dict[str, Any]:
        """The arguments of `followup.records.settle`."""
        told = self.cleaned_data
        return {
            "diary_number": told["diary_number"] if told["way"] == REGISTER else "",
            "is_kept": told["way"] == ORDER,
            "paragraph": told["paragraph"] if told["is_secret"] else "",
        }
