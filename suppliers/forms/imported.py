"""A row of a file, asked the same as the one page; what is chosen there is written in words here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import override

from organisations.models import Authority
from procurements.choices import ReportEvery, RequirementKind
from reference.folding import fold
from suppliers.forms.contract import ContractFacts
from suppliers.importing.columns import BY_FIELD, COLUMNS

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

    @property
    def labels(self) -> list[str]:
        """What may be written, in the reader's language."""
        return [str(label) for _value, label in self.choices]

    def label_of(self, text: str) -> str:
        """The label of what is written in any of the known words; "" of others."""
        value = self._words().get(fold(text))
        return "" if value is None else str(dict(self.choices)[value])

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return self.if_empty
        chosen = self._words().get(fold(str(value)))
        if chosen is None:
            raise forms.ValidationError(self.wrong_word(str(value)), code="word")
        return chosen

    def wrong_word(self, text: str) -> str:
        """What to write instead."""
        return _t("Write one of: {words}.").format(words=", ".join(self.labels))

    def _words(self) -> dict[str, str]:
        found = {word: value for word, value in ALSO.items() if value in dict(self.choices)}
        for language in ("sv", "en"):
            with override(language):
                found |= {fold(str(label)): value for value, label in self.choices}
        return found


class KindField(WordField):
    """The kind of requirement. Lists often have the volume in a column with such a heading."""

    def wrong_word(self, text: str) -> str:
        if not text.strip()[:1].isdecimal():
            return super().wrong_word(text)
        return _t(
            "“{text}” looks like a volume. It stands in the column {months} or {places}; here stands one of: "
            "{words}. If the whole column holds volumes, change what it is read in as."
        ).format(
            text=text,
            months=BY_FIELD["full_time_months"].heading,
            places=BY_FIELD["places"].heading,
            words=", ".join(self.labels),
        )


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
        self.fields["kind"] = KindField(choices=RequirementKind.choices, if_empty=RequirementKind.NUMERIC)
        self.fields["report_every"] = WordField(choices=every, if_empty=ReportEvery.QUARTER)
        self.fields["authority"] = AuthorityField(authorities, default)
        for column in COLUMNS:
            self.fields[column.field].label = str(column.heading)
