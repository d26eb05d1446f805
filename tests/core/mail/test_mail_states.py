"""Every state of a mail against every other."""

import pytest

from core.actors import SystemJob
from core.models import OutgoingMail
from core.rules import RuleBroken
from core.states import MAIL_TRANSITIONS, DropReason, MailState

BY = SystemJob("test")
VERBS = {
    MailState.SENT: lambda mail: mail.record_sent(),
    MailState.DROPPED: lambda mail: mail.drop(DropReason.SETTLED),
    MailState.FAILED: lambda mail: mail.record_failure("SMTPRecipientsRefused 550", is_final=True),
    MailState.QUEUED: lambda mail: mail.retry(by=BY),
}
WAYS = {
    MailState.QUEUED: [],
    MailState.SENT: [MailState.SENT],
    MailState.DROPPED: [MailState.DROPPED],
    MailState.FAILED: [MailState.FAILED],
}


@pytest.mark.parametrize("target", MailState)
@pytest.mark.parametrize("source", MailState)
def test_only_the_steps_of_the_table_can_be_taken(mail, source, target):
    for step in WAYS[source]:
        VERBS[step](mail)
    before = mail.status_changes.count()

    if target in MAIL_TRANSITIONS[source]:
        VERBS[target](mail)
        assert mail.state == target
        assert mail.status_changes.count() == before + 1
    else:
        with pytest.raises(RuleBroken):
            VERBS[target](mail)
        mail.refresh_from_db()
        assert (mail.state, mail.status_changes.count()) == (source, before)


def test_a_failed_mail_queued_again_starts_from_the_beginning(mail):
    mail.record_failure("SMTPRecipientsRefused 550", is_final=True)

    mail.retry(by=BY)

    assert (mail.attempts, mail.message_id) == (0, OutgoingMail(pk=mail.pk).message_id)
    assert OutgoingMail.objects.due().get() == mail
