"""Files of one's own, and a session with a fresh second factor."""

import pytest
from django.utils import timezone

from core.documents import render
from core.models import IssuedDocument


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def second_factor():
    """Let the client have confirmed herself with an authenticator app just now."""

    def confirm(client, seconds_ago: int = 1):
        session = client.session
        at = timezone.now().timestamp() - seconds_ago
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        session["account_authentication_methods"] = [
            {"method": "mfa", "type": "totp", "at": at, "reauthenticated": True}
        ]
        session.save()
        return client

    return confirm


@pytest.fixture
def rendered():
    """The latest document about a decision, made by the worker's own function."""

    def issue(decision) -> IssuedDocument:
        document = IssuedDocument.objects.about(decision).order_by("-pk").first()
        render(document.pk)
        document.refresh_from_db()
        return document

    return issue
