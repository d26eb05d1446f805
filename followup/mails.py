"""Mails about what happens under a contract, to the party that must know or act. No mail names a person."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.actors import Actor
from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail
from core.templatetags.formats import date_words, ftm
from followup.change_words import changed_text
from followup.dialogue_duty import first_by
from followup.models import PartyLink
from matching.models import CandidateRequest
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.choices import DialogueResult
from procurements.models import Commitment, DialogueMeeting, Variation
from procurements.readers import contact_at
from suppliers.ledger.months import add_months
from suppliers.parties import contact_of, reporters_of

WHY_SUPPLIER = _("You get this mail because {buyer} has you as the one who answers for {supplier}.")


def words(commitment: Commitment) -> dict[str, str]:
    """What the texts of the mails are filled in with."""
    return {
        "contract": commitment.title,
        "authority": str(commitment.authority),
        "buyer": str(commitment.authority.organisation),
        "supplier": str(commitment.contract.supplier),
    }


def party_path(commitment: Commitment, mail: OutgoingMail, *, page: str) -> str:
    """`page` for a member; for people without an account a link of their own to the contract."""
    if mail.to_member_id:
        return page
    token = mail.link_token()
    PartyLink.open_with(token, commitment=commitment, email=mail.to_email)
    return reverse("followup:party", kwargs={"key": token})


def dialogue_letter(meeting: DialogueMeeting, mail: OutgoingMail) -> Letter:
    commitment = meeting.commitment
    values = {
        **words(commitment),
        "day": date_words(meeting.valid_from),
        "next": date_words(meeting.next_on) if meeting.next_on else "",
        "is_places": "yes" if meeting.result == DialogueResult.PLACES else "",
        "is_postponed": "" if meeting.is_held else "yes",
        "is_correction": "yes" if meeting.corrects_id else "",
    }
    path = party_path(commitment, mail, page=meeting.get_absolute_url())
    return Letter(path, _t("Read what was noted"), contact_of(commitment), values)


def change_letter(variation: Variation, mail: OutgoingMail) -> Letter:
    commitment = variation.commitment
    values = {
        **words(commitment),
        "day": date_words(variation.valid_from),
        "changed": changed_text(variation),
        "is_correction": "yes" if variation.corrects_id else "",
    }
    path = party_path(commitment, mail, page=reverse("followup:change_list", args=[commitment.pk]))
    return Letter(path, _t("See the change"), contact_of(commitment), values)


def start_letter(commitment: Commitment, mail: OutgoingMail) -> Letter:
    """To the supplier, to the officer whose answer it waits for, or to colleagues at the authority."""
    day = first_start_by(commitment)
    values = {
        **words(commitment),
        "day": date_words(day),
        "is_late": "yes" if day is not None and day < clock.today() else "",
        "is_escalated": "",
        "is_officer": "",
    }
    if mail.to_member is None or mail.to_member.organisation_id == commitment.contract.supplier_id:
        path = party_path(commitment, mail, page=commitment.get_absolute_url())
        return Letter(path, _t("See the contract"), contact_of(commitment), values)
    if (request := _unanswered(commitment, mail.to_member)) is not None:
        values["is_officer"] = "yes"
        path = request.get_absolute_url()
        return Letter(path, _t("Answer the request"), contact_of(commitment), values)
    values["is_escalated"] = "yes"
    path = commitment.get_absolute_url()
    return Letter(path, _t("See the contract"), contact_of(commitment), values)


def first_start_by(commitment: Commitment) -> dt.date | None:
    if commitment.first_start_within_months is None:
        return None
    return add_months(commitment.contract.starts_on, commitment.first_start_within_months)


def _unanswered(commitment: Commitment, member: Membership) -> CandidateRequest | None:
    found = CandidateRequest.objects.unanswered().filter(commitment=commitment)
    return (
        found.filter(authority__in=member.own_authority_ids_with(Permission.PROFILE_EDIT))
        .order_by("asked_on", "pk")
        .first()
    )


def dialogue_due_letter(commitment: Commitment, mail: OutgoingMail) -> Letter:
    day = mail.reminder.due_on if mail.reminder else first_by(commitment)
    is_supplier = mail.to_member is None or mail.to_member.organisation_id == commitment.contract.supplier_id
    values = {
        **words(commitment),
        "day": date_words(day),
        "is_late": "yes" if day is not None and day < clock.today() else "",
        "is_supplier": "yes" if is_supplier else "",
    }
    path = party_path(commitment, mail, page=reverse("followup:dialogue", args=[commitment.pk]))
    return Letter(path, _t("See the dialogue"), contact_of(commitment), values)


def link_letter(link: PartyLink, mail: OutgoingMail) -> Letter:
    commitment = link.commitment
    path = party_path(commitment, mail, page=commitment.get_absolute_url())
    return Letter(path, _t("See the contract"), contact_of(commitment), words(commitment))


def example() -> Letter:
    """An invented contract for the preview pages."""
    values = {
        "contract": "Lokalvård i förskolor",
        "authority": "Servicenämnden",
        "buyer": "Ekhamns kommun",
        "supplier": "Blank Städ AB",
        "day": date_words(dt.date(2026, 10, 14)),
        "next": date_words(dt.date(2027, 3, 3)),
        "is_places": "yes",
        "is_postponed": "",
        "is_correction": "",
        "is_late": "",
        "is_escalated": "",
        "is_officer": "",
        "is_supplier": "yes",
        "changed": _t("{months} over the contract").format(months=ftm(72)),
    }
    return Letter(
        "/", _t("Read what was noted"), Contact("Axel Avtalsansvarig", phone="070-174 06 30"), values
    )


DIALOGUE_NOTED = MailKind(
    key="followup.dialogue_noted",
    subject=_("The dialogue about occupation: {contract}"),
    template="emails/followup/dialogue_noted.txt",
    why=WHY_SUPPLIER,
    context=dialogue_letter,
    reader=contact_at,
    example=example,
)
CHANGED = MailKind(
    key="followup.commitment_changed",
    subject=_("The commitment is changed: {contract}"),
    template="emails/followup/commitment_changed.txt",
    why=WHY_SUPPLIER,
    context=change_letter,
    reader=contact_at,
    example=example,
)
FIRST_START = MailKind(
    key="followup.first_start",
    subject=_("The first start is to be made by {day}: {contract}"),
    template="emails/followup/first_start.txt",
    why=_("You get this mail because you help to find or to employ people under the contract."),
    context=start_letter,
    reader=contact_at,
    example=example,
    quiet_days=True,
)
DIALOGUE_DUE = MailKind(
    key="followup.dialogue_due",
    subject=_("Dialogue by {day}: {contract}"),
    template="emails/followup/dialogue_due.txt",
    why=_("You get this mail because you call the dialogue or follow the contract."),
    context=dialogue_due_letter,
    reader=contact_at,
    example=example,
    quiet_days=True,
)
NEW_LINK = MailKind(
    key="followup.new_link",
    subject=_("A new link to the contract: {contract}"),
    template="emails/followup/new_link.txt",
    why=_("You get this mail because you asked for a new link."),
    context=link_letter,
    reader=contact_at,
    example=example,
)


def tell_dialogue(meeting: DialogueMeeting, *, by: Actor) -> None:
    """To the supplier: what was noted about the dialogue."""
    for to in reporters_of(meeting.commitment):
        queue_mail(DIALOGUE_NOTED, meeting, to=to, by=by)


def tell_change(variation: Variation, *, by: Actor) -> None:
    """To the supplier: what it owes from now on."""
    for to in reporters_of(variation.commitment):
        queue_mail(CHANGED, variation, to=to, by=by)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (DIALOGUE_NOTED, CHANGED, FIRST_START, DIALOGUE_DUE, NEW_LINK):
        mail_kinds.fill(kind, key=kind.key)
