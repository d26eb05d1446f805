"""What the pages of contracts show: rows of the list, and one commitment."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Contact, Date, Document, Event, Fact, Figure, Link, Step, Turn
from core.exports import Table
from core.templatetags.formats import days_short, share
from core.together import asked_of, told_of
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.choices import PlacementType, RequirementKind
from procurements.models import Commitment
from suppliers.case import case_asked
from suppliers.contacts import ContactList, contact_list, contacts_of
from suppliers.contract_rows import fetch_parts
from suppliers.credit_words import sum_words
from suppliers.first_report import FirstReport, first_report_of
from suppliers.joint import part_asked
from suppliers.ledger import Turn as LedgerTurn
from suppliers.models import Report
from suppliers.opening import Opening, opening_of
from suppliers.own_panels import in_season, own_panels
from suppliers.people import DIRECT, PeopleList, people_address, people_list, people_of
from suppliers.placement_counts import counts_in_words
from suppliers.queries import Standing, standings
from suppliers.report_lines import ReportLine, last_asked, last_reminded, report_lines
from suppliers.slots import Panel, commitment_documents, commitment_panels, commitment_parts
from suppliers.states import ReportState
from suppliers.steps import steps_asked
from suppliers.timeline import events_of
from suppliers.volume_words import requirement_text, without_volume


@dataclass(frozen=True)
class ListRow:
    """One contract in the list."""

    commitment: Commitment
    standing: Standing
    party: str
    turn: Turn | None
    months: Fraction | None = None

    @property
    def ends_on(self) -> dt.date:
        """The last day as the contract is now."""
        return self.standing.outcome.detail.contract_end


@dataclass(frozen=True)
class CommitmentPage:
    """Everything on the page of one commitment, ready worded."""

    commitment: Commitment
    standing: Standing
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    reports: tuple[ReportLine, ...]
    people: PeopleList
    contacts: tuple[Contact, ...]
    contact_list: ContactList
    dates: tuple[Date, ...]
    crumbs: tuple[Link, ...]
    is_supplier: bool
    may_edit: bool
    may_review: bool
    is_followed: bool
    links_people: bool
    next_report: Report | None
    review_report: Report | None
    first_report: FirstReport
    opening: Opening
    without_volume: str
    sum_text: str
    elapsed_text: str
    last_reminded: str
    steps: tuple[Step, ...]
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    subnav: tuple[Link, ...]
    panels: tuple[Panel, ...]


def list_rows(commitments: Iterable[Commitment], *, member: Membership, months: str = "") -> list[ListRow]:
    """The rows of one page of the list; one query for any number of rows, none when all is kept.

    `months` is what a figure of full-time months adds up (suppliers/tallies.py); each row then has its part.
    """
    asked = list(commitments)
    told = standings(asked)
    return [
        ListRow(
            commitment=row,
            standing=told[row.pk],
            party=other_party(row, member=member),
            turn=turn_of(row, told[row.pk], member=member),
            months=_months_of(told[row.pk], months) if months else None,
        )
        for row in asked
    ]


def _months_of(told: Standing, which: str) -> Fraction:
    return told.outcome.required_ftm or Fraction(0) if which == "required" else told.months


def other_party(commitment: Commitment, *, member: Membership) -> str:
    """The supplier sees the buyer, everyone else the supplier."""
    supplier = commitment.contract.supplier
    buyer = commitment.authority.organisation.name
    return buyer if supplier.pk == member.organisation_id else supplier.name


def turn_of(commitment: Commitment, standing: Standing, *, member: Membership) -> Turn | None:
    """Whose turn it is, seen from the member. An owed report is the supplier's, also once all is done."""
    is_supplier = commitment.contract.supplier_id == member.organisation_id
    outcome = standing.outcome
    owed = outcome.whose_turn is LedgerTurn.NOBODY and outcome.detail.report_is_owed
    match LedgerTurn.SUPPLIER if owed else outcome.whose_turn:
        case LedgerTurn.SUPPLIER:
            return Turn(is_yours=is_supplier, is_group=True, who=commitment.contract.supplier.name)
        case LedgerTurn.BUYER:
            mine = not is_supplier and commitment.authority_id in member.authority_ids_with(
                Permission.CONTRACT_EDIT, Permission.REPORT_VERIFY
            )
            return Turn(is_yours=mine, is_group=True, who=commitment.authority.name)
        case LedgerTurn.MATCHING:
            return Turn(
                is_yours=member.may(Permission.PROFILE_EDIT), is_group=True, who=_("Matching officer")
            )
    return None


