"""The decision as a document: the proposal to a committee, the decision to be signed,
the decision as made."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, freeze, order, register, thaw
from core.documents.parts import Column, Grid, KeyFigure, Row, Section
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words
from organisations.models import Membership
from strategy.choices import Exempt, Nature
from strategy.models import BodyDecision, LeadershipDecision
from strategy.wording import groups_in_words, in_sentence, listed

if TYPE_CHECKING:
    import datetime as dt

    from core.actors import Actor

LANGUAGE = "sv"  # decisions of Swedish authorities are written in Swedish


class Stage(StrEnum):
    PROPOSAL = "proposal"
    DELEGATED = "delegated"
    BODY = "body"


@dataclass(frozen=True, kw_only=True)
class DecisionContent:
    """What the document says, ready worded. `way` says how it is decided, `same_person` when one did all."""

    stage: Stage
    kicker: str
    proposal: Section
    way: str
    same_person: str = ""
    goals: tuple[KeyFigure, ...] = ()
    sections: tuple[Section, ...] = ()


def order_document(
    decision: LeadershipDecision, stage: Stage, *, by: "Actor", decider: Membership | None = None
) -> IssuedDocument:
    """Order the next version of the decision's document as it stands now."""
    way = decision.way
    return order(
        LEADERSHIP_DECISION,
        decision,
        context=content_of(decision, stage, decider=decider),
        title=decision.title,
        authority=decision.authority,
        by=by,
        diary_number=decision.diary_number,
        author=str(decision.prepared_by),
        document_on=way.decided_on if way else None,
        language=LANGUAGE,
        record_status=RecordStatus.DRAWN_UP if stage is Stage.BODY else RecordStatus.WORKING,
    )


def document_to_sign(decision: LeadershipDecision, *, decider: Membership) -> IssuedDocument | None:
    """The latest document that says exactly what the decider would sign now, issued or being made."""
    latest = IssuedDocument.objects.about(decision).filter(kind=KEY, edition=0).first()
    if latest is None or latest.context != freeze(content_of(decision, Stage.DELEGATED, decider=decider)):
        return None
    return latest


def content_of(
    decision: LeadershipDecision, stage: Stage, *, decider: Membership | None = None
) -> DecisionContent:
    """The context of the document, in the document's language."""
    with translation.override(LANGUAGE):
        return DecisionContent(
            stage=stage,
            kicker=_("Decision on employment requirements")
            if stage != Stage.PROPOSAL
            else _("Proposal for decision"),
            proposal=_operative_part(decision, stage, decider),
            way=_way(decision, stage, decider),
            same_person=_same_person(decision, stage, decider),
            goals=tuple(
                KeyFigure(value=goal.amount_text, text=f"{goal.measure_text}, {goal.year}")
                for goal in decision.goals.all()
            ),
            sections=tuple(_sections(decision)),
        )


def _operative_part(decision: LeadershipDecision, stage: Stage, decider: Membership | None) -> Section:
    heading = _("Proposal for decision") if stage is Stage.PROPOSAL else _("Decision")
    paragraphs = [_sentence(decision, stage, decider), _validity(decision)]
    if decision.supersedes:
        paragraphs.append(_("It supersedes “{title}”.").format(title=decision.supersedes))
    return Section(heading=heading, paragraphs=tuple(paragraphs))


def _sentence(decision: LeadershipDecision, stage: Stage, decider: Membership | None) -> str:
    """Who decides what, where and for whom. On delegation the function speaks, not the committee."""
    words = {"scope": _scope(decision), "groups": groups_in_words(decision)}
    if stage is not Stage.DELEGATED:
        text = _("{body} decides that **employment requirements are to be used** in {scope}, for {groups}.")
        return text.format(body=_body(decision), **words)
    item = decision.item_of(decider) if decider else None
    text = _(
        "{function} decides on delegation from {authority} that **employment requirements are to be used** "
        "in {scope}, for {groups}."
    )
    return text.format(function=item.function if item else "", authority=decision.authority, **words)


