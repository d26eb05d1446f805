"""What happens to an account leaves a row in the audit log: when, which account, what; never a value."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out
from django.dispatch import Signal, receiver

from core import audit
from core.actors import Account
from organisations.models import Membership, User

EVENTS: dict[Signal, str] = {
    account.user_logged_in: "logged_in",
    user_logged_out: "logged_out",
    account.password_set: "password_set",
    account.password_changed: "password_changed",
    account.password_reset: "password_reset",
    account.email_changed: "email_changed",
    mfa.authenticator_added: "second_factor_added",
    mfa.authenticator_removed: "second_factor_removed",
    mfa.authenticator_reset: "recovery_codes_made",
}


@receiver(list(EVENTS))
def record_event(signal: Signal, user: User | None = None, **details: Any) -> None:
    """Log-in, log-out, password, address, second factor: a row for the log of each of her organisations."""
    if user is None or not user.pk:
        return
    present = Membership.objects.active().filter(user=user).order_by("pk")
    organisations: list[int | None] = [row.organisation_id for row in present]
    for organisation in organisations or [None]:
        audit.record(
            EVENTS[signal],
            user,
            by=Account(user.pk),
            changes=_method(details),
            organisation_id=organisation,
        )


def _method(details: dict[str, Any]) -> dict[str, str]:
    authenticator = details.get("authenticator")
    return {"method": str(authenticator.type)} if authenticator is not None else {}