def export_table(commitments: QuerySet[Commitment]) -> Table:
    """The list as a table with real dates and numbers."""
    asked = list(commitments)
    told = standings(asked)
    headings = [
        _("Contract"), _("Diary number"), _("Authority"), _("Supplier"), _("First day"), _("Last day"),
        _("Kind of requirement"), _("Required full-time months"), _("Done full-time months"),
        _("Credited beyond what was done"), _("Counted full-time months"), _("Persons"), _("Status"),
    ]  # fmt: skip
    rows = [
        [
            row.title, row.diary_number, row.authority.name, row.contract.supplier.name,
            row.contract.starts_on, told[row.pk].outcome.detail.contract_end, RequirementKind(row.kind).label,
            told[row.pk].outcome.required_ftm, told[row.pk].outcome.done_ftm,
            told[row.pk].credit, told[row.pk].months, told[row.pk].outcome.persons_all,
            told[row.pk].status_label,
        ]
        for row in asked
    ]  # fmt: skip
    return Table(headings, rows)


def commitment_page(
    commitment: Commitment, *, member: Membership, choice: Mapping[str, str]
) -> CommitmentPage:
    """The page of one commitment as this member may see it; `choice` says which people are shown."""
    is_supplier = commitment.contract.supplier_id == member.organisation_id
    told = standings([commitment])[commitment.pk]
    follows = commitment.is_followed_by(member)
    files = asked_of(commitment_documents, member, commitment) if follows else []
    case, part = case_asked(member, commitment), part_asked(member, commitment, told)
    steps = steps_asked(commitment)
    people = fetch_parts(commitment, case, part, steps, *files)
    reports = list(commitment.reports.all())
    rows = people_of(commitment, people, told, member=member) if follows else []
    waiting = next((r for r in reversed(reports) if r.waits_for_supplier and r.ends_on < clock.today()), None)
    asked_at = last_asked(waiting) if waiting else None
    return CommitmentPage(
        commitment=commitment,
        standing=told,
        facts=(*_facts(commitment, told, member=member), *part.told(), *case.told()),
        figures=tuple(_figures(commitment, told)),
        reports=report_lines(reports, waiting, asked_at=asked_at, is_supplier=is_supplier),
        people=people_list(commitment, rows, shown=choice.get("people", ""), page=choice.get("page", "")),
        contacts=contacts_of(commitment),
        contact_list=contact_list(commitment, member=member),
        dates=tuple(_dates(commitment, told, reports)),
        crumbs=(Link(label=_("Contracts"), url=reverse("suppliers:commitment_list")),),
        is_supplier=is_supplier,
        may_edit=commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT),
        may_review=commitment.authority_id in member.authority_ids_with(Permission.REPORT_VERIFY),
        is_followed=follows,
        links_people=member.may(Permission.COMMITMENT_SEE),
        next_report=waiting,
        review_report=next((r for r in reports if r.state == ReportState.SUBMITTED), None),
        first_report=first_report_of(commitment, last_day=told.outcome.detail.contract_end),
        opening=opening_of(commitment, member=member),
        without_volume=without_volume(told),
        sum_text=sum_words(told.outcome, opening=told.opening),
        elapsed_text=_("{share} of the time has gone").format(share=share(told.elapsed)),
        last_reminded=last_reminded(waiting, asked_at=asked_at),
        steps=tuple(steps.told()),
        events=events_of(commitment, reports, member=member) if follows else (),
        panels=tuple(_panels(commitment, told, member=member if follows else None)),
        documents=tuple(told_of(files)),
        subnav=tuple(_parts(commitment, member)),
    )


