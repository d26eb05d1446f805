"""How allauth behaves here: accounts come from invitations, never from an open sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself; an invitation's page creates the account."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names; the e-mail is the name."""
