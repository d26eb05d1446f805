"""Mails and reminders of the left half: a decision waits, an approval waits, one may sign,
a meeting is due."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from core.templatetags.formats import date_words
from organisations.contacts import person_at
from organisations.models import Authority, Membership
from organisations.permissions import Role
from procurements.departing import departure_of
from procurements.models import (
    Award,
    CourtReview,
    EntryCheck,
    GoDecision,
    Procurement,
    Requirement,
    StartMeeting,
)
from procurements.signing_day import SigningDay, signing_day
from procurements.states import AwardState, CaseState, GoState, RequirementState
from procurements.wording import requirement_words

if TYPE_CHECKING:
    from core.actors import Actor

ANSWER_WITHIN = dt.timedelta(days=7)  # this product's own pace, not a rule of law


def decider(go: GoDecision) -> list[Recipient]:
    """Whom the decision waits for, where she has an account."""
    asked = go.latest_request
    return [asked.delegate] if asked and asked.delegate.is_active else []


def approvers(requirement: Requirement) -> list[Recipient]:
    """The one who was asked to approve, else everyone at the authority who may."""
    if requirement.approver and requirement.approver.is_active:
        return [requirement.approver]
    return [*deciders_of(requirement.authority)]


def deciders_of(authority: Authority) -> list[Membership]:
    """The authority's own decision-makers; where it has none, those of its organisation."""
    holding = Membership.objects.active().of_authority(authority).holding(Role.DECISION_MAKER)
    members = holding.select_related("user").order_by("user__sort_key", "pk")
    return list(members.filter(authorities=authority)) or list(members)


def handler(case: Procurement) -> list[Recipient]:
    """Who runs the case, else the procurers of the authority."""
    if case.handler and case.handler.is_active:
        return [case.handler]
    return colleagues(case)


def colleagues(case: Procurement) -> list[Recipient]:
    members = Membership.objects.active().of_authority(case.authority).holding(Role.PROCURER)
    return list(members.select_related("user"))


def contact_of(case: Procurement) -> Contact:
    """Whom the reader can ask about the case."""
    return person_at(case.handler, case.authority)


def case_letter(case: Procurement, page: str, action: str, **values: str) -> Letter:
    """A mail about the case, with the handler as the one to ask."""
    words = {
        "title": case.title,
        "case": case_words(case.title, case.diary_number),
        "authority": str(case.authority),
    }
    return Letter(reverse(page, args=[case.pk]), action, contact_of(case), {**words, **values})


def case_words(title: str, diary_number: str) -> str:
    """The case in a sentence: its title, with the diary number where it has one."""
    return f"{title} ({diary_number})" if diary_number else title


def decision_letter(go: GoDecision, _mail: OutgoingMail) -> Letter:
    proposal = str(go.get_proposal_display())
    return case_letter(go.procurement, "procurements:go_decision", _t("Read and decide"), proposal=proposal)


def approval_letter(requirement: Requirement, _mail: OutgoingMail) -> Letter:
    words = requirement_words(requirement)
    case = requirement.lot.procurement
    departure = departure_of(requirement)
    told = departure.text if departure else ""
    action = _t("Read and approve")
    return case_letter(case, "procurements:approval", action, requirement=words, departure=told)


def signing_letter(award: Award, _mail: OutgoingMail) -> Letter:
    day = signing_of(award)
    values = {"supplier": str(award.supplier), "day": date_words(day.sign_from)}
    return case_letter(award.lot.procurement, "procurements:contract", _t("Sign the contract"), **values)


def meeting_letter(meeting: StartMeeting, _mail: OutgoingMail) -> Letter:
    contract = meeting.contract
    values = {"supplier": str(contract.supplier), "day": date_words(meeting.booked_for or meeting.due_on)}
    return case_letter(
        contract.lot.procurement, "procurements:start_meeting", _t("Note the start meeting"), **values
    )


def example() -> Letter:
    """An invented case for the preview pages."""
    values = {
        "title": "Drift och skötsel av gator och parker",
        "case": case_words("Drift och skötsel av gator och parker", "SEN 2026/0412"),
        "authority": "Servicenämnden",
        "proposal": _t("Go on with an employment requirement"),
        "requirement": "24,0 heltidsmånader per avtalsår",
        "departure": _t("Decided: {decided}. Now: {now}.").format(
            decided="48,0 heltidsmånader", now="24,0 heltidsmånader"
        ),
        "supplier": "Grönyta AB",
        "reason": "Beslutet väntas i mars.",
        "who": "Ines Inköpschef",
        "note": "",
        "body": "Servicenämnden",
        "day": date_words(dt.date(2027, 3, 12)),
    }
    return Letter("/", _t("Read and decide"), Contact("Ulla Upphandlare", phone="070-174 06 11"), values)


def signing_of(award: Award) -> SigningDay:
    reviews = CourtReview.objects.filter(award=award).select_related("ruling")
    return signing_day(award, regime=award.lot.procurement.regime, reviews=reviews, on=clock.today())


def waits_for_delegate(go: GoDecision, _about: OutgoingMail | Reminder) -> bool:
    return go.state == GoState.WAITING_FOR_DELEGATE and go.procurement.is_open


def waits_for_approval(requirement: Requirement, _about: OutgoingMail | Reminder) -> bool:
    return requirement.state == RequirementState.SUBMITTED and requirement.lot.procurement.is_open


def can_be_signed(award: Award, _about: OutgoingMail | Reminder) -> bool:
    is_waiting = award.state in {AwardState.MADE, AwardState.NOTIFIED}
    return is_waiting and award.lot.procurement.state == CaseState.PROCURE and signing_of(award).is_open


