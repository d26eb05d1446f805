"""The page of the preparations under a decision, ready worded; and who may do what there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.components import Link, Status
from core.templatetags.formats import date_words
from organisations.models import Membership
from organisations.permissions import Permission
from strategy import policies
from strategy.case import crumbs as case_crumbs
from strategy.models import LeadershipDecision, PreparationTask
from strategy.models.decision import READERS
from strategy.models.preparation import Topic
from strategy.states import PreparationState

S, T = PreparationState, Topic

HELP: dict[Topic, Promise] = {
    T.COORDINATOR: gettext_lazy(
        "One person whom everybody can ask, with a deputy. In a small municipality: a part of a post."
    ),
    T.RESOURCES: gettext_lazy(
        "Writing the requirement takes hours, finding persons and following up take more. Who has them?"
    ),
    T.TRAINING: gettext_lazy(
        "Adult education, the labour-market unit, the employment service: who can train people in time?"
    ),
    T.SUPPLIERS: gettext_lazy(
        "Supervision, introduction, training on the job. Ask those you have contracts with."
    ),
    T.MATCHING: gettext_lazy(
        "Your own labour-market unit, the employment service, private matching or social enterprises."
    ),
    T.AREAS: gettext_lazy(
        "Where are many hours and few formal demands? Where would the requirement distort competition?"
    ),
    T.PARTIES: gettext_lazy(
        "Talk to unions and employers, so that nobody loses a job or a turn because of the requirement."
    ),
}
STATES = {S.OPEN: Status.WAITING, S.DONE: Status.DONE, S.NOT_NEEDED: Status.NOT_NEEDED}


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A task; without `step_url` the reader may not do anything with it."""

    title: str
    url: str
    owner: str
    due: str
    status: Status
    status_label: str
    is_open: bool
    is_yours: bool
    step_url: str


@dataclass(frozen=True, kw_only=True)
class TopicPart:
    name: str
    help: Promise
    new_url: str
    tasks: tuple[TaskLine, ...]


def why_not_plan(decision: LeadershipDecision, member: Membership) -> str | None:
    """Add tasks, change them, give them to somebody."""
    return policies.why_not_tabulate(decision, member)


def why_not_step(task: PreparationTask, member: Membership) -> str | None:
    """Say that it is done, or not needed: the owner, and those who plan."""
    if task.owner_id in {member.pk, member.acting_for and member.acting_for.pk}:
        return None
    return why_not_plan(task.decision, member)


def owners_for(decision: LeadershipDecision) -> list[int]:
    """Active members of the authority who read its decisions."""
    members = Membership.objects.active().of_authority(decision.authority)
    return [row.pk for row in members if any(row.may(permission) for permission in READERS)]


def crumbs(decision: LeadershipDecision) -> tuple[Link, ...]:
    url = reverse("strategy:preparation", args=[decision.pk])
    return (*case_crumbs(decision), Link(label=_("Preparations"), url=url))


def preparation_page(decision: LeadershipDecision, member: Membership) -> tuple[TopicPart, ...]:
    """The seven points with their tasks; one query."""
    rows = PreparationTask.objects.filter(decision=decision)
    tasks = list(rows.select_related("owner__user"))
    for task in tasks:
        task.decision = decision
    may_plan = why_not_plan(decision, member) is None
    return tuple(_part(decision, topic, tasks, member, may_plan=may_plan) for topic in Topic)


def _part(
    decision: LeadershipDecision,
    topic: Topic,
    tasks: Iterable[PreparationTask],
    member: Membership,
    *,
    may_plan: bool,
) -> TopicPart:
    new_url = reverse("strategy:new_preparation_task", args=[decision.pk, topic.value])
    return TopicPart(
        name=str(topic.label),
        help=HELP[topic],
        new_url=new_url if may_plan else "",
        tasks=tuple(_line(task, member, may_plan=may_plan) for task in tasks if task.topic == topic),
    )


def _line(task: PreparationTask, member: Membership, *, may_plan: bool) -> TaskLine:
    may_step = member.may(Permission.STRATEGY_SEE) and why_not_step(task, member) is None
    return TaskLine(
        title=task.title,
        url=reverse("strategy:preparation_task", args=[task.pk]) if may_plan and task.is_open else "",
        owner=str(task.owner),
        due=date_words(task.due_on),
        status=Status.LATE if task.is_late else STATES[S(task.state)],
        status_label="" if task.is_late else str(S(task.state).label),
        is_open=task.is_open,
        is_yours=task.is_open and task.owner_id == (member.acting_for or member).pk,
        step_url=reverse("strategy:preparation_step", args=[task.pk]) if may_step else "",
    )
