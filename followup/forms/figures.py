"""The filter of the figures: which year, which authority. Read from the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.components import Chip
from followup.selection import Selection, choices_for
from organisations.models import Authority, Membership


class FigureFilter(forms.Form):
    """A choice is offered only where there is one. What cannot be read filters nothing."""

    year = forms.TypedChoiceField(label=_("Period"), required=False, coerce=int, empty_value=None)
    authority = forms.TypedChoiceField(label=_("Authority"), required=False, empty_value=None)

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.member, self.query = member, data
        offered = choices_for(member)
        self.joint = offered.joint
        known = {str(row.pk): row for row in offered.authorities}
        self._offer("year", every_year(offered.years), [(str(year), str(year)) for year in offered.years])
        names = [(key, _name(row, member)) for key, row in known.items()]
        self._offer("authority", _t("All"), names, least=1 if offered.has_foreign else 2)
        if "authority" in self.fields:
            self.fields["authority"].coerce = known.__getitem__  # type: ignore[attr-defined]
        self.is_valid()
        if "year" in self.fields and self.selection.is_shared:
            del self.fields["year"]  # what a year adds to the whole would tell a small group
            self.cleaned_data.pop("year", None)

    def _offer(self, name: str, every: str, choices: list[tuple[str, str]], *, least: int = 2) -> None:
        field: Any = self.fields[name]
        field.choices = [("", every), *choices]
        if len(choices) < least:
            del self.fields[name]

    @property
    def selection(self) -> Selection:
        chosen = self.cleaned_data
        year, authority = chosen.get("year"), chosen.get("authority")
        return Selection(self.member, year=year, authority=authority, known_joint=self.joint)

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        return [
            Chip(label=self.worded(name, value), url=self._without(name))
            for name, value in self.cleaned_data.items()
            if value
        ]

    def worded(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        choices = dict(getattr(field, "choices", ()))
        return f"{field.label}: {choices.get(value, value)}"

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        return f"?{rest.urlencode()}"


def _name(authority: Authority, member: Membership) -> str:
    """With its organisation, where that is another one."""
    is_own = authority.organisation_id == member.organisation_id
    return authority.name if is_own else f"{authority.name}, {authority.organisation}"


def every_year(years: tuple[int, ...]) -> str:
    """What stands for no choice: "2019–2026"."""
    if len(years) < 2:
        return _t("All")
    return _t("All years, {first}–{last}").format(first=years[-1], last=years[0])
