"""A row of a file, asked the same as the one page; what is chosen there is written in words here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from organisations.models import Authority
from procurements.choices import ReportEvery, RequirementKind
from reference.folding import fold
from suppliers.forms.contract import ContractFacts
from suppliers.importing.columns import COLUMNS

ALSO: Mapping[str, str] = {
    "numeriskt": RequirementKind.NUMERIC, "numerärt": RequirementKind.NUMERIC,
    "skarpt": RequirementKind.NUMERIC,
    "volym": RequirementKind.NUMERIC, "dialog": RequirementKind.DIALOGUE, "båda": RequirementKind.COMBINED,
    "kombinerat": RequirementKind.COMBINED, "månad": ReportEvery.MONTH, "månadsvis": ReportEvery.MONTH,
    "kvartal": ReportEvery.QUARTER, "kvartalsvis": ReportEvery.QUARTER, "halvår": ReportEvery.HALF_YEAR,
    "halvårsvis": ReportEvery.HALF_YEAR, "år": ReportEvery.YEAR, "årsvis": ReportEvery.YEAR,
    "årligen": ReportEvery.YEAR, "reserverat": RequirementKind.RESERVED,
}  # fmt: skip


class WordField(forms.Field):
    """One of a few, written as its label in Swedish or English or by another usual name."""

    def __init__(self, *, choices: Sequence[tuple[str, Any]], if_empty: str, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.choices, self.if_empty = choices, if_empty

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return self.if_empty
        chosen = self._words().get(fold(str(value)))
        if chosen is None:
            listed = ", ".join(str(label) for _value, label in self.choices)
            raise forms.ValidationError(_("Write one of: %(words)s."), params={"words": listed}, code="word")
        return chosen

    def _words(self) -> dict[str, str]:
        found = {word: value for word, value in ALSO.items() if value in dict(self.choices)}
        for language in ("sv", "en"):
            with override(language):
                found |= {fold(str(label)): value for value, label in self.choices}
        return found


class AuthorityField(forms.Field):
    """One of the member's authorities by its name; where there is but one it need not be named."""

    def __init__(self, authorities: Sequence[Authority], default: Authority | None, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.authorities, self.default = authorities, default

    def to_python(self, value: Any) -> Authority:
        if value in self.empty_values and self.default is not None:
            return self.default
        found = next((row for row in self.authorities if fold(row.name) == fold(str(value or ""))), None)
        if found is None:
            listed = ", ".join(row.name for row in self.authorities)
            raise forms.ValidationError(_("Write one of: %(words)s."), params={"words": listed}, code="word")
        return found


class ImportedContractForm(ContractFacts):
    """One row. Gives the same `contract` and `done` as the page, so that the same verb takes them."""

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        authorities: Sequence[Authority],
        default: Authority | None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        every = ReportEvery.by_schedule()
        self.fields["kind"] = WordField(choices=RequirementKind.choices, if_empty=RequirementKind.NUMERIC)
        self.fields["report_every"] = WordField(choices=every, if_empty=ReportEvery.QUARTER)
        self.fields["authority"] = AuthorityField(authorities, default)
        for column in COLUMNS:
            self.fields[column.field].label = str(column.heading)
