"""Making those who run the installation."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actors import SystemJob
from core.rules import RuleBroken
from organisations.account_mails import send_operator_made
from organisations.models import User


@transaction.atomic
def make_operator(email: str, *, name: str) -> User:
    """An account without membership. It gets a mail with a link to choose a password."""
    if User.objects.filter(email__iexact=email).exists():
        raise RuleBroken(_("There is an account with this address already. An operator has one of her own."))
    user = User.objects.create_user(email=email, name=name, is_operator=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    by = SystemJob("make_operator")
    audit.record("operator_made", user, by=by)
    send_operator_made(user, by=by)
    return user
