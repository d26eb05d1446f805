"""One task of a case, as it is computed."""

import datetime as dt
from dataclasses import dataclass

from core.components import Status


@dataclass(frozen=True, kw_only=True)
class CaseTask:
    """One task. `page` is the URL name in this room, or `url` a ready address (tasks from upper rooms).

    `rests_on`: keys of tasks of the same step that come first where they are not finished.
    `waiting_for` names who must act when it is not the handler; `waiting_id` is her membership where known.
    """

    key: str
    step: str
    title: str
    status: Status
    hint: str = ""
    page: str = ""
    url: str = ""
    is_required: bool = False
    can_be_waived: bool = True
    due_on: dt.date | None = None
    waiting_for: str = ""
    waiting_id: int | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.status in {Status.DONE, Status.NOT_NEEDED}

    @property
    def can_start(self) -> bool:
        return not self.is_done and self.status is not Status.CANNOT_START


def begun(is_done: bool, *, has_begun: bool) -> Status:
    if is_done:
        return Status.DONE
    return Status.RUNNING if has_begun else Status.ACTION_NEEDED
