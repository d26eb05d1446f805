"""What stands around the content: sender, diary number, date, author, check address, approvals."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings

# Without 0 and O, 1, I and L, and U: read aloud and typed in from paper.
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
CHECK_PATH = "/k/"


@dataclass(frozen=True, kw_only=True)
class Endorsement:
    """One approval as it is printed."""

    name: str
    function: str
    organisation: str
    mandate: str
    delegation_item: str
    method: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Frozen together with the context when the document is ordered."""

    organisation: str
    authority: str
    diary_number: str
    document_on: dt.date
    author: str
    version: int
    check_url: str
    endorsements: tuple[Endorsement, ...] = ()
    endorsed_sha256: str = ""
    endorsed_file: str = ""

    @property
    def check_address(self) -> str:
        """The address as it is printed, without the scheme."""
        return self.check_url.split("://", 1)[-1]

    @property
    def endorsed_sha256_lines(self) -> tuple[str, str]:
        """The hash in two lines of four groups of eight signs."""
        groups = [self.endorsed_sha256[i : i + 8] for i in range(0, 64, 8)]
        return " ".join(groups[:4]), " ".join(groups[4:])


def new_code() -> str:
    """A code such as 7Q4M-2HXD: 39 bits, so that none is guessed within a rate limit."""
    signs = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def clean_code(text: str) -> str:
    """What somebody typed, as a code; empty if it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    is_code = len(signs) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in signs)
    return f"{signs[:4]}-{signs[4:]}" if is_code else ""


def check_url(code: str) -> str:
    """Where anyone can check the document."""
    return f"{settings.SITE_URL.rstrip('/')}{CHECK_PATH}{code}"
