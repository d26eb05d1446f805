"""The filter of the list of what is late, read from the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.components import Chip
from core.slots import late
from core.together import Rows, ask
from followup.selection import Selection
from organisations.models import Authority, Membership
from organisations.permissions import Permission


class LateFilter(forms.Form):
    """Kind and authority. A choice is offered only where there is one. What is unreadable filters nothing."""

    kind = forms.ChoiceField(label=_("What is missing"), required=False)
    authority = forms.TypedChoiceField(label=_("Authority"), required=False, empty_value=None)

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.member, self.query = member, data
        authorities = Rows(
            Authority.objects.in_sight_of(member, Permission.COMMITMENT_SEE, Permission.CASE_SEE).order_by(
                "sort_key", "pk"
            )
        )
        ask(authorities)
        known = {str(row.pk): row for row in authorities.answer}
        kind: Any = self.fields["kind"]
        kind.choices = [("", _t("All")), *((key, row.label) for key, row in late.items())]
        authority: Any = self.fields["authority"]
        authority.choices = [("", _t("All")), *((key, row.name) for key, row in known.items())]
        authority.coerce = known.__getitem__
        if len(known) < 2:
            del self.fields["authority"]
        self.is_valid()

    @property
    def kind_chosen(self) -> str:
        chosen: str = self.cleaned_data.get("kind", "")
        return chosen

    @property
    def selection(self) -> Selection:
        return Selection(self.member, authority=self.cleaned_data.get("authority"))

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        return [
            Chip(label=f"{self.fields[name].label}: {self._worded(name, value)}", url=self._without(name))
            for name, value in self.cleaned_data.items()
            if value
        ]

    def _worded(self, name: str, value: Any) -> Any:
        field: Any = self.fields[name]
        return dict(field.choices).get(value, value)

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        return f"?{rest.urlencode()}"
