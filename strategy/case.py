"""The page of one decision, as the components show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Contact, Date, Document, Event, Fact, Figure, Link, Record
from core.models import Attachment, IssuedDocument, RecordStatus, StatusChange
from core.states import DocumentState
from core.templatetags.formats import date_short, date_words, moment_words
from core.together import Rows
from organisations.models import Membership
from organisations.permissions import Permission
from strategy import policies
from strategy.choices import Exempt, Nature
from strategy.fetching import fetch_rows
from strategy.freezing import DECISION
from strategy.frozen import FrozenRow, calculator_for, frozen_rows
from strategy.models import Analysis, DelegatedDecision, FrozenCalculation, Goal, LeadershipDecision
from strategy.slots import outcomes
from strategy.standing import status_label, status_of, turn_of, validity, way_words
from strategy.states import MADE, DecisionState
from strategy.wording import group_names, in_sentence, listed

S = DecisionState
RECORDS = {RecordStatus.DRAWN_UP: Record.DRAWN_UP, RecordStatus.RECEIVED: Record.RECEIVED}


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something the reader may do now; the first of a page is its primary button."""

    label: str
    url: str
    kind: str = "secondary"


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything on the page, ready worded."""

    facts: tuple[Fact, ...]
    content: tuple[Fact, ...]
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    dates: tuple[Date, ...]
    contacts: tuple[Contact, ...]
    actions: tuple[Action, ...]
    more: tuple[Link, ...]
    outcomes: tuple[Figure, ...]
    calculations: tuple[FrozenRow, ...]
    calculator_url: str
    goals: tuple[Goal, ...]
    analyses: tuple[Link, ...]
    is_making_document: bool
    edit_url: str


def case_page(decision: LeadershipDecision, member: Membership) -> CasePage:
    """The page for this reader. Reads only."""
    issued = IssuedDocument.objects.about(decision).defer("context", "frame")
    changes = decision.status_changes.select_related("member__user", "on_behalf_of__user")
    papers, files = Rows(issued.order_by("-version", "-edition")), Rows(Attachment.objects.about(decision))
    steps, calculations = Rows(changes.order_by("-at", "-pk")), Rows(_calculations(decision, member))
    rests_on = Rows(Analysis.objects.visible_to(member).filter(decision=decision).order_by("pk"))
    fetch_rows(decision, papers, files, steps, calculations, rests_on)
    documents = papers.answer
    for calculation in calculations.answer:
        calculation.subject = decision
    actions = tuple(_actions(decision, member))
    return CasePage(
        facts=tuple(_facts(decision, member)),
        content=tuple(_content(decision)),
        events=tuple(_events(decision, steps.answer)),
        documents=(*_minutes(files.answer), *_documents(documents)),
        dates=tuple(_dates(decision)),
        contacts=tuple(_contacts(decision)),
        actions=actions,
        more=(*_outside(documents, actions), *_more(decision, member)),
        outcomes=tuple(figure for source in outcomes for figure in source(member, decision)),
        calculations=frozen_rows(calculations.answer),
        calculator_url=calculator_url(decision, member),
        goals=tuple(decision.goals.all()),
        analyses=tuple(Link(label=row.title, url=row.get_absolute_url()) for row in rests_on.answer),
        is_making_document=any(row.state == DocumentState.ORDERED for row in documents),
        edit_url=_edit_url(decision, member),
    )


def crumbs(decision: LeadershipDecision | None = None) -> tuple[Link, ...]:
    """The way back up: to the list, and from a step of a decision to its page."""
    up = Link(label=_("Decisions"), url=reverse("strategy:decision_list"))
    return (up, Link(label=decision.title, url=decision.get_absolute_url())) if decision else (up,)


def _calculations(decision: LeadershipDecision, member: Membership) -> QuerySet[FrozenCalculation]:
    found = FrozenCalculation.objects.visible_to(member).about(decision).for_lists()
    return found.prefetch_related(None)


def calculator_url(decision: LeadershipDecision, member: Membership) -> str:
    """Where the reader may calculate for this decision; empty where she may not."""
    if decision.authority_id not in member.authority_ids_with(Permission.CALCULATE):
        return ""
    return calculator_for(f"{DECISION}-{decision.pk}")


def _facts(decision: LeadershipDecision, member: Membership) -> Iterable[Fact]:
    yield Fact(label=_("Diary number"), value=decision.diary_number or _("Not registered yet"))
    yield Fact(label=_("Status"), status=status_of(decision), status_label=status_label(decision))
    if turn := turn_of(decision, member):
        referral = decision.latest_referral if decision.state == S.WAITING_FOR_BODY else None
        note = _("meets {day}").format(day=date_words(referral.meeting_on)) if referral else ""
        yield Fact(label=_("Whose turn"), turn=turn, note=note)
    else:
        yield Fact(label=_("Decided by"), value=way_words(decision) or "–")
    yield Fact(label=_("Authority"), value=str(decision.authority))
    yield Fact(
        label=_("In force") if decision.state in MADE else _("To be in force"), value=validity(decision)
    )


def _content(decision: LeadershipDecision) -> Iterable[Fact]:
    yield Fact(label=_("Aim"), value=decision.aim)
    yield Fact(label=_("Kind of decision"), value=decision.get_kind_display())
    yield Fact(label=_("Target groups"), value="\n".join(group_names(decision)))
    whole = decision.is_organisation_wide
    yield Fact(label=_("Holds for"), value=_("The whole organisation") if whole else str(decision.authority))
    natures = [str(Nature(nature).label) for nature in decision.natures]
    yield Fact(label=_("What is bought"), value=", ".join(natures) or _("Everything"))
    yield Fact(label=_("Sectors (CPV)"), value=", ".join(decision.cpv_prefixes) or _("All"))
    limits = [f"{t.get_measure_display()} {t.amount_text}" for t in decision.thresholds.all()]
    yield Fact(label=_("Limits"), value="\n".join(limits) or _("None"))
    if decision.exempts:
        left_out = [in_sentence(Exempt(exempt).label) for exempt in decision.exempts]
        yield Fact(label=_("Left out"), value=listed(left_out).capitalize())
    if decision.supersedes:
        url = decision.supersedes.get_absolute_url()
        yield Fact(label=_("Supersedes"), value=decision.supersedes.title, url=url)
    for successor in decision.successors.all():
        if successor.is_made:
            yield Fact(label=_("Superseded by"), value=successor.title, url=successor.get_absolute_url())


def _events(decision: LeadershipDecision, changes: Iterable[StatusChange]) -> Iterable[Event]:
    """What happened, latest first."""
    for change in changes:
        text = _event_text(decision, change)
        yield Event(
            when=moment_words(change.at),
            title=_event_title(change),
            text=text,
            actor="" if change.actor_name in text else change.actor_name,
            is_decision=change.to_state == S.DECIDED,
        )


def _event_title(change: StatusChange) -> str:
    words = {
        S.DRAFT: _("Draft begun"),
        S.WAITING_FOR_BODY: _("Sent to the committee"),
        S.WAITING_FOR_DELEGATE: _("Sent for a decision on delegation"),
        S.RETURNED: _("Returned"),
        S.DECIDED: _("Decision made"),
        S.SUPERSEDED: _("Superseded"),
        S.ENDED: _("No longer applied"),
        S.WITHDRAWN: _("Dropped"),
    }
    return words[DecisionState(change.to_state)]


def _event_text(decision: LeadershipDecision, change: StatusChange) -> str:
    if change.reason:
        return f"{change.reason}." if change.reason[-1:] not in ".!?" else change.reason
    if change.to_state == S.DECIDED:
        return f"{way_words(decision)}."
    return ""


def _minutes(files: Iterable[Attachment]) -> Iterable[Document]:
    """The extracts that prove a committee's decision, and other files on it."""
    for file in files:
        yield Document(
            title=file.name.removesuffix(".pdf"),
            url=reverse("followup:attachment", args=[file.pk]),
            record=RECORDS.get(RecordStatus(file.record_status), Record.WORKING),
            date=date_words(file.record_on),
        )


