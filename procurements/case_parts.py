"""Events and documents of a case, from its own rows and from the rooms above."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document, Event, Link, Record
from core.models import RecordStatus, StatusChange
from core.prepared import Prepared, key_of
from core.templatetags.formats import date_words, moment_words
from core.together import Inquiry, Rows, asked_of, hand_out, told_of
from organisations.models import Membership
from procurements.case_rows import CaseRows
from procurements.models import Award, GoDecision, Participant, Procurement, Requirement, StartMeeting
from procurements.slots import CaseEvent, case_timeline
from procurements.states import AwardState, CaseState, GoState, MeetingState, RequirementState
from strategy.models import BodyDecision, DelegatedDecision

DECISIONS = {
    (GoDecision, GoState.DECIDED),
    (Requirement, RequirementState.APPROVED),
    (Award, AwardState.MADE),
}
WAYS: dict[str, type[Model]] = {"body_decisions": BodyDecision, "delegated_decisions": DelegatedDecision}
RECORDS = {RecordStatus.DRAWN_UP: Record.DRAWN_UP, RecordStatus.RECEIVED: Record.RECEIVED}


def crumbs_of(case: Procurement) -> tuple[Link, ...]:
    """The way back up from a page of a case."""
    listed = Link(label=_("Procurements"), url=reverse("procurements:case_list"))
    return (listed, Link(label=case.title, url=case.get_absolute_url()))


def participants_of(case: Procurement) -> list[Participant]:
    """The running authority first."""
    rows = case.participants.select_related("authority__organisation", "cooperation")
    return list(rows.order_by("-is_running", "authority__sort_key", "pk"))


def events_asked(
    case: Procurement, member: Membership, *, most: int, fetch_decisions: bool = True
) -> list[Inquiry[CaseEvent]]:
    """What happened, not asked yet. Steps say nothing of bids or their number. Where the rows of the case
    are asked for beside it (case_rows), its decisions are among them: `fetch_decisions` is then False."""

    def tell(changes: list[StatusChange], *found: list[Any]) -> Iterable[CaseEvent]:
        if found:
            _hand_out_decisions(case, *found)
        details = {
            go.pk: f"{go.way}: {go.get_outcome_display()}."
            for go in case.go_decisions.all()
            if go.state == GoState.DECIDED
        }
        return [CaseEvent(at=row.at, event=_event(row, details)) for row in changes]

    decisions = _decisions_of(case) if fetch_decisions else ()
    own = Inquiry(tell, _latest_changes(most)(case.pk, *(key_of(model) for model in TOLD)), *decisions)
    return [own, *asked_of(case_timeline, member, case)]


def _decisions_of(case: Procurement) -> tuple[Rows[Any], ...]:
    decided = GoDecision.objects.filter(procurement=case, state=GoState.DECIDED).order_by("pk")
    about = {"content_type": _type(GoDecision), "object_id__in": decided.values("pk")}
    ways = [Rows(model._base_manager.filter(**about).order_by("pk")) for model in WAYS.values()]
    return (Rows(decided), *ways)


def _hand_out_decisions(case: Procurement, decided: list[GoDecision], *found: list[Any]) -> None:
    hand_out(decided, to=[case], name="go_decisions")
    for name, own in zip(WAYS, found, strict=True):
        hand_out(own, to=decided, name=name)


def events_of(asked: list[Inquiry[CaseEvent]], *, most: int) -> Iterable[Event]:
    """The latest first."""
    merged = sorted(told_of(asked), key=lambda row: row.at, reverse=True)
    return (row.event for row in merged[:most])


def _changes_of(case: int, case_type: int, *types: int) -> QuerySet[StatusChange]:
    """Every step of the case and its rows, in one query."""
    lot = Q(lot__procurement=case)
    below: tuple[QuerySet[Any], ...] = (
        Requirement.objects.filter(lot),
        Award.objects.filter(lot),
        GoDecision.objects.filter(procurement=case),
        StartMeeting.objects.filter(contract__lot__procurement=case),
    )
    wanted = Q(content_type=case_type, object_id=case)
    for key, rows in zip(types, below, strict=True):
        wanted |= Q(content_type=key, object_id__among=rows)
    changes = StatusChange.objects.filter(wanted)
    return changes.select_related("member__user", "on_behalf_of__user", "content_type").order_by("-at", "-pk")


TOLD = (Procurement, Requirement, Award, GoDecision, StartMeeting)  # as `_changes_of` takes their types


@cache
def _latest_changes(most: int) -> Prepared[StatusChange]:
    return Prepared.by_key(lambda *keys: _changes_of(*keys)[:most], further=len(TOLD))


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _event(row: StatusChange, details: dict[int, str]) -> Event:
    model = row.content_type.model_class()
    reason = row.reason.strip()
    is_decided = model is GoDecision and row.to_state == GoState.DECIDED
    return Event(
        when=moment_words(row.at),
        title=title_of(model, row),
        text=details.get(row.object_id, "") if is_decided and not reason else _sentence(reason),
        actor=row.actor_name,
        is_decision=(model, row.to_state) in DECISIONS,
    )


def _sentence(reason: str) -> str:
    return f"{reason}." if reason and reason[-1] not in ".!?" else reason


def title_of(model: Any, row: StatusChange) -> str:
    """What a step of a case, a decision, a requirement, an award or a meeting is called."""
    if model is Procurement:
        return _case_title(row)
    words = WORDS[model]()
    return words[""] if not row.from_state and "" in words else words[row.to_state]


def _case_title(row: StatusChange) -> str:
    if not row.from_state:
        return _("The case was started")
    if row.to_state == CaseState.CANCELLED:
        return _("The procurement was cancelled")
    if row.to_state == CaseState.CLOSED:
        return _("The case was closed")
    name = CaseState(row.to_state).label
    order = list(CaseState)
    if order.index(CaseState(row.to_state)) < order.index(CaseState(row.from_state)):
        return _("Step “{name}” was opened again").format(name=name)
    return _("Step “{name}” began").format(name=name)


def _go_words() -> dict[str, str]:
    return {
        GoState.DRAFT: _("Proposal to go on was drafted"),
        GoState.WAITING_FOR_BODY: _("Proposal was sent to the committee"),
        GoState.WAITING_FOR_DELEGATE: _("Proposal was sent for a decision on delegation"),
        GoState.RETURNED: _("Proposal was returned"),
        GoState.DECIDED: _("Decision whether to go on"),
        GoState.DROPPED: _("Proposal was dropped"),
    }


def _requirement_words() -> dict[str, str]:
    return {
        "": _("Requirement was begun"),
        RequirementState.DRAFT: _("Requirement became a draft again"),
        RequirementState.SUBMITTED: _("Requirement was sent for approval"),
        RequirementState.APPROVED: _("Requirement was approved"),
        RequirementState.LOCKED: _("Requirement was locked"),
    }


def _award_words() -> dict[str, str]:
    return {
        AwardState.MADE: _("Award decision"),
        AwardState.NOTIFIED: _("Notification of the award was noted"),
        AwardState.SIGNED: _("Contract was signed"),
        AwardState.WITHDRAWN: _("Award was withdrawn"),
    }


def _meeting_words() -> dict[str, str]:
    return {
        MeetingState.TO_BOOK: _("Start meeting is to be booked"),
        MeetingState.BOOKED: _("Start meeting was booked"),
        MeetingState.HELD: _("Start meeting was held"),
    }


WORDS = {
    GoDecision: _go_words,
    Requirement: _requirement_words,
    Award: _award_words,
    StartMeeting: _meeting_words,
}


def documents_of(rows: CaseRows, above: Iterable[Document], *, most: int = 100) -> Iterator[Document]:
    """Issued documents, the latest first, then what rooms above have (the slot `evidence`)."""
    case = rows.case
    for document in [row for row in rows.documents if row.is_issued][:most]:
        words = _("{title}, version {version}")
        if document.edition:
            words = _("{title}, version {version}, with approval")
        yield Document(
            title=words.format(title=_("Decision basis"), version=document.version),
            url=reverse("procurements:document", args=[case.pk, document.pk]),
            record=RECORDS.get(RecordStatus(document.record_status), Record.WORKING),
            date=date_words(document.record_on),
            signings_url=reverse("followup:signings", args=[document.pk]),
        )
    yield from above