def is_not_held(meeting: StartMeeting, _about: OutgoingMail | Reminder) -> bool:
    is_awaited = StartMeeting.objects.awaited().filter(pk=meeting.pk).exists()
    return is_awaited and meeting.contract.lot.procurement.is_open


def mail_kind(key: str, subject: Any, why: Any, context: Any, still_wanted: Any) -> MailKind:
    """One of this room's mails; its template carries its key."""
    return MailKind(
        key=f"procurements.{key}",
        subject=subject,
        template=f"emails/procurements/{key}.txt",
        why=why,
        context=context,
        still_wanted=still_wanted,
        example=example,
        quiet_days=True,
    )


DECISION_WANTED = mail_kind(
    "decision_wanted",
    _("Decide: {title}"),
    _("You get this mail because you are asked to decide for {authority}."),
    decision_letter,
    waits_for_delegate,
)
APPROVAL_WANTED = mail_kind(
    "approval_wanted",
    _("Approve the requirement: {title}"),
    _("You get this mail because you may approve requirements for {authority}."),
    approval_letter,
    waits_for_approval,
)
CAN_SIGN = mail_kind(
    "can_sign",
    _("You may sign the contract now: {title}"),
    _("You get this mail because you handle the case."),
    signing_letter,
    can_be_signed,
)
START_MEETING = mail_kind(
    "start_meeting",
    _("The start meeting: {title}"),
    _("You get this mail because you handle the case."),
    meeting_letter,
    is_not_held,
)


def due_decisions(until: dt.date) -> Iterable[Due]:
    """Proposals that wait for a delegate."""
    rows = GoDecision.objects.filter(
        state=GoState.WAITING_FOR_DELEGATE, procurement__in=Procurement.objects.open()
    )
    for row in rows.prefetch_related("delegate_requests"):
        if (asked := row.latest_request) and (day := _day_after(asked.at)) <= until:
            yield Due(row, day)


def due_approvals(until: dt.date) -> Iterable[Due]:
    """Requirements that wait for approval."""
    rows = Requirement.objects.filter(
        state=RequirementState.SUBMITTED, lot__procurement__in=Procurement.objects.open()
    )
    for row in rows.prefetch_related("versions"):
        if (day := _day_after(row.versions.all()[0].at)) <= until:
            yield Due(row, day)


def due_signings(until: dt.date) -> Iterable[Due]:
    """Awards whose standstill has run out and whose contract is not signed."""
    rows = Award.objects.filter(
        state=AwardState.NOTIFIED, lot__procurement__state=CaseState.PROCURE
    ).select_related("lot__procurement")
    for row in rows:
        day = signing_of(row).sign_from
        if day is not None and day <= until:
            yield Due(row, day)


def due_meetings(until: dt.date) -> Iterable[Due]:
    """Start meetings that have not been held."""
    rows = StartMeeting.objects.awaited().filter(due_on__lte=until)
    in_time = rows.filter(contract__lot__procurement__in=Procurement.objects.open())
    return (Due(meeting, meeting.due_on) for meeting in in_time)


def consent_by(entry: EntryCheck) -> dt.date | None:
    """The day by which the consent is wanted that a missing decision needs."""
    return _day_after(entry.consent_asked_at) if entry.consent_asked_at else None


def _day_after(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment) + ANSWER_WITHIN


KINDS = (
    ReminderKind(
        key="procurements.decision_waiting",
        label=_("A decision waits"),
        offsets=(-3, 0, 7, 14),
        due=due_decisions,
        recipients=decider,
        still_open=waits_for_delegate,
        mail=DECISION_WANTED,
        cap=3,
        escalate_to=lambda go: handler(go.procurement),
    ),
    ReminderKind(
        key="procurements.approval_waiting",
        label=_("An approval waits"),
        offsets=(-3, 0, 7, 14),
        due=due_approvals,
        recipients=approvers,
        still_open=waits_for_approval,
        mail=APPROVAL_WANTED,
        cap=3,
        escalate_to=lambda requirement: handler(requirement.lot.procurement),
    ),
    ReminderKind(
        key="procurements.can_sign",
        label=_("The contract may be signed"),
        offsets=(0, 7, 21),
        due=due_signings,
        recipients=lambda award: handler(award.lot.procurement),
        still_open=can_be_signed,
        mail=CAN_SIGN,
    ),
    ReminderKind(
        key="procurements.start_meeting",
        label=_("Start meeting not held"),
        offsets=(-7, 0, 7, 14, 21),
        due=due_meetings,
        recipients=lambda meeting: handler(meeting.contract.lot.procurement),
        still_open=is_not_held,
        mail=START_MEETING,
        cap=4,
        escalate_to=lambda meeting: colleagues(meeting.contract.lot.procurement),
    ),
)


def ask_decider(go: GoDecision, *, by: "Actor") -> None:
    """Tell the delegate, unless she asked herself."""
    for to in decider(go):
        if to != by:
            queue_mail(DECISION_WANTED, go, to=to, by=by)


def ask_approvers(requirement: Requirement, *, by: "Actor") -> None:
    for to in approvers(requirement):
        if to != by:
            queue_mail(APPROVAL_WANTED, requirement, to=to, by=by)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for mail in (DECISION_WANTED, APPROVAL_WANTED, CAN_SIGN, START_MEETING):
        mail_kinds.fill(mail, key=mail.key)
    for kind in KINDS:
        reminder_kinds.fill(kind, key=kind.key)
