"""Which reminders were sent about a contract, a case or a decision: to whom, when, what became of each."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, Exists, Model, OuterRef, Q, QuerySet, Subquery, When
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.components import Status
from core.exports import Table
from core.models import OutgoingMail
from core.prepared import Prepared, PreparedRows, key_of
from core.reminders import reminder_kinds
from core.states import DropReason, MailState
from followup.models import HearingStep
from followup.topics import works_for
from matching.models import CandidateRequest
from organisations.models import Membership, Organisation
from procurements.models import (
    Award,
    Commitment,
    EntryCheck,
    GoDecision,
    Procurement,
    Requirement,
    StartMeeting,
)
from strategy.models import LeadershipDecision
from suppliers.models import Report

# What is reminded of, and the way from there to the contract, the case or the decision that it belongs to.
OF_CONTRACT: Mapping[type[Model], str] = {
    Commitment: "",
    Report: "commitment",
    HearingStep: "commitment",
    CandidateRequest: "commitment",
}
OF_CASE: Mapping[type[Model], str] = {
    EntryCheck: "procurement",
    GoDecision: "procurement",
    Requirement: "lot__procurement",
    Award: "lot__procurement",
    StartMeeting: "contract__lot__procurement",
}
OF_DECISION: Mapping[type[Model], str] = {LeadershipDecision: ""}
EVERY = {**OF_CONTRACT, **OF_CASE, **OF_DECISION}
# Under which name a row of `reminders_in` holds the key of what it belongs to.
TOPICS: Mapping[str, tuple[type[Model], Mapping[type[Model], str]]] = {
    "contract_key": (Commitment, OF_CONTRACT),
    "case_key": (Procurement, OF_CASE),
    "decision_key": (LeadershipDecision, OF_DECISION),
}
STATUS = {
    MailState.QUEUED: Status.WAITING,
    MailState.SENT: Status.DONE,
    MailState.DROPPED: Status.STOPPED,
    MailState.FAILED: Status.LATE,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One reminder to one recipient. `subject` is what it belongs to, for those who see that."""

    mail: OutgoingMail
    kind: str
    to: str
    due_on: dt.date
    is_by_hand: bool
    status: Status
    state: str
    note: str
    may_send_again: bool
    subject: str = ""
    url: str = ""

    @property
    def at(self) -> dt.datetime:
        return self.mail.sent_at or self.mail.created_at


def topic_of(subject: Any) -> Any:
    """The contract, the case or the decision that a thing hangs on; None for anything else."""
    path = EVERY.get(type(subject))
    if path is None:
        return None
    for name in filter(None, path.split("__")):
        subject = getattr(subject, name)
    return subject


def reminders_about(topic: Commitment | Procurement) -> QuerySet[OutgoingMail]:
    """Reminders of everything under the contract or in the case, the latest first."""
    ways = OF_CONTRACT if isinstance(topic, Commitment) else OF_CASE
    return _reminders(ways, "", topic.pk, [key_of(model) for model in ways])


def reminders_in(organisation: Organisation) -> QuerySet[OutgoingMail]:
    """Reminders of everything that the organisation's authorities run, the latest first."""
    types = [key_of(model) for model in EVERY]
    found = _reminders(EVERY, "authority__organisation", organisation.pk, types)
    return found.annotate(**{name: _topic_key(ways) for name, (_model, ways) in TOPICS.items()})


def _topic_key(ways: Mapping[type[Model], str]) -> Case:
    cases = []
    for model, path in ways.items():
        own: Any = model._base_manager.filter(pk=OuterRef("object_id"))
        key = Subquery(own.values(path or "pk")[:1], output_field=BigIntegerField())
        cases.append(When(content_type=ContentType.objects.get_for_model(model), then=key))
    return Case(*cases, default=None, output_field=BigIntegerField())


def readable(
    found: QuerySet[OutgoingMail], topic: Commitment | Procurement, *, member: Membership
) -> QuerySet[OutgoingMail]:
    """The other side reads what was sent to itself: its own members, and addresses without an account."""
    if works_for(member, topic):
        return found
    return found.filter(Q(to_member__isnull=True) | Q(to_member__organisation=member.organisation_id))


def _latest_of_case(case: int, *types: int) -> QuerySet[OutgoingMail]:
    return _reminders(OF_CASE, "", case, types)[:1]


LATEST_OF_CASE = Prepared.by_key(_latest_of_case, further=len(OF_CASE))


def latest_of_case(case: Procurement) -> PreparedRows[OutgoingMail]:
    """The latest reminder of everything in the case, for those who read all of them; not asked yet."""
    return LATEST_OF_CASE(case.pk, *(key_of(model) for model in OF_CASE))