def _validity(decision: LeadershipDecision) -> str:
    first, last = date_words(decision.valid_from), date_words(decision.valid_until)
    if decision.valid_until:
        return _("The decision holds from **{first}** until **{last}**.").format(first=first, last=last)
    return _("The decision holds from **{first}** until something else is decided.").format(first=first)


def _body(decision: LeadershipDecision) -> str:
    """Who speaks: the body that the matter is with, else the authority."""
    way = decision.way
    if isinstance(way, BodyDecision):
        return way.body
    referral = decision.latest_referral
    return referral.body if referral and decision.waits_for_body else str(decision.authority)


def _scope(decision: LeadershipDecision) -> str:
    whole = decision.is_organisation_wide
    scope = _("the purchases of the whole organisation") if whole else _("the authority's own purchases")
    if decision.natures:
        natures = [in_sentence(Nature(nature).label) for nature in decision.natures]
        scope = _("{scope} of {natures}").format(scope=scope, natures=listed(natures))
    if decision.cpv_prefixes:
        scope = _("{scope} within CPV {codes}").format(scope=scope, codes=listed(decision.cpv_prefixes))
    return scope


def _way(decision: LeadershipDecision, stage: Stage, decider: Membership | None) -> str:
    if stage is Stage.BODY and isinstance(way := decision.way, BodyDecision):
        return _("Decided by {body} on {day}, § {paragraph}.").format(
            body=way.body, day=date_words(way.decided_on), paragraph=way.paragraph
        )
    if stage is Stage.DELEGATED and decider is not None:
        item = decision.item_of(decider)
        return _(
            "Decided on delegation by {name}, {function}, under item {item} of the delegation order."
        ).format(name=_named(decider), function=item.function if item else "", item=item.item if item else "")
    referral = decision.latest_referral
    day: dt.date | None = referral.meeting_on if referral else None
    return _("To be decided by {body} on {day}.").format(body=_body(decision), day=date_words(day))


def _same_person(decision: LeadershipDecision, stage: Stage, decider: Membership | None) -> str:
    is_one = stage is Stage.DELEGATED and decision.is_prepared_by(decider)
    return _("The same person has prepared and decided.") if is_one else ""


def _sections(decision: LeadershipDecision) -> "list[Section]":
    found = [Section(heading=_("Aim"), paragraphs=tuple(filter(None, decision.aim.splitlines())))]
    kind = _("Kind of decision: {kind}.").format(kind=in_sentence(decision.get_kind_display()))
    found.append(
        Section(heading=_("When the requirement is to be tried"), paragraphs=(kind,), grid=_limits(decision))
    )
    if decision.exempts:
        left_out = listed([in_sentence(Exempt(exempt).label) for exempt in decision.exempts])
        text = _("The decision does not apply to {forms}.").format(forms=left_out)
        found.append(Section(heading=_("Left out"), paragraphs=(text,)))
    return found


def _limits(decision: LeadershipDecision) -> Grid | None:
    rows = tuple(
        Row(head=threshold.get_measure_display(), cells=(threshold.amount_text,))
        for threshold in decision.thresholds.all()
    )
    if not rows:
        return None
    columns = (Column(label=_("Of the procurement")), Column(label=_("Limit")))
    return Grid(caption=_("Limits that a procurement must reach"), columns=columns, rows=rows)


def _named(member: Membership) -> str:
    if member.acting_for is None:
        return str(member)
    return _("{deputy} for {member}").format(deputy=member, member=member.acting_for)


def specimen() -> DecisionContent:
    """An example for the preview pages and tests."""
    path = Path(__file__).with_name("specimen.json")
    return thaw(DecisionContent, json.loads(path.read_text(encoding="utf-8")))


KEY = "leadership_decision"
LEADERSHIP_DECISION = DocumentKind(
    key=KEY,
    template="documents/strategy/leadership_decision.html",
    context=DecisionContent,
    title=gettext_lazy("Decision on employment requirements"),
    specimen=specimen,
    is_signed=True,
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(LEADERSHIP_DECISION)
