"""Inside `silenced()` nobody is written to; outside it everything is as before."""

import pytest

from core.mail import queue_mail, silenced
from core.models import OutgoingMail
from tests.core.mail import kinds


def test_nothing_is_queued_inside_and_everything_after(invitation, member):
    with silenced():
        queue_mail(kinds.INVITED, invitation, to=invitation.email, by=member)
    assert not OutgoingMail.objects.exists()

    queue_mail(kinds.INVITED, invitation, to=invitation.email, by=member)
    assert OutgoingMail.objects.count() == 1


def test_silence_ends_with_an_error(invitation, member):
    with pytest.raises(ZeroDivisionError), silenced():
        raise ZeroDivisionError
    queue_mail(kinds.INVITED, invitation, to=invitation.email, by=member)

    assert OutgoingMail.objects.count() == 1
