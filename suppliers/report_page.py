"""The page of one report, ready worded for whoever sits at the desk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.components import Contact, Fact, Link, Status, Turn
from core.templatetags.formats import date_words, number, share
from core.together import Rows, ask
from organisations.models import Membership
from strategy.definitions import Held, definitions_asked, definitions_from
from suppliers.actions.schedule import FIRST
from suppliers.contacts import supplier_contacts
from suppliers.credit_words import sum_words
from suppliers.desk import Desk
from suppliers.mails import contact, last_reason
from suppliers.models import Report, ReportRow
from suppliers.policies import reported_rows, why_not_report, why_not_review
from suppliers.queries import ReportView, RowView, report_view
from suppliers.report_lines import REPORT_STATUS, state_words
from suppliers.slots import review_url
from suppliers.standing import Standing, full_time_months_in_words, standing_of
from suppliers.states import ReportState

GOES_ON = frozenset({Status.RUNNING, Status.WAITING})  # in occupation, or with a first day to come


@dataclass(frozen=True)
class Wording:
    """What the page says in other words to the supplier, which writes, than to the authority, which reads."""

    standing: str
    ask: str
    nobody: str
    reference: str = ""


@dataclass(frozen=True)
class Button:
    """One way on from the page."""

    label: str
    url: str
    kind: str = "secondary"
    icon: str = ""


@dataclass(frozen=True)
class ReportPage:
    """What the template of a report shows."""

    view: ReportView
    rows: tuple[RowView, ...]
    facts: tuple[Fact, ...]
    crumbs: tuple[Link, ...]
    contacts: tuple[Contact, ...]
    wording: Wording
    share: Fraction
    has_volume: bool
    months_in_words: str
    sum_text: str
    done_text: str
    elapsed_text: str
    people_note: str
    changed_text: str
    readers: str
    returned_for: str
    may_send: bool
    buttons: tuple[Button, ...]
    review_url: str
    definitions: tuple[Held, ...]

    @property
    def earlier(self) -> Fraction:
        return self.view.earlier

    @property
    def period(self) -> Fraction:
        return self.view.period

    @property
    def total(self) -> Fraction:
        return self.view.total

    @property
    def elapsed(self) -> Fraction:
        return self.view.elapsed

    @property
    def has_changes(self) -> bool:
        return self.view.has_changes


def page_of(desk: Desk) -> ReportPage:
    """The page of the desk's report: figures with the draft counted in, and what can be done now."""
    report = desk.report
    view = report_view(report, for_supplier=desk.is_supplier)
    standing = standing_of(report.commitment, view.outcome, on=clock.today())
    member = desk.by if isinstance(desk.by, Membership) else None
    told, words = _reported(desk), definitions_asked(report.commitment.authority.organisation_id)
    ask(told, words)
    reported = {row.placement_id for row in told.answer}
    return ReportPage(
        view=view,
        rows=tuple(_with_addresses(row, desk, reported) for row in view.rows),
        facts=tuple(_facts(desk)),
        crumbs=(Link(label=report.commitment.title, url=report.commitment.get_absolute_url()),)
        if member
        else (),
        contacts=(_contact(desk),) if desk.is_supplier else supplier_contacts(report.commitment),
        wording=_to_supplier(view.rows) if desk.is_supplier else _to_authority(),
        share=standing.share,
        has_volume=standing.required is not None,
        months_in_words=full_time_months_in_words(),
        sum_text=sum_words(view.outcome, opening=standing.opening),
        done_text=_done_text(standing),
        elapsed_text=_("{share} of the time has gone").format(share=share(view.elapsed)),
        people_note=_("Figures are full-time months"),
        changed_text=_changed_text(view.marked),
        readers=_(
            "The rows are read by {authority}, {buyer}. Write no names and nothing about health."
        ).format(authority=report.commitment.authority, buyer=report.commitment.authority.organisation),
        returned_for=last_reason(report) if report.is_returned else "",
        may_send=why_not_report(report) is None,
        buttons=_buttons(desk, view),
        definitions=definitions_from(words.answer),
        review_url=next((url for fill in review_url if member and (url := fill(member, report))), ""),
    )


def _to_supplier(rows: Iterable[RowView]) -> Wording:
    """Somebody who is new in the report has no reference before it is sent."""
    has_reference = any(row.placement_id for row in rows)
    return Wording(
        standing=_("How you stand"),
        ask=_("Ask"),
        nobody=_("Add the persons who have started."),
        reference=_(
            "Say the reference that begins with P- when you call: the contracting authority sees that one."
        )
        if has_reference
        else "",
    )


