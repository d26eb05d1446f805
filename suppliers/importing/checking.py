"""What every line of an uploaded list comes to: a contract that can be entered, what is wrong in which cell,
or a contract that is entered already. The rules are those of the one page's form; nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from core.error_words import error_texts
from core.importing.cells import Line, line_from
from organisations.models import Authority, Kind, Membership, Organisation
from organisations.permissions import Permission
from procurements.known_supplier import is_same_name
from suppliers.actions.takeover import AlreadyDone, RunningContract
from suppliers.forms.imported import ImportedContractForm
from suppliers.importing.columns import COLUMNS
from suppliers.models import ContractImport
from suppliers.repeats import Key, entered_of, told_apart


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, and what to do. `column` is its place, None where the file lacks it."""

    column: int | None
    heading: str
    value: str
    text: str
    field: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One line judged.

    `same_as` names the contract that it seems to repeat, `known_as` the supplier's own name.
    """

    line: Line
    title: str
    supplier: str
    contract: RunningContract | None = None
    done: AlreadyDone | None = None
    faults: tuple[Fault, ...] = ()
    same_as: str = ""
    known_as: str = ""

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def is_wrong(self) -> bool:
        return bool(self.faults)

    @property
    def is_duplicate(self) -> bool:
        return not self.faults and bool(self.same_as)


@dataclass(frozen=True)
class Check:
    """The whole list judged."""

    verdicts: tuple[Verdict, ...] = ()

    @property
    def wrong(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.is_wrong]

    @property
    def duplicates(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.is_duplicate]

    @property
    def ready(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if not verdict.is_wrong and not verdict.same_as]

    def chosen(self, *, takes_duplicates: bool) -> list[Verdict]:
        """Those that would be entered, in the order of the file."""
        return [v for v in self.verdicts if not v.is_wrong and (takes_duplicates or not v.same_as)]


@dataclass(frozen=True)
class Reader:
    """Turns lines into forms, as the columns say."""

    headings: Sequence[str]
    fields: Sequence[str]
    authorities: Sequence[Authority]
    default: Authority | None
    places: Mapping[str, int] = field(default_factory=dict)

    def judged(self, line: Line) -> Verdict:
        """The line by itself, without what others say of it."""
        told = {name: line.cells[place].text for name, place in self.places.items()}
        form = ImportedContractForm(told, authorities=self.authorities, default=self.default)
        faults = [*self._formulas(line), *self._refusals(form, line)]
        verdict = Verdict(
            line=line,
            title=told.get("title", ""),
            supplier=told.get("supplier_name", ""),
            faults=tuple(
                sorted(faults, key=lambda fault: len(self.headings) if fault.column is None else fault.column)
            ),
        )
        return verdict if faults else replace(verdict, contract=form.contract, done=form.done)

    def _formulas(self, line: Line) -> Iterable[Fault]:
        for name, place in self.places.items():
            if line.cells[place].is_formula:
                yield self.fault(
                    line, name, _("The cell holds a formula. Copy the column and paste it as values.")
                )

    def _refusals(self, form: ImportedContractForm, line: Line) -> Iterable[Fault]:
        for bound in form:
            place = self.places.get(bound.name)
            if bound.errors and not (place is not None and line.cells[place].is_formula):
                for text in error_texts(bound):
                    yield self.fault(line, bound.name, text)

    def fault(self, line: Line, name: str, text: str) -> Fault:
        place = self.places.get(name)
        if place is None:
            return Fault(None, str(COLUMNS.by_field[name].heading), "", text, name)
        return Fault(place, self.headings[place], line.cells[place].text, text, name)


def reader_of(row: ContractImport, authorities: Sequence[Authority]) -> Reader:
    only = authorities[0] if len(authorities) == 1 else None
    default = next((own for own in authorities if own.pk == row.authority_id), only)
    places = {name: place for place, name in enumerate(row.fields) if name}
    return Reader(row.headings, row.fields, authorities, default, places)


def authorities_of(member: Membership) -> list[Authority]:
    """The authorities whose contracts the member may enter."""
    return list(
        Authority.objects.filter(pk__in=member.authority_ids_with(Permission.CONTRACT_EDIT)).order_by(
            "sort_key", "pk"
        )
    )


def check_import(row: ContractImport, member: Membership) -> Check:
    """Judge every line now. A few queries, however many lines there are."""
    reader = reader_of(row, authorities_of(member))
    verdicts = [reader.judged(line_from(plain)) for plain in row.lines]
    return Check(tuple(_without_repeats(_with_suppliers(verdicts, reader), member)))


def _with_suppliers(verdicts: list[Verdict], reader: Reader) -> list[Verdict]:
    """Numbers of somebody who is no supplier are wrong; those of known suppliers get their name."""
    numbers = {v.contract.supplier_number for v in verdicts if v.contract}
    known = {row.number: row for row in Organisation.objects.filter(number__in=numbers).order_by("pk")}
    return [_with_supplier(verdict, known, reader) for verdict in verdicts]


def _with_supplier(verdict: Verdict, known: Mapping[str, Organisation], reader: Reader) -> Verdict:
    found = known.get(verdict.contract.supplier_number) if verdict.contract else None
    if found is None:
        return verdict
    if found.kind != Kind.SUPPLIER:
        text = _("The organisation number belongs to {name}, which is not a supplier.").format(
            name=found.name
        )
        fault = reader.fault(verdict.line, "supplier_number", text)
        return replace(verdict, contract=None, done=None, faults=(fault,))
    return replace(verdict, known_as="" if is_same_name(found.name, verdict.supplier) else found.name)


def _without_repeats(verdicts: list[Verdict], member: Membership) -> Iterable[Verdict]:
    """Point out what is entered already, or stands higher up in the same list."""
    numbers = {v.contract.supplier_number for v in verdicts if v.contract}
    words = _("“{title}”, which is entered already")
    seen = {key: words.format(title=row.title) for key, row in entered_of(numbers, member).items()}
    for verdict in verdicts:
        if verdict.contract is None:
            yield verdict
            continue
        key = _key(verdict.contract)
        yield replace(verdict, same_as=seen.get(key, ""))
        seen.setdefault(key, _("row {number}").format(number=verdict.number))


def _key(contract: RunningContract) -> Key:
    return told_apart(contract.diary_number, contract.title, contract.supplier_number)
