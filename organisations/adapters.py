"""How allauth behaves here: accounts come from invitations, mails go the common way, secrets are sealed."""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from core import keys
from organisations import account_mails
from organisations.models import Membership, User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("The address that you log in with cannot be removed."),
        "duplicate_email": _("You have this address already."),
        "email_password_mismatch": _("The e-mail or the password is wrong. Try again."),
        "email_taken": _("The address is in use. Choose another one."),
        "enter_current_password": _("Write your present password."),
        "incorrect_code": _("The code is wrong. Wait for the next one and try again."),
        "incorrect_password": _("The password is wrong. Try again."),
        "invalid_password_reset": _("The link is too old or has been used already."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "same_as_current": _("That is what it is already. Write a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself; an invitation's page creates the account."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names; the e-mail is the name."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home for members, the organisations for an operator, else the own profile, which says why."""
        user: Any = request.user
        if Membership.objects.active().filter(user=user).exists():
            return reverse("home")
        return reverse("operator_organisation_list" if user.is_operator else "profile")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """From here on pages come in the person's own language."""
        answer: HttpResponse = super().post_login(request, user, **options)
        remember_language(answer, user.language)
        return answer

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        account_mails.send_reset(user, email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        account_mails.send_confirmation(emailconfirmation.email_address)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Only what happened is told, by the last part of the template's name."""
        to = email or EmailAddress.objects.get_primary_email(user) or user.email
        account_mails.send_change(user, template_prefix.rpartition("/")[2], email=to)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm oneself, in our words."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": words[way["id"]]} for way in ways]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong. Wait for the next one and try again."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Secrets of a second factor are sealed with the installation's key ring, outside the database."""
        return keys.seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.open_text(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to begin with; the page lets the person write a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _t("Passkey {number}").format(number=number)

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a camera reads it on a dark page, too."""
        picture = qrcode.make(url, image_factory=SvgPathFillImage, box_size=16)
        return picture.to_string(encoding="unicode")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Insteg"}


def remember_language(answer: HttpResponse, language: str) -> None:
    """Keep the choice of language in a cookie for a year."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
