"""The page on which the wrong rows of an uploaded list are put right, ready worded."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.parts_forms import errors_of
from organisations.models import Membership
from suppliers.forms.correction import CorrectionForm
from suppliers.importing.checking import Verdict, authorities_of, check_import, reader_of
from suppliers.models import ContractImport

MOST = 50  # rows on the page; the others come when these are right


@dataclass(frozen=True)
class WrongRow:
    """One row under its heading."""

    heading: str
    form: CorrectionForm


@dataclass(frozen=True, kw_only=True)
class CorrectionPage:
    """Every wrong row, as far as the page holds."""

    lead: str
    rows: tuple[WrongRow, ...]
    errors: tuple[dict[str, str], ...]
    summary: str
    further: str
    submit: str


def correction_page(row: ContractImport, member: Membership) -> CorrectionPage:
    """The wrong rows judged now, each with its faults beside the fields."""
    check, reader = check_import(row, member), reader_of(row, authorities_of(member))
    wrong, kept = check.wrong, len(check.verdicts) - len(check.wrong)
    rows = [WrongRow(_heading(verdict), CorrectionForm(verdict, reader=reader)) for verdict in wrong[:MOST]]
    number, hidden = len(wrong), len(wrong) - MOST
    more = ngettext(
        "And {n} more row, which is shown when these are saved.",
        "And {n} more rows, which are shown when these are saved.",
        max(hidden, 1),
    )
    return CorrectionPage(
        lead=" ".join(
            [
                ngettext("{n} row is wrong.", "{n} rows are wrong.", number).format(n=number),
                ngettext(
                    "The other row is kept as it is.", "The other {n} rows are kept as they are.", kept
                ).format(n=kept)
                if kept
                else "",
            ]
        ).strip(),
        rows=tuple(rows),
        errors=tuple(error for one in rows for error in _errors(one.form)),
        summary=ngettext("{n} row needs correcting", "{n} rows need correcting", number).format(n=number),
        further=more.format(n=hidden) if hidden > 0 else "",
        submit=_("Save and check the list"),
    )


def _errors(form: CorrectionForm) -> Iterator[dict[str, str]]:
    """What is wrong in the row, with the number that tells it from the others."""
    row = _("Row {number}").format(number=form.verdict.number)
    for error in errors_of(form):
        yield {**error, "text": f"{row}: {error['text']}"}


def _heading(verdict: Verdict) -> str:
    named = [verdict.title[:80], verdict.supplier[:80]]
    return " · ".join([_("Row {number}").format(number=verdict.number), *filter(None, named)])