def _to_authority() -> Wording:
    return Wording(
        standing=_("How it stands"),
        ask=_("Ask the supplier"),
        nobody=_("Persons turn up here when the supplier reports them. No names are shown."),
    )


def _buttons(desk: Desk, view: ReportView) -> tuple[Button, ...]:
    """The likeliest way on first. In an empty first report that is to add people."""
    add = Button(_("Add a person"), desk.person_url, icon="plus")
    label = _send_label(desk.report, has_changes=view.has_changes)
    send = [Button(label, desk.sending_url)] if label else []
    is_empty = not view.rows and desk.report.number <= FIRST + 1 and not desk.report.is_returned
    first, *others = (add, *send) if is_empty or not send else (*send, add)
    return (replace(first, kind="primary" if is_empty or send else first.kind), *others)


def _send_label(report: Report, *, has_changes: bool) -> str:
    """The way on to sending. What came back is sent again, never told to be nothing new."""
    if report.is_returned:
        return _("Go on to send it again") if has_changes else _("Send the report again")
    if has_changes:
        return _("Go on to send the report")
    return _("Nothing new this period") if why_not_report(report) is None else ""


def _changed_text(count: int) -> str:
    """What to look for among the rows of a report that was sent."""
    if not count:
        return _("Nobody is new and nothing is changed in this report.")
    text = ngettext(
        "{number} person is new or changed in this report, and marked below.",
        "{number} persons are new or changed in this report, and marked below.",
        count,
    )
    return text.format(number=count)


def _done_text(standing: Standing) -> str:
    if standing.required is None:
        return _("{done} full-time months").format(done=number(standing.outcome.done_ftm, 1))
    return standing.text


def _facts(desk: Desk) -> Iterable[Fact]:
    report = desk.report
    yield Fact(label=_("Period"), value=f"{date_words(report.starts_on)}–{date_words(report.ends_on)}")
    state, is_late = ReportState(report.state), report.is_late and not report.is_returned
    yield Fact(
        label=_("Status"),
        status=Status.LATE if is_late else REPORT_STATUS[state],
        status_label="" if is_late else state_words(report, is_supplier=desk.is_supplier),
    )
    yield Fact(label=_("Send at the latest"), value=date_words(report.due_on))
    yield Fact(label=_("Whose turn"), turn=Turn(is_yours=_is_yours(desk), is_group=True, who=_whose(desk)))


def _is_yours(desk: Desk) -> bool:
    """Does the report wait for the reader's side?"""
    if desk.report.waits_for_supplier:
        return desk.is_supplier
    is_sent = desk.report.state == ReportState.SUBMITTED
    return is_sent and isinstance(desk.by, Membership) and why_not_review(desk.report, desk.by) is None


def _whose(desk: Desk) -> str:
    report = desk.report
    if report.waits_for_supplier:
        return report.commitment.contract.supplier.name
    return report.commitment.authority.name if report.state == ReportState.SUBMITTED else _("Nobody")


def _contact(desk: Desk) -> Contact:
    person = contact(desk.report)
    role = f"{desk.report.commitment.authority}, {desk.report.commitment.authority.organisation}"
    return Contact(name=person.name, role=role, phone=person.phone, email=person.email)


def _reported(desk: Desk) -> Rows[ReportRow]:
    """Of whom the supplier may take back from here: those of this report, and of every other while it
    writes."""
    rows = reported_rows(desk.report.commitment)
    if not desk.may_take_back:
        return Rows(rows.none())
    return Rows(rows if desk.may_write else rows.filter(report=desk.report))


def _with_addresses(row: RowView, desk: Desk, reported: Collection[int | None]) -> RowView:
    """The row with what can be done about it. What came back is corrected also where it told of an end."""
    if row.placement_id in reported and not row.row_id and not row.is_taken_back:
        row = replace(row, take_back_url=desk.url("report_taking_back", placement=row.placement_id))
    if not desk.may_write or row.is_taken_back:
        return row
    if row.row_id:
        return replace(row, undo_url=desk.url("report_row", row=row.row_id))
    is_correction = desk.report.is_returned and bool(row.marks)
    if row.placement_id and (row.state in GOES_ON or is_correction):
        return replace(row, change_url=desk.url("report_change", placement=row.placement_id))
    return row