def _documents(rows: Iterable[IssuedDocument]) -> Iterable[Document]:
    """Issued documents, the latest first."""
    for document in rows:
        if not document.is_issued:
            continue
        signed = (
            _("{title}, version {version}, with approval")
            if document.edition
            else _("{title}, version {version}")
        )
        yield Document(
            title=signed.format(title=_("Decision document"), version=document.version),
            url=reverse("document", args=[document.pk]),
            record=RECORDS.get(RecordStatus(document.record_status), Record.WORKING),
            date=date_words(document.record_on),
            note=ngettext("PDF, {n} page", "PDF, {n} pages", document.page_count or 0).format(
                n=document.page_count
            ),
            signings_url=reverse("followup:signings", args=[document.pk]),
        )


def _dates(decision: LeadershipDecision) -> Iterable[Date]:
    way, referral = decision.way, decision.latest_referral
    days: list[tuple[dt.date | None, str]] = [
        (referral.meeting_on if referral and not way else None, _("The committee meets")),
        (way.decided_on if way else None, _("Decision")),
        (decision.in_force_from or decision.valid_from, _("First day")),
        (decision.in_force_until if decision.is_made else decision.valid_until, _("Last day")),
    ]
    if isinstance(way, DelegatedDecision):
        report = way.reported
        days.append(
            (
                report.meeting_on if report else None,
                _("Reported to {body}").format(body=report.body if report else ""),
            )
        )
    for day, text in days:
        if day:
            yield Date(when=date_short(day), text=text)


