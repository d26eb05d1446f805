"""A row of a file, asked the same as the one page; what is chosen there is written in words here."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _t

from organisations.importing.fields import AuthorityField, WordField
from organisations.models import Authority
from procurements.choices import ReportEvery, RequirementKind
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
            months=COLUMNS.by_field["full_time_months"].heading,
            places=COLUMNS.by_field["places"].heading,
            words=", ".join(self.labels),
        )


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
        self.fields["kind"] = KindField(
            choices=RequirementKind.choices, if_empty=RequirementKind.NUMERIC, also=ALSO
        )
        self.fields["report_every"] = WordField(choices=every, if_empty=ReportEvery.QUARTER, also=ALSO)
        self.fields["authority"] = AuthorityField(authorities, default)
        for column in COLUMNS:
            self.fields[column.field].label = str(column.heading)
