"""How the homes, messages, search, documents and the pages of follow-up are asked."""

from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.actors import actor_columns
from core.documents import SignedBy, attach_signed_outside
from core.mail import queue_mail
from core.models import Attachment, IssuedDocument, OutgoingMail, OutsideSigning, Reminder
from core.models.reminders import recipient_key
from followup.access import reads_document, sees
from followup.attachments import attachment_for, put
from followup.messages import send
from followup.models import IntroductionDone
from followup.notes import write_note
from followup.reminder_rules import administers
from followup.topics import READERS
from organisations.models import Membership
from organisations.permissions import Permission, Role
from procurements.models import Commitment
from strategy.documents import Stage, order_document
from suppliers.mails import REPORT_DUE
from suppliers.models import Report
from tests.house import cases_contract, cases_front, cases_strategy, cases_suppliers
from tests.house.case import Case, Reach
from tests.house.cases_suppliers import REPORTER
from tests.house.world import TODAY, Corner, World
from tests.organisations.factories import MembershipFactory


def furnish(corner: Corner) -> None:
    send(corner.commitment, text="Hur går det med sommaren?", by=corner.people[Role.PROCURER])
    document = IssuedDocument.objects.about(corner.decision_at_delegate).get()
    corner.add(document=document, check_code=document.check_code)
    _furnish_files(corner)
    _furnish_signings(corner)
    corner.add(failed_reminder=_reminder(corner, is_failed=True))
    cases_contract.furnish(corner)
    cases_front.furnish(corner)


def _furnish_files(corner: Corner) -> None:
    """A draft and a received file, and a note, on the corner's contract."""
    by, commitment = corner.people[Role.PROCURER], corner.commitment
    write_note(commitment, text="Ring före midsommar.", authority=corner.authority, by=by)
    corner.add(
        attachment=_file(corner, "Utkast.pdf", status="working"),
        attachment_received=_file(corner, "Plan.pdf", status="received"),
    )


def _furnish_signings(corner: Corner) -> None:
    """A committee's decision as a document, and the copy that its chair signed elsewhere."""
    decision, by = corner.decision_made, corner.people[Role.PROCURER]
    made = cases_strategy.issue(order_document(decision, Stage.BODY, by=by), by=by)
    corner.add(document_signed=made, signed_copy=_signed(made, by=by))


def _signed(document: IssuedDocument, *, by: Membership) -> OutsideSigning:
    signed = SignedBy(name="Olof Ordförande", function="Ordförande", on=TODAY)
    content = f"%PDF-1.7 {document.pk} {document.outside_signings.count()}".encode()
    return attach_signed_outside(document, content, signed=signed, by=by)


def _another_copy(world: World) -> None:
    _signed(world.own.document_signed, by=world.own.people[Role.PROCURER])


def _reminder(corner: Corner, *, is_failed: bool = False) -> OutgoingMail:
    """A reminder of the report that waits, to the supplier's contact person."""
    report, by = corner.report, corner.people[Role.PROCURER]
    columns = {"kind": REPORT_DUE.key, "due_on": report.due_on, "recipient": recipient_key(REPORTER)}
    row = Reminder.objects.create(subject=report, **columns, **actor_columns(by))
    mail = queue_mail(REPORT_DUE.mail, report, to=REPORTER, by=by, reminder=row)
    if is_failed:
        mail.record_failure("SMTPRecipientsRefused 550", is_final=True)
    return mail


def _another_reminder(world: World) -> None:
    _reminder(world.own)


def _sees_contract(member: Membership, corner: Corner) -> bool:
    return sees(member, corner.commitment)


def _administers(member: Membership, corner: Corner) -> bool:
    return administers(member, corner.commitment)


def _file(corner: Corner, name: str, *, status: str) -> Attachment:
    content = f"%PDF-1.7 {corner.name} {name}".encode()
    by = corner.people[Role.PROCURER]
    return put(corner.commitment, name=name, content=content, status=status, by=by)


def _thread(corner: Any) -> dict[str, Any]:
    content_type = ContentType.objects.get_for_model(Commitment).pk
    return {"content_type": content_type, "pk": corner.commitment.pk}


def _sees_document(member: Membership, corner: Corner) -> bool:
    return reads_document(member, corner.document)


def _reads_signed(member: Membership, corner: Corner) -> bool:
    return reads_document(member, corner.document_signed)


def _keeps_notes(member: Membership, corner: Corner) -> bool:
    return sees(member, corner.commitment) and corner.authority.pk in member.own_authority_ids_with(*READERS)


def _reads_file(member: Membership, corner: Corner) -> bool:
    return attachment_for(member, corner.attachment.pk) is not None


