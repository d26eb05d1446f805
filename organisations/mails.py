"""Mails about people: invitations and deputies.
What happens to an account: organisations/account_mails.py."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.mail import Contact, Letter, MailKind, mail_kinds
from core.models import OutgoingMail
from organisations.models import Deputyship, Invitation


def service_contact() -> Contact:
    """Whom to ask about the installation itself."""
    return Contact(
        name=settings.SERVICE_CONTACT_NAME,
        email=settings.SERVICE_CONTACT_EMAIL,
        phone=settings.SERVICE_CONTACT_PHONE,
    )


def _service(_email: str) -> Contact:
    return service_contact()


# --- Invitations -----------------------------------------------------------------------------------


def invitation_letter(invitation: Invitation, mail: OutgoingMail) -> Letter:
    """The link is made here, when the mail leaves; the row keeps its digest. The same at every attempt."""
    token = mail.link_token()
    invitation.answer_to(token)
    inviter = invitation.invited_by
    return Letter(
        path=reverse("invitation_acceptance", args=[token]),
        action=_t("Accept the invitation"),
        contact=Contact.of(inviter, otherwise=_service) if inviter else service_contact(),
        values={
            "name": invitation.name,
            "inviter": inviter.user.name if inviter else settings.SERVICE_CONTACT_NAME,
            "organisation": invitation.organisation.name,
            "roles": ", ".join(invitation.role_names),
            "last_day": timezone.localdate(invitation.expires_at),
        },
    )


def is_latest_invitation(invitation: Invitation, mail: OutgoingMail) -> bool:
    """A later mail carries the link that works; an earlier one that is still queued is not needed."""
    later = OutgoingMail.objects.about(invitation).filter(pk__gt=mail.pk)
    return invitation.is_usable and not later.exists()


def invitation_example() -> Letter:
    return Letter(
        path=reverse("invitation_acceptance", args=["example"]),
        action=_t("Accept the invitation"),
        contact=Contact(name="Adam Administratör", email="adam@example.org", phone="08-465 004 10"),
        values={
            "name": "Ulla Upphandlare",
            "inviter": "Adam Administratör",
            "organisation": "Exempelstad",
            "roles": _t("Procurer"),
            "last_day": dt.date(2026, 12, 7),
        },
    )


INVITATION = MailKind(
    key="organisations.invitation",
    subject=_("Invitation to {organisation} in Insteg"),
    template="emails/organisations/invitation.txt",
    why=_("You get this mail because {inviter} invited you to {organisation}."),
    context=invitation_letter,
    example=invitation_example,
    still_wanted=is_latest_invitation,
)


# --- Deputies --------------------------------------------------------------------------------------


def deputy_letter(deputyship: Deputyship, mail: OutgoingMail) -> Letter:
    return Letter(
        path=reverse("deputyship_list"),
        action=_t("See for whom you are a deputy"),
        contact=Contact.of(deputyship.member, otherwise=_service),
        values={
            "member": deputyship.member.user.name,
            "starts_on": deputyship.starts_on,
            "ends_on": deputyship.ends_on,
        },
    )


def deputy_example() -> Letter:
    return Letter(
        path=reverse("deputyship_list"),
        action=_t("See for whom you are a deputy"),
        contact=Contact(name="Ulla Upphandlare", email="ulla@example.org"),
        values={
            "member": "Ulla Upphandlare",
            "starts_on": dt.date(2026, 12, 21),
            "ends_on": dt.date(2027, 1, 8),
        },
    )


DEPUTY_NAMED = MailKind(
    key="organisations.deputy_named",
    subject=_("You are deputy for {member} in Insteg"),
    template="emails/organisations/deputy.txt",
    why=_("You get this mail because {member} named you as deputy."),
    context=deputy_letter,
    example=deputy_example,
    still_wanted=lambda deputyship, mail: deputyship.ended_at is None,
)


def fill_slots() -> None:
    """Called when the app is ready."""
    for kind in (INVITATION, DEPUTY_NAMED):
        mail_kinds.fill(kind, key=kind.key)
