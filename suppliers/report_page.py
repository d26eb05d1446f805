"""The page of one report, ready worded for whoever sits at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from core import clock
from core.components import Contact, Fact, Link, Status, Turn
from core.templatetags.formats import date_words, number, share
from organisations.models import Membership
from suppliers.desk import Desk
from suppliers.mails import contact, last_reason
from suppliers.models import Report
from suppliers.pages import REPORT_STATUS
from suppliers.policies import why_not_report
from suppliers.queries import ReportView, RowView, report_view
from suppliers.slots import review_url
from suppliers.standing import Standing, standing_of
from suppliers.states import ReportState


@dataclass(frozen=True)
class ReportPage:
    """What the template of a report shows."""

    view: ReportView
    rows: tuple[RowView, ...]
    facts: tuple[Fact, ...]
    crumbs: tuple[Link, ...]
    contacts: tuple[Contact, ...]
    share: Fraction
    has_volume: bool
    done_text: str
    elapsed_text: str
    people_note: str
    readers: str
    returned_for: str
    may_send: bool
    send_label: str
    review_url: str

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
    view = report_view(report, shows_labels=desk.is_supplier)
    standing = standing_of(report.commitment, view.outcome, on=clock.today())
    member = desk.by if isinstance(desk.by, Membership) else None
    return ReportPage(
        view=view,
        rows=tuple(_with_addresses(row, desk) for row in view.rows),
        facts=tuple(_facts(desk)),
        crumbs=(Link(label=report.commitment.title, url=report.commitment.get_absolute_url()),)
        if member
        else (),
        contacts=(_contact(desk),),
        share=standing.share,
        has_volume=standing.required is not None,
        done_text=_done_text(standing),
        elapsed_text=_("{share} of the time has gone").format(share=share(view.elapsed)),
        people_note=_("Figures are full-time months"),
        readers=_(
            "The rows are read by {authority}, {buyer}. Write no names and nothing about health."
        ).format(authority=report.commitment.authority, buyer=report.commitment.authority.organisation),
        returned_for=last_reason(report) if report.is_returned else "",
        may_send=why_not_report(report) is None,
        send_label=_send_label(report, has_changes=view.has_changes),
        review_url=next((url for fill in review_url if member and (url := fill(member, report))), ""),
    )


def _send_label(report: Report, *, has_changes: bool) -> str:
    """The way on to sending. What came back is sent again, never told to be nothing new."""
    if report.is_returned:
        return _("Go on to send it again") if has_changes else _("Send the report again")
    if has_changes:
        return _("Go on to send the report")
    return _("Nothing new this period") if why_not_report(report) is None else ""


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
        status_label="" if is_late else str(state.label),
    )
    yield Fact(label=_("Send at the latest"), value=date_words(report.due_on))
    yours = desk.is_supplier and report.waits_for_supplier
    who = _whose(desk)
    yield Fact(label=_("Whose turn"), turn=Turn(is_yours=yours, is_group=True, who=who))


def _whose(desk: Desk) -> str:
    report = desk.report
    if report.waits_for_supplier:
        return report.commitment.contract.supplier.name
    return report.commitment.authority.name if report.state == ReportState.SUBMITTED else _("Nobody")


def _contact(desk: Desk) -> Contact:
    person = contact(desk.report)
    role = f"{desk.report.commitment.authority}, {desk.report.commitment.authority.organisation}"
    return Contact(name=person.name, role=role, phone=person.phone, email=person.email)


def _with_addresses(row: RowView, desk: Desk) -> RowView:
    if not desk.may_write:
        return row
    if row.row_id:
        return replace(row, undo_url=desk.url("report_row", row=row.row_id))
    if row.placement_id and row.state == Status.RUNNING:
        return replace(row, change_url=desk.url("report_change", placement=row.placement_id))
    return row