def _registers(member: Membership, corner: Corner) -> bool:
    return corner.authority.pk in member.authority_ids_with(Permission.RECORD_REGISTER)


def _record(corner: Any) -> dict[str, Any]:
    row = corner.attachment_received
    return {"kind": "rapport" if isinstance(row, Report) else "bilaga", "pk": row.pk}


def _another_file(world: World) -> None:
    _file(world.own, f"Bilaga {Attachment.objects.count()}.pdf", status="received")


def _another_note(world: World) -> None:
    by = world.own.people[Role.PROCURER]
    write_note(world.own.commitment, text="Och en till.", authority=world.own.authority, by=by)


def _another_of_all(world: World) -> None:
    cases_suppliers._another_contract(world)
    cases_strategy._another_decision(world)
    _another_message(world)


def _another_hit(world: World) -> None:
    """One that few others share the word with: of many hits only the first are shown."""
    another = cases_suppliers.commitment_of(world.own)
    another.title = "Alléer och parker"
    another.save()


def _another_message(world: World) -> None:
    another = cases_suppliers.commitment_of(world.own)
    for row in (another, world.own.commitment):
        send(row, text="Kan vi höras i morgon?", by=world.own.people[Role.PROCURER])


SIGNED_COPY = Case(row="signed_copy", row_seen=_reads_signed)
REVIEW = Case(row="report_submitted", states=("report", "report_approved", "report_ahead"))


def _another_learner(world: World) -> None:
    newcomer = MembershipFactory(organisation=world.own.organisation, authority=world.own.authority)
    IntroductionDone.tick("procurer", by=newcomer)


CASES = {
    **cases_contract.CASES,
    **cases_front.CASES,
    "followup:introduction_list": Case(differs_by_role=True),
    "followup:introduction": Case(kwargs=lambda corner: {"slug": "upphandlare"}),
    "followup:introduction_done": Case(kwargs=lambda corner: {"slug": "upphandlare"}),
    "followup:learner_list": Case(more=_another_learner),
    "home": Case(more=_another_of_all, differs_by_role=True),
    "calendar": Case(more=_another_of_all, differs_by_role=True),
    "search": Case(query="?q=alléer", more=_another_hit),
    "message_list": Case(more=_another_message),
    "document": Case(row="document", row_seen=_sees_document),
    "followup:signings": Case(
        row="document_signed", row_seen=_reads_signed, states=("document",), more=_another_copy
    ),
    "followup:signed_copy_new": Case(row="document_signed", row_seen=_reads_signed, states=("document",)),
    "followup:signed_copy": SIGNED_COPY,
    "followup:signed_copy_replacement": SIGNED_COPY,
    "followup:signed_copy_withdrawal": SIGNED_COPY,
    "document_check": Case(),
    "document_check_answer": Case(row="check_code", kwargs=lambda corner: {"code": str(corner.check_code)}),
    "followup:thread": Case(row="commitment", kwargs=_thread, more=_another_message),
    "followup:thread_reading": Case(row="commitment", kwargs=_thread),
    "followup:note_list": Case(
        row="commitment", kwargs=_thread, row_seen=_keeps_notes, reach=Reach.STRICT, more=_another_note
    ),
    "followup:attachment_list": Case(row="commitment", kwargs=_thread, more=_another_file),
    "followup:attachment": Case(row="attachment", row_seen=_reads_file),
    "followup:attachment_removal": Case(row="attachment", row_seen=_reads_file),
    "followup:attachment_drawing_up": Case(row="attachment", row_seen=_reads_file),
    "followup:record_list": Case(more=_another_file),
    "followup:record": Case(
        row="attachment_received", kwargs=_record, row_seen=_registers, states=("report_submitted",)
    ),
    "followup:reminder_log": Case(more=_another_reminder),
    "followup:reminder_list": Case(row="commitment", kwargs=_thread, more=_another_reminder),
    "followup:reminder_resending": Case(row="failed_reminder", row_seen=_sees_contract),
    "followup:reminder_log_resending": Case(
        row="failed_reminder", row_seen=_administers, reach=Reach.ORGANISATION
    ),
    # One act only: the whole log is longer than a page, which then cannot grow.
    "followup:log": Case(query="?act=attachment.added", more=_another_file),
    "followup:dashboard": Case(more=_another_of_all),
    "followup:late_list": Case(more=_another_of_all),
    "followup:placement_list": Case(more=_another_of_all),
    "followup:result": Case(more=_another_of_all),
    "followup:review": replace(REVIEW, more=cases_suppliers._another_person),
    "followup:approval": REVIEW,
}
