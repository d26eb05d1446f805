"""Mails about what happens under a contract, to the party that must know or act. No mail names a person."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail
from core.templatetags.formats import date_words
from followup.models import PartyLink
from procurements.choices import DialogueResult
from procurements.models import Commitment, DialogueMeeting
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
    example=example,
)
NEW_LINK = MailKind(
    key="followup.new_link",
    subject=_("A new link to the contract: {contract}"),
    template="emails/followup/new_link.txt",
    why=_("You get this mail because you asked for a new link."),
    context=link_letter,
    example=example,
)


def tell_dialogue(meeting: DialogueMeeting, *, by: Actor) -> None:
    """To the supplier: what was noted about the dialogue."""
    for to in reporters_of(meeting.commitment):
        queue_mail(DIALOGUE_NOTED, meeting, to=to, by=by)


def send_new_link(link: PartyLink) -> None:
    """To the address that the old link went to, and to no other."""
    queue_mail(NEW_LINK, link, to=link.email, by=link.visitor)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (DIALOGUE_NOTED, NEW_LINK):
        mail_kinds.fill(kind, key=kind.key)