def _panels(commitment: Commitment, told: Standing, *, member: Membership | None) -> Iterable[Panel]:
    """Those of this room, and for a member who follows the commitment those that rooms above add."""
    yield from own_panels(commitment, told.outcome)
    if member is not None:
        added = (panel for fill in commitment_panels for panel in fill(member, commitment))
        yield from in_season(added, ends_on=told.outcome.detail.contract_end)


def _parts(commitment: Commitment, member: Membership) -> Iterable[Link]:
    """The page itself and what rooms above add; nothing where they add nothing, nor for those who only take
    part."""
    if not commitment.is_followed_by(member):
        return
    added = [link for fill in commitment_parts for link in fill(member, commitment)]
    if added:
        yield Link(label=_("The contract"), url=commitment.get_absolute_url(), is_current=True)
    yield from added


def _facts(commitment: Commitment, told: Standing, *, member: Membership) -> Iterable[Fact]:
    if commitment.diary_number:
        yield Fact(label=_("Diary number"), value=commitment.diary_number)
    yield Fact(label=_("Status"), status=told.status, status_label=told.status_label)
    yield Fact(label=_("Whose turn"), turn=turn_of(commitment, told, member=member) or Turn(who=_("Nobody")))
    yield Fact(label=_("Supplier"), value=commitment.contract.supplier.name)
    yield Fact(label=_("Requirement"), value=requirement_text(commitment, told.outcome))


def _figures(commitment: Commitment, told: Standing) -> Iterable[Figure]:
    outcome = told.outcome
    people = people_address(commitment)
    yield Figure(
        value=str(outcome.persons_all),
        label=_one(outcome.persons_all, _("person in occupation, all"), _("persons in occupation, all")),
        url=people,
        scope=counts_in_words({PlacementType(kind): n for kind, n in outcome.by_type.items()}),
        definition=_(
            "Everyone who has started in a placement at the supplier under this contract, once each."
        ),
        tone="quiet",
    )
    yield Figure(
        value=str(outcome.persons_direct),
        label=_one(
            outcome.persons_direct,
            _("person as a direct consequence of the requirement"),
            _("persons as a direct consequence of the requirement"),
        ),
        url=people_address(commitment, DIRECT),
        scope=_("Judged placement by placement"),
        definition=_(
            "Part of the figure before it: those whose place was created because of the requirement."
        ),
        tone="brand",
        is_part_of_previous=True,
    )
    if outcome.places_required is not None:
        yield Figure(
            value=str(outcome.places_filled),
            label=_("places filled"),
            url=people,
            scope=_("of {number} required").format(number=outcome.places_required),
            definition=_("A place is filled when a person has started on it."),
        )


def _one(count: int, one: str, several: str) -> str:
    """What a figure counts, whose number stands apart from its words."""
    return one if count == 1 else several


def _dates(commitment: Commitment, told: Standing, reports: list[Report]) -> Iterable[Date]:
    contract = commitment.contract
    waiting = next((r for r in reversed(reports) if r.waits_for_supplier), None)
    days: list[tuple[dt.date | None, str]] = [
        (contract.starts_on, _("The contract begins")),
        (told.outcome.detail.first_start_by, _("First start at the latest")),
        (told.outcome.detail.dialogue_by, _("First dialogue at the latest")),
        (waiting.due_on if waiting else None, _("Next report at the latest")),
        (told.outcome.detail.contract_end, _("The contract ends")),
    ]
    found = sorted((pair for pair in days if pair[0]), key=lambda pair: str(pair[0]))
    words = days_short(day for day, _text in found)
    for when, (_day, text) in zip(words, found, strict=True):
        yield Date(when=when, text=text)
