"""Mails and reminders about reports: the link, what was sent, and what came back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds, resend
from core.templatetags.formats import date_words, ftm
from procurements.readers import contact_at
from suppliers.models import Report, ReportLink
from suppliers.parties import colleagues_of, contact_of, receivers_of, reporters_of
from suppliers.periods import with_days
from suppliers.states import ReportState

if TYPE_CHECKING:
    from core.actors import Actor


def reporters(report: Report) -> list[Recipient]:
    return reporters_of(report.commitment)


def contact(report: Report) -> Contact:
    return contact_of(report.commitment)


def words(report: Report) -> dict[str, str]:
    """What the texts of the mails are filled in with."""
    commitment = report.commitment
    return {
        "contract": commitment.title,
        "authority": str(commitment.authority),
        "buyer": str(commitment.authority.organisation),
        "supplier": str(commitment.contract.supplier),
        "period": report.period_name,
        "period_days": with_days(report.starts_on, report.ends_on),
        "due": date_words(report.due_on),
        "done": ftm(report.done_months),
        "reason": last_reason(report),
        "asked": asked_text(report),
        "is_returned": "yes" if report.is_returned else "",
        "is_escalated": "",
        "logs_in": "",
    }


def asked_text(report: Report) -> str:
    """What the subject line of a request asks for: a report, or its correction."""
    text = _t("Correct the report for {period}") if report.is_returned else _t("Report {period}")
    return text.format(period=report.period_name)


def last_reason(report: Report) -> str:
    """Why the report was last given back; empty when it never was."""
    change = report.status_changes.exclude(reason="").order_by("-at").first()
    return change.reason if change else ""


def report_path(report: Report, mail: OutgoingMail) -> str:
    """The way in: a link of one's own for people without an account, the ordinary address for members."""
    if mail.to_member_id:
        return report.get_absolute_url()
    token = mail.link_token()
    ReportLink.open_with(token, report=report, email=mail.to_email)
    return reverse("suppliers:link_report", kwargs={"key": token})


def invitation_letter(report: Report, mail: OutgoingMail) -> Letter:
    """To the supplier: please report. To a colleague at the authority, after the cap: it has not come."""
    if mail.to_member and mail.to_member.organisation_id != report.commitment.contract.supplier_id:
        values = {**words(report), "is_escalated": "yes"}
        return Letter(report.get_absolute_url(), _t("See the report"), contact(report), values)
    values = {**words(report), "logs_in": "yes" if mail.to_member_id else ""}
    action = _t("Correct the report") if report.is_returned else _t("Report the period")
    return Letter(report_path(report, mail), action, contact(report), values)


def receipt_letter(report: Report, mail: OutgoingMail) -> Letter:
    return Letter(report_path(report, mail), _t("See what you sent"), contact(report), words(report))


def review_letter(report: Report, mail: OutgoingMail) -> Letter:
    return Letter(report.get_absolute_url(), _t("Review the report"), contact(report), words(report))


