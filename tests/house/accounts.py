"""Allauth's pages in our dress, which no case describes: their addresses, and somebody who has it all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account import app_settings as account_settings
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from organisations.models import User
from tests.house.addresses import walk
from tests.house.asking import Asker, logged_in, undone

PASSWORD = "sju-gröna-granar-i-rad"


def plain_paths() -> list[str]:
    """Those that take no argument."""
    theirs = [address for address in walk() if not address.is_ours]
    return [reverse(one.name) for one in theirs if not {"<", "("} & set(one.route)]


@contextmanager
def equipped(user: User) -> Iterator[tuple[Asker, list[str]]]:
    """For a while she has a password, an address, an app, reserve codes and a passkey. With the paths that
    lead to what can be done with them."""
    with undone():
        user.set_password(PASSWORD)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(user)
        key = WebAuthn.add(user, "Datorn på jobbet", passkey()).instance.pk
        keys = [reverse(name, kwargs={"pk": key}) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")]
        asker = logged_in("one who has everything", user, None)
        just_confirmed(asker)
        yield asker, [*plain_paths(), *keys]


def just_confirmed(asker: Asker) -> None:
    """She has given her password a moment ago, by allauth's clock."""
    session = asker.client.session
    confirmed = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [confirmed]
    session.save()


def half_way_in(user: User) -> Asker:
    """She has given her password and is asked for the second factor."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    cookies = {settings.SESSION_COOKIE_NAME: str(client.session.session_key)}
    return Asker("one half-way in", None, cookies, client)


def passkey() -> dict[str, object]:
    """As a browser sends it when a key is made."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    made = AttestedCredentialData.create(b"\0" * 16, b"key", public)
    attested = AttestationObject.create("none", AuthenticatorData.create(b"\0" * 32, flags, 0, made), {})
    asked = CollectedClientData.create("webauthn.create", b"c" * 16, "http://localhost")
    parts = {"clientDataJSON": websafe_encode(asked), "attestationObject": websafe_encode(attested)}
    name = websafe_encode(b"key")
    can = {"credProps": {"rk": True}}
    return {"id": name, "rawId": name, "type": "public-key", "response": parts, "clientExtensionResults": can}


@contextmanager
def mailed(user: User) -> Iterator[list[str]]:
    """The links that the service mails, live and spent, for one who is not logged in."""
    with undone():
        user.set_password(PASSWORD)
        user.save()
        address = EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
        uid, key = (
            user_pk_to_url_str(user),
            account_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user),
        )
        yield [
            reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]),
            reverse("account_confirm_email", args=["spent"]),
            reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key}),
            reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": "spent"}),
        ]
