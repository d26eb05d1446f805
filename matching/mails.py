"""Mails between matching side and supplier, and the reminder of an unanswered request.
No mail names a person."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.mail import Contact, Letter, MailKind, mail_kinds, nameless, queue_mail
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from core.templatetags.formats import date_words
from matching.choices import RequestAnswer
from matching.models import CandidateRequest, ProfileLink, Proposal, RequirementProfile
from matching.models.request import ANSWER_WITHIN
from matching.models.serving import contact_addresses_of, officers_of, representatives_of
from matching.states import ProfileState, ProposalState
from organisations.contacts import person_at, unit
from organisations.models import Membership
from procurements.readers import contact_at
from procurements.states import CommitmentState

if TYPE_CHECKING:
    from core.actors import Actor
    from core.mail import Words


def contact_of(profile: RequirementProfile) -> Contact:
    """The officer who works with the profile, else the unit."""
    return person_at(profile.officer, profile.authority)


def officers(profile: RequirementProfile) -> list[Membership]:
    """The profile's own officer, else all of the unit."""
    if profile.officer and profile.officer.is_active:
        return [profile.officer]
    return list(officers_of(profile.authority))


def words(profile: RequirementProfile) -> dict[str, str]:
    commitment = profile.commitment
    return {
        "job": profile.title,
        "contract": commitment.title,
        "supplier": str(commitment.contract.supplier),
        "buyer": str(commitment.authority.organisation),
        "unit": str(profile.authority),
    }


def profile_path(profile: RequirementProfile, mail: OutgoingMail) -> str:
    """The way in: a link of one's own for people without an account, the ordinary address for members."""
    if mail.to_member_id:
        return reverse("suppliers:profile", args=[profile.pk])
    token = mail.link_token()
    ProfileLink.open_with(token, profile=profile, email=mail.to_email)
    return reverse("suppliers:link_profile", kwargs={"key": token})


def profile_letter(profile: RequirementProfile, mail: OutgoingMail) -> Letter:
    path = profile_path(profile, mail)
    return Letter(path, _t("Read and agree"), contact_of(profile), words(profile))


def agreed_letter(profile: RequirementProfile, mail: OutgoingMail) -> Letter:
    action = (
        _t("Choose candidates to ask") if profile.state == ProfileState.AGREED else _t("Change the profile")
    )
    wanted = profile.last_change_wanted
    return Letter(
        profile.get_absolute_url(), action, contact_of(profile), {**words(profile), "wanted": wanted}
    )


def proposal_letter(proposal: Proposal, mail: OutgoingMail) -> Letter:
    profile = proposal.profile
    values = {**words(profile), "reference": str(proposal.candidate)}
    path = reverse("suppliers:proposal", args=[proposal.pk])
    return Letter(path, _t("Read and answer"), contact_of(profile), values)


def answer_letter(proposal: Proposal, mail: OutgoingMail) -> Letter:
    is_yes = proposal.state in {ProposalState.CHOSEN, ProposalState.STARTED}
    values = {
        **words(proposal.profile),
        "reference": str(proposal.candidate),
        "is_yes": "yes" if is_yes else "",
    }
    return Letter(proposal.get_absolute_url(), _t("See the answer"), contact_of(proposal.profile), values)


def request_words(request: CandidateRequest) -> dict[str, str]:
    commitment = request.commitment
    return {
        "contract": commitment.title,
        "supplier": str(commitment.contract.supplier),
        "buyer": str(commitment.authority.organisation),
        "unit": str(request.authority),
        "how_many": str(request.wanted),
        "asked": date_words(request.asked_on),
        "due": date_words(request.due_on),
        "number": str(request.number),
        "is_answered": "yes" if request.is_answered else "",
        "there_are": "yes" if request.answer == RequestAnswer.CANDIDATES else "",
        "is_escalated": "",
    }


def request_letter(request: CandidateRequest, mail: OutgoingMail) -> Letter:
    """To those who are to answer. To the contract manager, after the cap: nobody has."""
    path, values = request.get_absolute_url(), request_words(request)
    if mail.to_member in those_who_wait(request) and mail.to_member not in request_officers(request):
        return Letter(path, _t("See the request"), unit(request.authority), {**values, "is_escalated": "yes"})
    return Letter(path, _t("Answer the request"), _asker(request), values)


def reply_letter(request: CandidateRequest, mail: OutgoingMail) -> Letter:
    supplier_id = request.commitment.contract.supplier_id
    is_supplier = mail.to_member is not None and mail.to_member.organisation_id == supplier_id
    path = reverse("suppliers:proposal_list") if is_supplier else request.get_absolute_url()
    return Letter(path, _t("See the answer"), unit(request.authority), request_words(request))


def _asker(request: CandidateRequest) -> Contact:
    return person_at(request.asked_by, request.commitment.authority)


def example() -> Letter:
    """An invented profile for the preview pages."""
    values = {
        "job": "Säsongsarbetare, park och gata",
        "contract": "Skötsel av gator och parker",
        "supplier": "Grönyta AB",
        "buyer": "Ekhamns kommun",
        "unit": "Arbetsmarknadsnämnden",
        "reference": "K-7QM4",
        "wanted": "",
        "how_many": "4",
        "asked": date_words(dt.date(2026, 11, 16)),
        "due": date_words(dt.date(2026, 11, 23)),
        "number": "4",
        "is_yes": "yes",
        "is_answered": "yes",
        "there_are": "yes",
        "is_escalated": "",
    }
    return Letter("/", _t("Read and answer"), Contact("Mats Matchare", phone="070-174 06 22"), values)