def example() -> Letter:
    """An invented report for the preview page."""
    period = _t("quarter {number} {year}").format(number=3, year=2026)
    values = {
        "contract": "Skötsel av gator och parker",
        "authority": "Servicenämnden",
        "buyer": "Ekhamns kommun",
        "supplier": "Grönyta AB",
        "period": period,
        "asked": _t("Report {period}").format(period=period),
        "is_returned": "",
        "period_days": with_days(dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
        "due": date_words(dt.date(2026, 10, 14)),
        "done": ftm(22.8),
        "reason": "–",
        "is_escalated": "",
        "logs_in": "",
    }
    return Letter("/", _t("Report the period"), Contact("Axel Avtalsansvarig", phone="070-174 06 30"), values)


def is_awaited(report: Report, about: OutgoingMail | Reminder) -> bool:
    """The report waits, and whoever a link would go to still reports at that address."""
    if isinstance(about, OutgoingMail) and not about.to_member_id:
        people = report.commitment.contacts.filter(reports=True)
        return report.waits_for_supplier and people.filter(email__iexact=about.to_email).exists()
    return report.waits_for_supplier


REPORT_REQUEST = MailKind(
    key="suppliers.report_request",
    subject=_("{asked}: {contract}"),
    template="emails/suppliers/report_request.txt",
    why=_("You get this mail because {buyer} has you as the one who reports for {supplier}."),
    context=invitation_letter,
    still_wanted=is_awaited,
    reader=contact_at,
    example=example,
    quiet_days=True,
)
REPORT_RETURNED = MailKind(
    key="suppliers.report_returned",
    subject=_("Correct the report for {period}: {contract}"),
    template="emails/suppliers/report_returned.txt",
    why=_("You get this mail because {buyer} has you as the one who reports for {supplier}."),
    context=invitation_letter,
    still_wanted=is_awaited,
    reader=contact_at,
    example=example,
)
REPORT_RECEIPT = MailKind(
    key="suppliers.report_receipt",
    subject=_("You have reported {period}: {contract}"),
    template="emails/suppliers/report_receipt.txt",
    why=_("You get this mail because the report for {supplier} was sent."),
    context=receipt_letter,
    reader=contact_at,
    example=example,
)
REPORT_SUBMITTED = MailKind(
    key="suppliers.report_submitted",
    subject=_("{supplier} has reported {period}: {contract}"),
    template="emails/suppliers/report_submitted.txt",
    why=_("You get this mail because you review the reports under the contract."),
    context=review_letter,
    example=example,
)


def due_reports(until: dt.date) -> Iterable[Due]:
    """Reports that wait for the supplier and whose last day has come or comes soon."""
    return _due(ReportState.OPEN, until)


def due_corrections(until: dt.date) -> Iterable[Due]:
    """Reports that were returned, counted from the day the supplier got to put them right."""
    return _due(ReportState.RETURNED, until)


def _due(state: ReportState, until: dt.date) -> Iterable[Due]:
    rows = Report.objects.filter(state=state, due_on__lte=until, commitment__state="running")
    return (Due(report, report.due_on) for report in rows.select_related("commitment"))


REPORT_DUE = ReminderKind(
    key="suppliers.report_due",
    label=_("Report due"),
    offsets=(-13, -3, 0, 7, 14, 21),
    due=due_reports,
    recipients=reporters,
    still_open=is_awaited,
    mail=REPORT_REQUEST,
    cap=5,
    escalate_to=lambda report: colleagues_of(report.commitment),
)


# The mail that the report is returned has just gone, so nothing goes before the day comes near.
CORRECTION_DUE = replace(
    REPORT_DUE,
    key="suppliers.correction_due",
    label=_("Correction of a report due"),
    offsets=(-3, 0, 7, 14, 21),
    due=due_corrections,
    cap=4,
)


def ask_for_report(report: Report, *, by: "Actor") -> list[OutgoingMail]:
    """Send the link now, to everyone who reports and has not got it within five minutes; the ledger keeps it.
    Nothing where nobody reports; refused where all have just got it."""
    kind = CORRECTION_DUE if report.is_returned else REPORT_DUE
    return resend(kind, Due(report, report.due_on), by=by) if reporters(report) else []


def sent_texts(mails: Iterable[OutgoingMail]) -> list[str]:
    """To whom a report was just asked of: those who get a link, and those who log in."""
    asked = list(mails)
    linked = [mail.to_email for mail in asked if not mail.to_member_id]
    members = [mail.to_member.user.email for mail in asked if mail.to_member]
    by_link = _t("The link is on its way to {people}. It is valid for 45 days.")
    by_account = _t("A mail is on its way to {people}, to log in and report.")
    both = ((by_link, linked), (by_account, members))
    return [text.format(people=", ".join(people)) for text, people in both if people]


def tell_returned(report: Report, *, by: "Actor") -> None:
    for to in reporters(report):
        queue_mail(REPORT_RETURNED, report, to=to, by=by)


def tell_sender(report: Report, *, by: "Actor") -> None:
    for to in reporters(report):
        queue_mail(REPORT_RECEIPT, report, to=to, by=by)


def tell_receiver(report: Report, *, by: "Actor") -> None:
    for to in receivers_of(report.commitment):
        queue_mail(REPORT_SUBMITTED, report, to=to, by=by)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (REPORT_REQUEST, REPORT_RETURNED, REPORT_RECEIPT, REPORT_SUBMITTED):
        mail_kinds.fill(kind, key=kind.key)
    for reminder in (REPORT_DUE, CORRECTION_DUE):
        reminder_kinds.fill(reminder, key=reminder.key)
