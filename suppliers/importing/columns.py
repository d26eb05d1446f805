"""The columns that a list of contracts may have, and which column of a foreign list is which of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from core.components import Text
from reference.folding import fold

SHORTEST_PART = 5  # signs of a known heading that may stand inside a longer one
MARKING = ("Att rätta", "To correct", "Rad i filen", "Row in the file")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One field of `ContractFacts`: its heading in our workbook, what is asked, an example, other names."""

    field: str
    heading: Text
    asked: Text
    example: Text
    also: tuple[str, ...] = ()
    is_needed: bool = False
    kind: str = "text"


COLUMNS = (
    Column(
        field="title",
        heading=pgettext_lazy("column", "Contract"),
        asked=_("What the contract concerns."),
        example=_("Care of streets and parks"),
        also=(
            "avtalsnamn",
            "avtalets namn",
            "avtalet avser",
            "avser",
            "benämning",
            "rubrik",
            "titel",
            "upphandling",
        ),
        is_needed=True,
    ),
    Column(
        field="diary_number",
        heading=_("Diary number"),
        asked=_("The number in your diary. Tells whether a contract has been entered before."),
        example="TN 2024/117",
        also=("diarienr", "dnr", "ärendenummer", "reference number"),
    ),
    Column(
        field="supplier_name",
        heading=_("Supplier"),
        asked=_("The company's name."),
        example="Grönyta AB",
        also=(
            "leverantörsnamn",
            "entreprenör",
            "företag",
            "bolag",
            "utförare",
            "motpart",
            "company",
            "contractor",
        ),
        is_needed=True,
    ),
    Column(
        field="supplier_number",
        heading=_("Organisation number"),
        asked=_("The supplier's, ten digits with or without a hyphen."),
        example="556036-0793",
        also=("organisationsnr", "orgnr", "org nr", "org nummer"),
        is_needed=True,
    ),
    Column(
        field="starts_on",
        heading=pgettext_lazy("column", "First day"),
        asked=_("The contract's first day."),
        example="2024-04-01",
        also=(
            "startdatum",
            "avtalsstart",
            "start",
            "gäller från",
            "giltig från",
            "från",
            "fr o m",
            "start date",
        ),
        is_needed=True,
        kind="date",
    ),
    Column(
        field="ends_on",
        heading=pgettext_lazy("column", "Last day"),
        asked=_("The contract's last day, without options that are not used yet."),
        example="2028-03-31",
        also=("slutdatum", "avtalsslut", "slut", "gäller till", "giltig till", "till", "t o m", "end date"),
        is_needed=True,
        kind="date",
    ),
    Column(
        field="kind",
        heading=_("Kind of requirement"),
        asked=_("If empty: a stated volume must be delivered."),
        example="",
        also=("kravtyp", "typ av krav", "krav", "sysselsättningskrav"),
        kind="choice",
    ),
    Column(
        field="full_time_months",
        heading=pgettext_lazy("column", "Full-time months"),
        asked=_("Volume over the whole contract. One month at 100 % is one full-time month."),
        example="96",
        also=("volym", "omfattning", "åtagande", "heltidsmånader enligt avtal", "volume"),
        kind="number",
    ),
    Column(
        field="places",
        heading=pgettext_lazy("column", "Places"),
        asked=_("If the contract counts places."),
        example="4",
        also=("antal platser", "number of places"),
        kind="number",
    ),
    Column(
        field="done_months",
        heading=_("Full-time months already done"),
        asked=_("Empty if nothing has been done, or if you will enter each placement."),
        example="31,5",
        also=("utfört", "redan utfört", "redan utförda heltidsmånader", "utfall"),
        kind="number",
    ),
    Column(
        field="done_places",
        heading=_("Places already filled"),
        asked=_("If the contract counts places."),
        example="2",
        also=("tillsatta platser",),
        kind="number",
    ),
    Column(
        field="done_on",
        heading=_("Counted up to and including"),
        asked=_("The day up to which it was done. If empty: yesterday."),
        example="2026-09-30",
        also=("räknat till", "utfört till"),
        kind="date",
    ),
    Column(
        field="done_source",
        heading=_("Where the figure comes from"),
        asked=_("For example the supplier's own list."),
        example=_("The supplier's list of 3 October"),
        also=("källa", "source"),
    ),
    Column(
        field="reporter_name",
        heading=_("Contact person at the supplier"),
        asked=_("The one who will report, or whom you call."),
        example="Hanna Holm",
        also=("kontaktperson", "kontakt", "contact person"),
    ),
    Column(
        field="reporter_email",
        heading=_("E-mail to the one who reports"),
        asked=_("Gets a link when it is time to report. Nothing is sent when the list is read in."),
        example="hanna.holm@example.org",
        also=("e post", "epost", "mejl", "mail", "email", "e postadress"),
    ),
    Column(
        field="reporter_phone",
        heading=_("Phone to the contact person"),
        asked=_("If you want to be able to call."),
        example="070-174 06 30",
        also=("telefon", "telefonnummer", "mobil", "tel", "phone"),
    ),
    Column(
        field="report_every",
        heading=_("The supplier reports"),
        asked=_("If empty: every quarter."),
        example="",
        also=("rapportering", "rapporterar", "rapportperiod"),
        kind="choice",
    ),
    Column(
        field="first_start_months",
        heading=_("First start within"),
        asked=_("Months from the contract's first day, if it says so and nobody has started yet."),
        example="6",
        also=("första start inom månader", "första start"),
        kind="number",
    ),
    Column(
        field="dialogue_months",
        heading=_("First dialogue within"),
        asked=_("Months from the contract's first day, if it has a dialogue and says so."),
        example="",
        also=("första dialog inom månader", "första dialog"),
        kind="number",
    ),
    Column(
        field="authority",
        heading=_("Authority"),
        asked=_("Whose contract it is. Needed only if you work for several."),
        example="",
        also=("nämnd", "förvaltning", "myndighet"),
        kind="choice",
    ),
)
BY_FIELD: Mapping[str, Column] = {column.field: column for column in COLUMNS}
NEEDED = tuple(column.field for column in COLUMNS if column.is_needed)


@cache
def names() -> Mapping[str, str]:
    """Every known heading, folded, with its field: our own in both languages, and what others call it."""
    found: dict[str, str] = {fold(heading): "" for heading in MARKING}
    for column in COLUMNS:
        found |= {fold(name): column.field for name in (*_own(column), *column.also)}
    return found


def _own(column: Column) -> Iterator[str]:
    for language in ("sv", "en"):
        with override(language):
            yield str(column.heading)


def knows(heading: str) -> bool:
    """Do we recognise the heading as it stands?"""
    return bool(names().get(fold(heading)))


def guess(headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """The field of each column, "" where none is recognised; each field at most once, the surest first.

    `remembered` holds folded headings that the organisation has said the meaning of before.
    """
    guesses = [(*_likely(fold(heading), remembered), place) for place, heading in enumerate(headings)]
    fields = [""] * len(headings)
    for sureness, field, place in sorted(guesses, key=lambda found: (-found[0], found[2])):
        if sureness and field not in fields:
            fields[place] = field
    return fields


def _likely(heading: str, remembered: Mapping[str, str]) -> tuple[int, str]:
    """How sure (0: not at all), and of which field. A longer known part is surer than a shorter."""
    if heading in remembered:
        return 1_000, remembered[heading]
    if heading in names():
        return 900, names()[heading]
    parts = [name for name in names() if len(name) >= SHORTEST_PART and f" {name}" in f" {heading}"]
    longest = max(parts, key=len, default="")
    return (len(longest), names()[longest]) if longest else (0, "")
