"""Cells in which a choice is written in words, or one of the organisation's authorities by its name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import override

from organisations.models import Authority
from reference.folding import fold


class WordField(forms.Field):
    """One of a few, written as its label in Swedish or English or by another usual name (`also`, folded)."""

    def __init__(
        self,
        *,
        choices: Sequence[tuple[str, Any]],
        if_empty: str,
        also: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(required=False, **options)
        self.choices, self.if_empty, self.also = choices, if_empty, also or {}

    @property
    def labels(self) -> list[str]:
        """What may be written, in the reader's language."""
        return [str(label) for _value, label in self.choices]

    def label_of(self, text: str) -> str:
        """The label of what is written in any of the known words; "" of others."""
        value = self._words.get(fold(text))
        return "" if value is None else str(dict(self.choices)[value])

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return self.if_empty
        chosen = self._words.get(fold(str(value)))
        if chosen is None:
            raise forms.ValidationError(self.wrong_word(str(value)), code="word")
        return chosen

    def wrong_word(self, text: str) -> str:
        """What to write instead."""
        return _t("Write one of: {words}.").format(words=", ".join(self.labels))

    @cached_property
    def _words(self) -> dict[str, str]:
        found = {word: value for word, value in self.also.items() if value in dict(self.choices)}
        for language in ("sv", "en"):
            with override(language):
                found |= {fold(str(label)): value for value, label in self.choices}
        return found


class AuthorityField(forms.Field):
    """One of the member's authorities by its name; where there is but one it need not be named."""

    def __init__(self, authorities: Sequence[Authority], default: Authority | None, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.authorities, self.default = authorities, default

    @property
    def labels(self) -> list[str]:
        return [row.name for row in self.authorities]

    def label_of(self, text: str) -> str:
        """The name of the authority that is written; "" of others."""
        return next((name for name in self.labels if fold(name) == fold(text)), "")

    def to_python(self, value: Any) -> Authority:
        if value in self.empty_values and self.default is not None:
            return self.default
        found = next((row for row in self.authorities if fold(row.name) == fold(str(value or ""))), None)
        if found is None:
            words = _t("Write one of: {words}.").format(words=", ".join(self.labels))
            raise forms.ValidationError(words, code="word")
        return found
