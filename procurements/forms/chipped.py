"""A filter that tells what it filters by, each as a chip with the address without it."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.components import Chip


class Chipped(forms.Form):
    """Abstract. `query` is what stands in the address; `unchipped` names fields that show by themselves."""

    query: QueryDict
    unchipped: frozenset[str] = frozenset()

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        return [
            Chip(label=self._worded(name, value), url=self._without(name))
            for name, value in self.cleaned_data.items()
            if value and name not in self.unchipped
        ]

    def _worded(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
        return f"{field.label}: {value}"

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        return f"?{rest.urlencode()}"
