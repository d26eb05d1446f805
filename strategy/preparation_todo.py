"""Tasks of the preparations that wait for the one who sees to them."""

from collections.abc import Iterable

from core.slots import ToDo, todo
from core.together import Inquiry, Rows
from organisations.models import Membership
from strategy.models import PreparationTask
from strategy.models.decision import READERS


def things_to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """The member's own tasks that are not done."""
    if not any(member.may(permission) for permission in READERS):
        return
    mine = PreparationTask.objects.visible_to(member).open().filter(owner=(member.acting_for or member).pk)
    yield Inquiry(_told, Rows(mine.select_related("decision").order_by("due_on", "pk")))


def _told(tasks: list[PreparationTask]) -> Iterable[ToDo]:
    return (
        ToDo(
            action=task.title,
            url=task.get_absolute_url(),
            subject=task.decision.title,
            due_on=task.due_on,
            is_mine=True,
            kind="strategy.preparation",
        )
        for task in tasks
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    todo.fill(things_to_do, key="strategy.preparation")
