"""Asking the product as each role: one session per role, kept over all requests, and a stranger."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.constants import WARNING
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from organisations.models import Membership, User
from organisations.permissions import ROLE_PERMISSIONS, Role
from organisations.reauthentication import SESSION_PERSONA
from tests.house.world import MOMENT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OPERATOR, NOBODY, STRANGER = "operator", "logged in without a membership", "stranger"
HTMX = {"HX-Request": "true"}


@dataclass
class Asker:
    """Somebody who asks: a role, an operator, an account without membership, or a stranger."""

    name: str
    member: Membership | None
    cookies: dict[str, str]
    client: Client
    usual_tables: set[str] | None = None

    @property
    def role(self) -> Role | None:
        return Role(self.name) if self.member else None

    @property
    def is_stranger(self) -> bool:
        return self.name == STRANGER

    def get(self, url: str, *, htmx: bool = False, headers: Mapping[str, str] | None = None) -> Any:
        self._as_before()
        return closed(self.client.get(url, headers={**(HTMX if htmx else {}), **(headers or {})}))

    def post(self, url: str, data: Any = None, *, headers: Mapping[str, str] | None = None) -> Any:
        self._as_before()
        return closed(self.client.post(url, data or {}, headers=headers))

    def _as_before(self) -> None:
        """Forget what the last answer left in the browser, such as the cookie of a log-out."""
        self.client.cookies.clear()
        for name, value in self.cookies.items():
            self.client.cookies[name] = value


def askers(world: World) -> list[Asker]:
    """One for each role of the own corner, and the three without a role."""
    members = [
        logged_in(role.value, world.member(role).user, world.member(role)) for role in world.own.people
    ]
    operator = logged_in(OPERATOR, world.operator, None)
    nobody = logged_in(NOBODY, world.nobody, None)
    return [*members, operator, nobody, stranger()]


def stranger() -> Asker:
    return Asker(STRANGER, None, {}, _client())


def _client() -> Client:
    return Client(raise_request_exception=True)


def logged_in(name: str, user: User, member: Membership | None) -> Asker:
    """As a demo person whose second factor was confirmed a second ago,
    so that pages behind it are reached."""
    client = _client()
    client.force_login(user, backend=BACKEND)
    session = client.session
    if member is not None:
        session["membership"] = member.pk
    session[SESSION_PERSONA] = True
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": MOMENT.timestamp() - 1, "reauthenticated": True}
    ]
    session.save()
    return Asker(name, member, {settings.SESSION_COOKIE_NAME: str(session.session_key)}, client)


def may_enter(asker: Asker, door: Any) -> bool:
    """What the door says of this asker: worked out from the table of roles, not asked of the view."""
    if door == "public":
        return True
    if door == "logged_in":
        return not asker.is_stranger
    if door == "operator":
        return asker.name == OPERATOR
    return asker.role is not None and bool(ROLE_PERMISSIONS[asker.role] & set(door))


def closed(answer: Any) -> Any:
    """The answer; a download read to its end, so that its file is closed."""
    if answer.streaming:
        answer.downloaded = b"".join(answer.streaming_content)
    return answer


def was_refused(response: HttpResponse) -> bool:
    """Does the answer's notice say that nothing was done?"""
    request = response.wsgi_request  # type: ignore[attr-defined]
    return any(message.level >= WARNING for message in get_messages(request))


@contextmanager
def undone() -> Iterator[None]:
    """Take back in the database whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
