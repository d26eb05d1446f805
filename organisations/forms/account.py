"""allauth's forms in our words: labels and help of our own, no placeholders, no markup in help."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

Words = dict[str, tuple[Any, Any]]

PASSWORD_HELP = _("At least 12 characters. A few words in a row are easy to remember and hard to guess.")
NEW: Words = {
    "password1": (_("New password"), PASSWORD_HELP),
    "password2": (_("The new password once more"), ""),
}
CODE = (_("Code from the app"), _("Six digits. You may also write one of your recovery codes."))


class Worded:
    """Label and help of each field, by its name."""

    words: ClassVar[Words] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label, help_text = self.words.get(name, (field.label or "", ""))
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Worded, account.LoginForm):
    words = {"login": (_("E-mail"), ""), "password": (_("Password"), "")}


class ChangeEmailForm(Worded, account.AddEmailForm):
    words = {"email": (_("New e-mail address"), "")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = {"oldpassword": (_("Present password"), ""), **NEW}


class SetPasswordForm(Worded, account.SetPasswordForm):
    words = NEW


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    words = {"email": (_("E-mail"), _("The address that you log in with."))}


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    words = NEW


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    words = {"password": (_("Your password"), "")}


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    words = {"code": CODE}


class ReauthenticateByCodeForm(Worded, mfa.ReauthenticateForm):
    words = {"code": CODE}


class ActivateAppForm(Worded, totp.ActivateTOTPForm):
    words = {"code": (_("Code from the app"), _("Six digits. A new code comes every half minute."))}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """Every passkey here may log in by itself: the device asks for finger, face or PIN."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    words = {
        "name": (_("Name of the passkey"), _("So that you recognise it, for example the computer at work."))
    }


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name of the passkey"), "")}
