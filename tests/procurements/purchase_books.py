"""Workbooks of planned purchases for tests and the bench."""

import io

import xlsxwriter

HEADINGS = (
    "Upphandling", "Förvaltning", "Planerad annonsering", "Typ av kontrakt", "CPV", "Kontraktsvärde (kr)",
    "Avtalstid (mån)", "Personalkostnad (%)", "Antal utförare", "Anm",
)  # fmt: skip
BAD = {
    2: "i vår",  # no month
    3: "blandat",  # no nature
    5: "dyrt",  # no sum
    6: "länge",  # no months
    7: "140",  # over 100 per cent
    8: "många",  # no number
}


def row(number: int) -> list[str]:
    """A right row; half of them are large enough for a requirement by Trafikverket's rules."""
    value = 60_000_000 if number % 2 else 400_000
    nature = "Entreprenad" if number % 3 else "Tjänster"
    return [
        f"Inköp nummer {number}", f"Enhet {number % 20}", f"2027-{number % 12 + 1:02}", nature, "",
        str(value), "36", "60", "12", "",
    ]  # fmt: skip


def rows(count: int, *, bad: int = 0) -> list[list[str]]:
    """So many rows; one cell of the first `bad` odd-numbered ones cannot be read."""
    found = [row(number) for number in range(1, count + 1)]
    places = list(BAD)
    step = max(count // bad, 1) if bad else 1
    for place in range(bad):
        column = places[place % len(places)]
        found[place * step][column] = BAD[column]
    return found


def book(lines: list[list[str]], headings=HEADINGS) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Plan")
        for number, line in enumerate([list(headings), *lines]):
            for place, text in enumerate(line):
                sheet.write_string(number, place, text)
    return file.getvalue()
