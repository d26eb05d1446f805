"""Mail under test: kinds declared for the time of one test, and something to write about."""

import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import clock
from core.mail import mail_kinds, queue_mail
from core.models import OutgoingMail
from core.reminders import reminder_kinds
from organisations.models import Invitation, Membership
from tests.core.mail import kinds
from tests.core.mail.factories import InvitationFactory

TEMPLATES = Path(__file__).with_name("templates")


@pytest.fixture(autouse=True)
def declared(settings) -> Iterator[None]:
    """The kinds of this folder and their templates, and no others."""
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(TEMPLATES)
    kept = [(slot, slot._answers.copy()) for slot in (mail_kinds, reminder_kinds)]
    for slot, _answers in kept:
        slot._answers.clear()
    kinds.declare()
    yield
    for slot, answers in kept:
        slot._answers.clear()
        slot._answers.update(answers)


@pytest.fixture
def monday() -> Iterator[dt.datetime]:
    """Monday 23 November 2026 at ten in Sweden, for the code under test."""
    moment = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    with clock.frozen(moment):
        yield moment


@pytest.fixture
def invitation(db, monday: dt.datetime) -> Invitation:
    return InvitationFactory()


@pytest.fixture
def mail(invitation: Invitation, member: Membership) -> OutgoingMail:
    """A mail that waits, to somebody without an account."""
    return queue_mail(kinds.INVITED, invitation, to="ny@example.org", by=member)
