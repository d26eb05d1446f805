"""The mail server of the slow tests: keeps the Message-ID of every mail it has accepted, on disk."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from tests.core.gates import passing


class Recording(BaseEmailBackend):
    """Accepts one mail at a time; what is accepted survives any kill. Gates: "connected", "accepted"."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            message_id = message.message()["Message-ID"]
            [recipient] = message.recipients()
            passing("connected", recipient)
            accept(Path(os.environ["INSTEG_WORKSHOP"]), message_id)
            passing("accepted", recipient)
        return len(email_messages)


def accept(workshop: Path, message_id: str) -> None:
    """One short append is one write: complete or not there, also with several workers."""
    with (workshop / "accepted").open("a", encoding="ascii") as file:
        file.write(f"{message_id}\n")
        file.flush()
        os.fsync(file.fileno())


def accepted(workshop: Path) -> Counter[str]:
    """How often each Message-ID was accepted."""
    file = workshop / "accepted"
    return Counter(file.read_text(encoding="ascii").split() if file.exists() else [])
