"""Mails about an account, sent by the same engine as all others.

Links are made when the mail leaves, so that no key of an account lies in the queue.
"""

from allauth.account import app_settings as account_settings
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.actors import Account, Actor
from core.mail import Letter, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail
from organisations.mails import service_contact
from organisations.models import User

WHY = _("You get this mail because the address belongs to an account in Insteg.")

# What the notice says, by the name that allauth gives the event.
CHANGES: dict[str, Promise] = {
    "email_changed": _("The e-mail address that you log in with has been changed."),
    "email_confirm": _("Your e-mail address has been confirmed."),
    "email_deleted": _("An e-mail address has been removed from your account."),
    "password_changed": _("Your password has been changed."),
    "password_reset": _("Your password has been changed by way of a link in a mail."),
    "password_set": _("A password has been set for your account."),
    "totp_activated": _("An authenticator app has been connected to your account."),
    "totp_deactivated": _("The authenticator app has been removed from your account."),
    "recovery_codes_generated": _("New recovery codes have been made for your account."),
    "webauthn_added": _("A passkey has been added to your account."),
    "webauthn_removed": _("A passkey has been removed from your account."),
}


def reset_letter(user: User, mail: OutgoingMail) -> Letter:
    token = account_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    parts = {"uidb36": user_pk_to_url_str(user), "key": token}
    return _letter(reverse("account_reset_password_from_key", kwargs=parts), _t("Choose a new password"))


def operator_letter(user: User, mail: OutgoingMail) -> Letter:
    """The first mail to an operator: as long as she has chosen no password, the link lets her choose one."""
    return Letter(**{**vars(reset_letter(user, mail)), "action": _t("Choose a password")})


def confirmation_letter(user: User, mail: OutgoingMail) -> Letter:
    address = EmailAddress.objects.get(pk=mail.params["address"], user=user)
    key = EmailConfirmationHMAC(address).key
    return _letter(reverse("account_confirm_email", args=[key]), _t("Confirm the address"))


def is_unconfirmed(user: User, mail: OutgoingMail) -> bool:
    return EmailAddress.objects.filter(pk=mail.params["address"], user=user, verified=False).exists()


def change_letter(user: User, mail: OutgoingMail) -> Letter:
    letter = _letter(reverse("account_reset_password"), _t("Change the password if it was not you"))
    return Letter(**{**vars(letter), "values": {"change": CHANGES[mail.params["change"]]}})


def _letter(path: str, action: str) -> Letter:
    return Letter(path=path, action=action, contact=service_contact())


def change_example() -> Letter:
    letter = _letter(reverse("account_reset_password"), _t("Change the password if it was not you"))
    return Letter(**{**vars(letter), "values": {"change": CHANGES["password_changed"]}})


PASSWORD_RESET = MailKind(
    key="organisations.password_reset",
    subject=_("Choose a new password for Insteg"),
    template="emails/organisations/password_reset.txt",
    why=WHY,
    context=reset_letter,
    example=lambda: _letter(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "example"}),
        _t("Choose a new password"),
    ),
)
OPERATOR_MADE = MailKind(
    key="organisations.operator_made",
    subject=_("You run Insteg from now on: choose a password"),
    template="emails/organisations/operator_made.txt",
    why=_("You get this mail because somebody with access to the server has made you an operator of Insteg."),
    context=operator_letter,
    example=lambda: _letter(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "example"}),
        _t("Choose a password"),
    ),
)
ADDRESS_CONFIRMATION = MailKind(
    key="organisations.address_confirmation",
    subject=_("Confirm your e-mail address"),
    template="emails/organisations/address_confirmation.txt",
    why=_("You get this mail because somebody stated the address for an account in Insteg."),
    context=confirmation_letter,
    example=lambda: _letter(reverse("account_confirm_email", args=["example"]), _t("Confirm the address")),
    still_wanted=is_unconfirmed,
)
ACCOUNT_CHANGED = MailKind(
    key="organisations.account_changed",
    subject=_("Your account in Insteg has been changed"),
    template="emails/organisations/account_changed.txt",
    why=WHY,
    context=change_letter,
    example=change_example,
)


def send_reset(user: User, email: str) -> None:
    queue_mail(PASSWORD_RESET, user, to=email, by=Account(user.pk), language=user.language)


def send_operator_made(user: User, *, by: Actor) -> None:
    queue_mail(OPERATOR_MADE, user, to=user.email, by=by, language=user.language)


def send_confirmation(address: EmailAddress) -> None:
    user: User = address.user
    queue_mail(
        ADDRESS_CONFIRMATION,
        user,
        to=address.email,
        by=Account(user.pk),
        params={"address": address.pk},
        language=user.language,
    )


def send_change(user: User, change: str, *, email: str) -> None:
    """Tell the owner that something about the account's safety has changed. Without values, only what."""
    if change not in CHANGES:
        raise ValueError(f"No wording for the change {change!r}")
    by = Account(user.pk)
    queue_mail(ACCOUNT_CHANGED, user, to=email, by=by, params={"change": change}, language=user.language)


def fill_slots() -> None:
    """Called when the app is ready."""
    for kind in (PASSWORD_RESET, OPERATOR_MADE, ADDRESS_CONFIRMATION, ACCOUNT_CHANGED):
        mail_kinds.fill(kind, key=kind.key)