def _reminders(
    ways: Mapping[type[Model], str], further: str, value: int, types: Sequence[int]
) -> QuerySet[OutgoingMail]:
    """`types` are the keys of the content types of `ways`."""
    wanted = Q(pk__in=())
    for (model, path), key in zip(ways.items(), types, strict=True):
        name = "__".join(filter(None, [path, further])) or "pk"
        rows: Any = model._base_manager.filter(**{name: value})
        wanted |= Q(content_type=key, object_id__in=rows.values("pk"))
    later = OutgoingMail.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"),
        reminder__kind=OuterRef("reminder__kind"), pk__gt=OuterRef("pk"),
    )  # fmt: skip
    found = OutgoingMail.objects.filter(wanted, reminder__isnull=False).annotate(has_later=Exists(later))
    people = found.select_related("reminder", "to_member__user", "to_member__organisation")
    return people.order_by("-created_at", "-pk")


def lines_for(
    mails: Iterable[OutgoingMail], *, member: Membership, names: Mapping[str, str] | None, may_send: bool
) -> list[Line]:
    """Ready worded. `names`: contact persons by address, for a reader who sees the contract; None for one who
    may not know who they are."""
    return [_line(mail, member=member, names=names, may_send=may_send) for mail in mails]


def names_under(topic: Commitment | Procurement) -> dict[str, str]:
    """The contact persons of the contract by their addresses."""
    if not isinstance(topic, Commitment):
        return {}
    return {person.email.casefold(): person.name for person in topic.contacts.all() if person.email}


def _line(mail: OutgoingMail, *, member: Membership, names: Mapping[str, str] | None, may_send: bool) -> Line:
    reminder, state = mail.reminder, MailState(mail.state)
    assert reminder is not None
    kind = reminder_kinds.get(reminder.kind)
    note = str(DropReason(mail.dropped_reason).label) if mail.dropped_reason else ""
    return Line(
        mail=mail,
        kind=str(kind.label) if kind else reminder.kind,
        to=_recipient(mail, member=member, names=names),
        due_on=reminder.due_on,
        is_by_hand=reminder.is_by_hand,
        status=STATUS[state],
        state=str(state.label),
        note=note or (_fault(mail) if state == MailState.FAILED else ""),
        may_send_again=may_send and can_be_sent_again(mail),
    )


def _fault(mail: OutgoingMail) -> str:
    return _("The receiving server said no: {code}.").format(code=mail.last_error)


def can_be_sent_again(mail: OutgoingMail) -> bool:
    """Could not be delivered, and nothing has been sent about it since."""
    return mail.state == MailState.FAILED and not getattr(mail, "has_later", False)


def _recipient(mail: OutgoingMail, *, member: Membership, names: Mapping[str, str] | None) -> str:
    """A member by name within one's own organisation and under a contract one sees; an address by the name
    of its contact person, else by its domain."""
    to = mail.to_member
    if to is not None and to.organisation_id == member.organisation_id:
        return str(to)
    if to is not None:
        organisation = str(to.organisation)
        return f"{to}, {organisation}" if names is not None else organisation
    if not mail.to_email:
        return _("An address that is erased")
    known = (names or {}).get(mail.to_email.casefold())
    return known or _("Address at {domain}").format(domain=mail.to_email.rpartition("@")[2])


def with_topics(lines: Iterable[Line], *, member: Membership) -> list[Line]:
    """The lines of `reminders_in` with what each belongs to, where the reader sees that: a query for each
    kind of topic that occurs."""
    asked = list(lines)
    seen: dict[tuple[str, int], Any] = {}
    for name, (model, _ways) in TOPICS.items():
        keys = {key for line in asked if (key := getattr(line.mail, name)) is not None}
        manager: Any = model._default_manager
        if keys:
            seen |= {(name, row.pk): row for row in manager.visible_to(member).filter(pk__in=keys)}
    return [_told(line, seen) for line in asked]


def _told(line: Line, seen: Mapping[tuple[str, int], Any]) -> Line:
    for name in TOPICS:
        if (topic := seen.get((name, getattr(line.mail, name) or 0))) is not None:
            return replace(line, subject=str(topic), url=topic.get_absolute_url())
    return line


def reminder_table(lines: Iterable[Line]) -> Table:
    """The list as a table."""
    headings = [
        _("Time"), _("About"), _("Case"), _("Due"), _("To"), _("Delivery"), _("Note"), _("Sent by hand"),
    ]  # fmt: skip
    rows = [
        [
            localtime(line.at).strftime("%Y-%m-%d %H:%M"), line.kind, line.subject, line.due_on, line.to,
            line.state, line.note, _("Yes") if line.is_by_hand else "",
        ]
        for line in lines
    ]  # fmt: skip
    return Table(headings, rows)