def _kind(
    key: str,
    subject: "Words",
    why: "Words",
    context: Callable[[Any, OutgoingMail], Letter],
    wanted: Any,
    *,
    reader: Callable[[Any, OutgoingMail], str] = nameless,
    quiet_days: bool = False,
) -> MailKind:
    return MailKind(
        key=f"matching.{key}",
        subject=subject,
        template=f"emails/matching/{key}.txt",
        why=why,
        context=context,
        still_wanted=wanted,
        example=example,
        reader=reader,
        quiet_days=quiet_days,
    )


def waits_for_supplier(profile: RequirementProfile, _mail: OutgoingMail) -> bool:
    return profile.waits_for_supplier


def is_open(profile: RequirementProfile, _mail: OutgoingMail) -> bool:
    return profile.is_open


def waits_for_answer(proposal: Proposal, _mail: OutgoingMail) -> bool:
    return proposal.state == ProposalState.DISCLOSED


def is_answered(proposal: Proposal, _mail: OutgoingMail) -> bool:
    return proposal.state in {ProposalState.CHOSEN, ProposalState.DECLINED}


def is_unanswered(request: CandidateRequest, _about: OutgoingMail | Reminder) -> bool:
    return not request.is_answered and request.commitment.state == CommitmentState.RUNNING


def has_reply(request: CandidateRequest, _mail: OutgoingMail) -> bool:
    return request.is_answered


TO_SUPPLIER = _("You get this mail because you represent {supplier} in its contract with {buyer}.")
TO_OFFICER = _("You get this mail because you work with matching at {unit}.")
PROFILE_TO_AGREE = _kind(
    "profile_to_agree",
    _("Agree to the requirement profile: {job}"),
    TO_SUPPLIER,
    profile_letter,
    waits_for_supplier,
    reader=contact_at,
)
PROFILE_ANSWERED = _kind(
    "profile_answered",
    _("{supplier} has answered about the profile: {job}"),
    TO_OFFICER,
    agreed_letter,
    is_open,
)
PROPOSAL_TO_ANSWER = _kind(
    "proposal_to_answer", _("A candidate for {job}"), TO_SUPPLIER, proposal_letter, waits_for_answer
)
PROPOSAL_ANSWERED = _kind(
    "proposal_answered",
    _("{supplier} has answered about {reference}"),
    TO_OFFICER,
    answer_letter,
    is_answered,
)
REQUEST_ASKED = _kind(
    "request_asked",
    _("Candidates are asked for: {contract}"),
    _("You get this mail because you work with matching at {unit} or follow the contract."),
    request_letter,
    is_unanswered,
    quiet_days=True,
)
REQUEST_ANSWERED = _kind(
    "request_answered",
    _("Answer about candidates: {contract}"),
    _("You get this mail because you asked for candidates or follow the contract."),
    reply_letter,
    has_reply,
)
MAILS = (
    PROFILE_TO_AGREE,
    PROFILE_ANSWERED,
    PROPOSAL_TO_ANSWER,
    PROPOSAL_ANSWERED,
    REQUEST_ASKED,
    REQUEST_ANSWERED,
)


def due_requests(until: dt.date) -> Iterable[Due]:
    """Requests that nobody has answered, under contracts that run."""
    rows = CandidateRequest.objects.unanswered().filter(
        commitment__state="running", asked_on__lte=until - ANSWER_WITHIN
    )
    return (Due(row, row.due_on) for row in rows.select_related("commitment", "authority"))


def request_officers(request: CandidateRequest) -> list[Recipient]:
    return list(officers_of(request.authority))


def those_who_wait(request: CandidateRequest) -> list[Recipient]:
    """The contract manager, who otherwise would not know whose turn it is."""
    manager = request.commitment.contract_manager
    return [manager] if manager and manager.is_active else []


REQUEST_UNANSWERED = ReminderKind(
    key="matching.request_unanswered",
    label=_("Request for candidates unanswered"),
    offsets=(-2, 0, 7, 14),
    due=due_requests,
    recipients=request_officers,
    still_open=is_unanswered,
    mail=REQUEST_ASKED,
    cap=3,
    escalate_to=those_who_wait,
)


def tell(kind: MailKind, subject: Any, people: Iterable[Membership], *, by: "Actor") -> int:
    """Queue the mail to each but the one who acts; tells how many there were."""
    found = [person for person in people if person != by]
    for person in found:
        queue_mail(kind, subject, to=person, by=by)
    return len(found)


def ask_supplier(profile: RequirementProfile, *, by: "Actor") -> int:
    """Ask for the supplier's yes: its members, or by a link its contact persons where it has no account."""
    if told := tell_supplier(PROFILE_TO_AGREE, profile, profile, by=by):
        return told
    addresses = contact_addresses_of(profile.commitment)
    for address in addresses:
        queue_mail(PROFILE_TO_AGREE, profile, to=address, by=by)
    return len(addresses)


def asked_at_supplier(profile: RequirementProfile) -> int:
    """How many people at the supplier are asked for its yes."""
    return len(representatives_of(profile.commitment)) or len(contact_addresses_of(profile.commitment))


def tell_supplier(kind: MailKind, subject: Any, profile: RequirementProfile, *, by: "Actor") -> int:
    return tell(kind, subject, representatives_of(profile.commitment), by=by)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for mail in MAILS:
        mail_kinds.fill(mail, key=mail.key)
    reminder_kinds.fill(REQUEST_UNANSWERED, key=REQUEST_UNANSWERED.key)