def _contacts(decision: LeadershipDecision) -> Iterable[Contact]:
    preparer = decision.prepared_by
    yield Contact(
        name=str(preparer),
        role=", ".join(filter(None, [_("Prepared the decision"), preparer.title])),
        phone=preparer.user.phone,
        email=preparer.user.email,
    )
    authority = decision.authority
    if authority.contact_name:
        yield Contact(
            name=authority.contact_name,
            role=authority.name,
            phone=authority.contact_phone,
            email=authority.contact_email,
        )


def _actions(decision: LeadershipDecision, member: Membership) -> Iterable[Action]:
    """Primary first. Nothing that the reader may not do now."""
    may_decide = policies.why_not_decide(decision, member) is None
    may_prepare = policies.why_not_prepare(decision, member) is None
    asked = decision.state == S.WAITING_FOR_DELEGATE
    if may_decide and (asked or decision.is_prepared_by(member)):
        yield _action(decision, "delegated_decision", _("Decide on delegation"), kind="primary")
    if may_prepare:
        kind = "secondary" if may_decide else "primary"
        yield _action(decision, "referral", _("Send to the committee"), kind=kind)
        yield _action(decision, "delegate_request", _("Ask for a decision on delegation"))
    if policies.why_not_move_meeting(decision, member) is None:
        kind = "primary" if decision.has_been_up else "secondary"
        yield _action(decision, "body_decision", _("Register the committee's decision"), kind=kind)
        yield _action(decision, "referral", _("Change the meeting"))
    if policies.why_not_return(decision, member) is None:
        yield _action(decision, "return", _("Return"))
    if policies.why_not_supersede(decision, member) is None:
        yield _action(decision, "successor", _("Supersede"))


def _more(decision: LeadershipDecision, member: Membership) -> Iterable[Link]:
    rare = (
        (policies.why_not_correct(decision, member), "minutes", _("Add the minutes extract")),
        (policies.why_not_number(decision, member), "diary_number", _("Write the diary number")),
        (
            policies.why_not_correct(decision, member),
            "body_correction",
            _("Correct the committee's decision"),
        ),
        (policies.why_not_prepare(decision, member), "withdrawal", _("Drop the draft")),
        (policies.why_not_end(decision, member), "ending", _("End the decision")),
    )
    for reason, name, label in rare:
        if reason is None:
            yield Link(label=label, url=reverse(f"strategy:{name}", args=[decision.pk]))
    yield Link(label=_("Preparations"), url=reverse("strategy:preparation", args=[decision.pk]))
    if policies.why_not_tabulate(decision, member) is None:
        url = f"{reverse('strategy:new_table')}?decision={decision.pk}"
        yield Link(label=_("Begin a decision table"), url=url)


def _outside(documents: Iterable[IssuedDocument], actions: Iterable[Action]) -> Iterable[Link]:
    """Where the reader may decide by a copy that she signed in another system."""
    latest = next((row for row in documents if not row.edition and row.is_issued), None)
    if latest is not None and any(action.label == _("Decide on delegation") for action in actions):
        url = reverse("followup:signed_copy_new", args=[latest.pk])
        yield Link(label=_("Hand in a copy signed in another system"), url=url)


def _action(decision: LeadershipDecision, name: str, label: str, *, kind: str = "secondary") -> Action:
    return Action(label=label, url=reverse(f"strategy:{name}", args=[decision.pk]), kind=kind)


def _edit_url(decision: LeadershipDecision, member: Membership) -> str:
    allowed = policies.why_not_prepare(decision, member) is None
    return reverse("strategy:content", args=[decision.pk]) if allowed else ""
