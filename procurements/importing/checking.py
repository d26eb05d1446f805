"""What every line of an uploaded list comes to: a purchase, or what is wrong in which cell.

The fields are those of the one page; nothing is written here."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.error_words import texts_of
from core.importing.cells import Line, line_from
from organisations.importing.fields import AuthorityField, WordField
from organisations.models import Authority
from procurements.choices import Nature
from procurements.forms.purchases import PurchaseFacts
from procurements.importing.columns import PURCHASE_COLUMNS
from procurements.models import PlannedPurchase, PurchaseList
from reference.folding import fold
from reference.models import CpvCode
from strategy.choices import Exempt

NATURES = {
    "tjänst": Nature.SERVICES, "entreprenad": Nature.WORKS, "entreprenader": Nature.WORKS,
    "byggentreprenad": Nature.WORKS,
    "bygg": Nature.WORKS, "byggentreprenader": Nature.WORKS, "vara": Nature.GOODS, "varor": Nature.GOODS,
    "koncessioner": Nature.CONCESSION,
}  # fmt: skip
FORMS = {
    "direktupphandling": Exempt.DIRECT, "direkt": Exempt.DIRECT, "avrop": Exempt.CALL_OFF,
    "förnyad konkurrensutsättning": Exempt.CALL_OFF, "ramavtal": Exempt.FRAMEWORK,
}  # fmt: skip
ORDINARY = ("vanlig upphandling", "upphandling", "ordinary procurement")

Fault = tuple[int, int | None, str, str]  # line, place of the column, field, what to do
Key = tuple[int, str, str]


class CpvCodeField(forms.Field):
    """A code as lists hold it: 90911200-8, 90911200, 90911200 Fönsterputs."""

    def __init__(self, codes: frozenset[str], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.codes = codes

    def to_python(self, value: Any) -> str | None:
        if value in self.empty_values:
            return None
        code = str(value).strip().replace(" ", "")[:8].rstrip("-")
        if code in self.codes:
            return code
        known = [wider for wider in _wider(code) if wider in self.codes]
        if known:
            return known[0]
        raise forms.ValidationError(_("There is no such CPV code. Write eight digits, for example 90911200."))


def _wider(code: str) -> Iterator[str]:
    """A code that is written without the zeros at its end."""
    if code.isdecimal() and 2 <= len(code) < 8:
        yield code.ljust(8, "0")


@dataclass(frozen=True)
class Verdict:
    """One line judged: the columns of a purchase, or its faults."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> Key:
        return key_of(self.values["authority"].pk, self.values["title"], self.values["planned_for"])


def key_of(authority: int, title: str, planned_for: Any) -> Key:
    """What tells one planned purchase from another in a list."""
    return authority, fold(title), str(planned_for or "")


class Reader:
    """Reads lines as the columns say. Made once for a list: its fields are asked again for each line."""

    def __init__(self, row: PurchaseList, authorities: Sequence[Authority]) -> None:
        only = authorities[0] if len(authorities) == 1 else None
        default = next((own for own in authorities if own.pk == row.authority_id), only)
        self.places = {name: place for place, name in enumerate(row.fields) if name}
        self.fields = fields_for(authorities, default)

    def read(self, line: Line) -> Verdict:
        """Every cell cleaned by its field."""
        values, faults = dict[str, Any](), list[Fault]()
        for name, asked in self.fields.items():
            place = self.places.get(name)
            cell = line.cells[place] if place is not None else None
            if cell is not None and cell.is_formula:
                told = _("The cell holds a formula. Copy the column and paste it as values.")
                faults.append((line.number, place, name, told))
                continue
            try:
                values[name] = asked.clean(cell.text if cell else "")
            except forms.ValidationError as error:
                about: Any = {"label": str(asked.label), "widget": asked.widget}
                told = " ".join(text for one in error.error_list for text in texts_of(one, **about))
                faults.append((line.number, place, name, told))
        if faults:
            return Verdict(line.number, faults=tuple(faults))
        return Verdict(
            line.number, values={("cpv_id" if key == "cpv" else key): v for key, v in values.items()}
        )


def fields_for(authorities: Sequence[Authority], default: Authority | None) -> dict[str, forms.Field]:
    """The fields of the one page; what is chosen there is written in words here."""
    fields: dict[str, forms.Field] = deepcopy(PurchaseFacts.base_fields)
    words = dict.fromkeys(ORDINARY, "")
    ordinary = [("", _("Ordinary procurement")), *Exempt.choices]
    codes = frozenset(CpvCode.objects.current().values_list("pk", flat=True))
    fields["nature"] = WordField(choices=Nature.choices, if_empty="", also=NATURES)
    fields["form"] = WordField(choices=ordinary, if_empty="", also={**FORMS, **words})
    fields["cpv"] = CpvCodeField(codes)
    fields["authority"] = AuthorityField(authorities, default)
    for name, asked in fields.items():
        asked.label = str(PURCHASE_COLUMNS.by_field[name].heading)
    return fields


def lines_of(row: PurchaseList) -> list[Line]:
    return [line_from(plain) for plain in row.lines]


def planned_already(authorities: Iterable[Authority]) -> set[Key]:
    """What stands in the plan. One query."""
    rows = PlannedPurchase.objects.current().filter(authority__in=list(authorities))
    told = rows.values_list("authority_id", "title", "planned_for")
    return {key_of(*row) for row in told}


def repeated_among(verdicts: Iterable[Verdict], planned: set[Key]) -> list[int]:
    """The lines that seem to stand in the plan already, or higher up in the same list."""
    seen, found = set(planned), []
    for verdict in verdicts:
        if verdict.faults:
            continue
        if verdict.key in seen:
            found.append(verdict.number)
        seen.add(verdict.key)
    return found
