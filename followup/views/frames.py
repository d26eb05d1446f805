"""The frame of the pages that hang on a case or a contract: messages, notes and files."""

from typing import Any

from core.components import Link
from followup.topics import parts_of
from organisations.access import MemberRequest


def frame_of(request: MemberRequest, subject: Any) -> dict[str, Any]:
    """The way up, the parts beside this one, and the menu marked where the subject belongs."""
    request.place = subject.get_absolute_url()
    return {
        "subject": subject,
        "crumbs": (Link(label=str(subject), url=request.place),),
        "subnav": parts_of(request.member, subject, path=request.path),
    }
