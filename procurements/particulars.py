"""The particulars of a procurement in words, for whoever reads: on their page and in the decision basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Fact, Text
from core.templatetags.formats import number, sek, share
from procurements.models import Participant, Procurement
from procurements.wording import in_sentence

Lines = Iterable[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """One heading with what is known under it."""

    heading: Text
    facts: tuple[Fact, ...]


def particulars_of(case: Procurement, parties: Sequence[Participant]) -> tuple[Particulars, ...]:
    """Everything that is written of the case, also what is not known yet. Reads only."""
    groups: tuple[tuple[str, Lines], ...] = (
        (_("The procurement"), of_the_purchase(case)),
        (_("Rules"), of_the_rules(case)),
        (_("Size"), of_the_size(case)),
        (_("People"), of_the_people(case)),
        (_("Parties"), of_the_parties(parties)),
    )
    told = [Particulars(heading=heading, facts=tuple(_facts(lines))) for heading, lines in groups]
    tendering = Particulars(heading=_("The case in the tendering system"), facts=tuple(_tendering(case)))
    return (*told, tendering)


def _facts(lines: Lines) -> Iterable[Fact]:
    for label, value in lines:
        yield Fact(label=label, value=value or "–")


def _tendering(case: Procurement) -> Iterable[Fact]:
    yield from _facts(of_the_tendering(case))
    if case.tendering_url:
        yield Fact(label=_("Link to the case there"), value=case.tendering_url, url=case.tendering_url)


def of_the_purchase(case: Procurement) -> Lines:
    yield _("Diary number"), case.diary_number
    yield _("Purpose"), case.get_purpose_display()
    yield _("What is bought"), case.get_nature_display()
    yield _("CPV code"), str(case.cpv or "")
    yield _("Place of performance"), case.place


def of_the_rules(case: Procurement) -> Lines:
    yield _("Act and regime"), f"{case.get_law_display()}, {in_sentence(case.get_regime_display())}"
    yield _("Procedure"), case.get_procedure_display()
    yield _("Framework agreement"), _("Yes") if case.is_framework else _("No")


def of_the_size(case: Procurement) -> Lines:
    yield _("Estimated value"), _with_options(case)
    yield _("Contract time"), _months(case.base_months)
    yield _("Options to extend"), _months(case.option_months or None)
    yield _("Staff cost share"), "" if case.staff_cost_share is None else share(case.staff_cost_share)
    yield _("Persons who perform"), number(case.performers) if case.performers else ""


def of_the_people(case: Procurement) -> Lines:
    yield _("Orderer"), case.orderer
    yield _("Handler"), str(case.handler or "")
    yield _("Matching officer"), str(case.matching_officer or "")


def of_the_parties(parties: Iterable[Participant]) -> Lines:
    """Each authority with its part and its share, the one that runs the procurement first."""
    for row in parties:
        part = _("Runs the procurement") if row.is_running else _("Takes part")
        yield str(row.authority), part if row.share is None else f"{part}, {share(row.share)}"


def of_the_tendering(case: Procurement) -> Lines:
    yield _("Tendering system"), case.tendering_system
    yield _("Number there"), case.tendering_number


def _with_options(case: Procurement) -> str:
    return (
        _("{value} without VAT, options included").format(value=sek(case.value_sek)) if case.value_sek else ""
    )


def _months(months: int | None) -> str:
    return ngettext("{n} month", "{n} months", months).format(n=months) if months else ""
