"""The officer's page of one proposal, and of one candidate:
what is next, what happened, what was passed on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Event, Fact, Link, Status, Turn
from core.models import StatusChange
from core.models.acted import acted_by
from core.templatetags.formats import date_words, moment_words
from matching.choices import CvField
from matching.identity import Identity
from matching.models import Candidate, CandidateIdentity, Disclosure, Placement, Proposal
from matching.models.disclosure import cv_content
from matching.states import ProposalState
from matching.wording import begins_words, period, proposal_label, proposal_status
from organisations.models import Membership

S = ProposalState
YOURS = frozenset({S.ASKED, S.WILLING, S.CHOSEN})


@dataclass(frozen=True)
class ProposalPage:
    """One proposal as the officer sees it."""

    proposal: Proposal
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    lead: str
    actions: tuple[Link, ...]
    cv: tuple[Fact, ...]
    disclosures: tuple[Fact, ...]
    events: tuple[Event, ...]


def proposal_page(proposal: Proposal, *, member: Membership) -> ProposalPage:
    profile, supplier = proposal.profile, proposal.profile.commitment.contract.supplier
    turn = Turn(is_yours=True) if proposal.state in YOURS else Turn(who=_("Nobody"))
    if proposal.state == S.DISCLOSED:
        turn = Turn(who=supplier.name)
    status = proposal_status(proposal)
    return ProposalPage(
        proposal=proposal,
        crumbs=(Link(label=profile.title, url=profile.get_absolute_url()),),
        facts=(
            Fact(label=_("Status"), status=status, status_label=proposal_label(proposal)),
            Fact(label=_("Whose turn"), turn=turn),
            Fact(label=_("Supplier"), value=supplier.name),
            Fact(label=_("Time"), value=period(profile)),
        ),
        lead=lead_of(proposal),
        actions=tuple(actions_of(proposal)),
        cv=cv_facts(proposal.candidate),
        disclosures=tuple(disclosed(Disclosure.objects.visible_to(member).filter(proposal=proposal))),
        events=tuple(events_of([proposal])),
    )


def lead_of(proposal: Proposal) -> str:
    """One sentence: what happens now and who is told."""
    supplier = proposal.profile.commitment.contract.supplier.name
    return {
        S.ASKED: _(
            "Call or meet the person and note the answer. Nobody outside your unit knows of the question."
        ),
        S.WILLING: _("The person wants the job. Test what may be passed on before {supplier} sees anything."),
        S.UNWILLING: _("The person said no. {supplier} is not told."),
        S.DISCLOSED: _("{supplier} has got a mail and answers."),
        S.CHOSEN: _(
            "{supplier} wants to go on. Book the meeting, and note the start when the day is settled."
        ),
        S.DECLINED: _("{supplier} does not go on. Tell the person."),
        S.STARTED: _("The start is noted, and the person counts from her first day.")
        if begins_words(proposal.placement)
        else _("The person has started."),
        S.WITHDRAWN: _("The proposal was taken back. {supplier} does not see it."),
    }[S(proposal.state)].format(supplier=supplier)


def actions_of(proposal: Proposal) -> Iterable[Link]:
    """What the officer can do, the next step first."""

    def to(name: str, label: str) -> Link:
        return Link(label=label, url=reverse(f"matching:{name}", args=[proposal.pk]))

    match proposal.state:
        case S.ASKED:
            yield to("person_answer", _("Note the person's answer"))
        case S.WILLING:
            yield to("secrecy_test", _("Make the secrecy test"))
            yield to("person_answer", _("The person has changed her mind"))
        case S.UNWILLING:
            yield to("person_answer", _("The person has changed her mind"))
        case S.DISCLOSED | S.DECLINED:
            yield to("choosing", _("Note the supplier's answer"))
        case S.CHOSEN:
            yield to("start", _("Note the start"))
        case S.STARTED if proposal.placement:
            yield Link(label=_("Follow the placement"), url=proposal.placement.get_absolute_url())
    if proposal.can_become(S.WITHDRAWN):
        yield to("withdrawal", _("Take the proposal back"))


def cv_facts(candidate: Candidate) -> tuple[Fact, ...]:
    return tuple(Fact(label=CvField(name).label, value=text) for name, text in cv_content(candidate).items())


def disclosed(rows: Iterable[Disclosure]) -> Iterable[Fact]:
    """What left the unit: when, to whom, which fields, on what ground."""
    for row in rows:
        fields = ", ".join(str(CvField(name).label) for name in row.fields)
        yield Fact(
            label=moment_words(row.at),
            value=_("{fields} to {recipient}. {ground}.").format(
                fields=fields, recipient=row.recipient, ground=row.get_legal_ground_display()
            ),
            note=row.actor_name,
        )


def events_of(proposals: Iterable[Proposal]) -> Iterable[Event]:
    """The steps, latest first."""
    by_pk = {proposal.pk: proposal for proposal in proposals}
    rows = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Proposal), object_id__in=list(by_pk)
    ).select_related("member__user", "on_behalf_of__user")
    for row in rows.order_by("-at", "-pk")[:20]:
        profile = by_pk[row.object_id].profile
        yield Event(
            when=moment_words(row.at),
            text=f"{_step_words(row.to_state)} · {profile.title}",
            actor=row.actor_name,
            is_decision=row.to_state == S.DISCLOSED,
        )


def _step_words(state: str) -> str:
    """What was done that day. A start is noted before the first day."""
    return _("The start was noted") if state == S.STARTED else str(S(state).label)


def start_words(placement: Placement, *, ends_on: dt.date | None) -> tuple[int, str]:
    """What is told when a start is noted, and how loud. `ends_on`: where the contract ends before that."""
    day = date_words(placement.starts_on)
    if ends_on is not None:
        words = _("Begins {day}. The contract ends {last}: extend it by then, or the person never counts.")
        return messages.WARNING, words.format(day=day, last=date_words(ends_on))
    if begins_words(placement):
        return messages.SUCCESS, _("Begins {day}. Counts from that day.").format(day=day)
    return messages.SUCCESS, _("The start is noted. The person now counts under the contract.")


@dataclass(frozen=True)
class ProposalRow:
    """One proposal on the candidate's page."""

    proposal: Proposal
    status: Status
    label: str


@dataclass(frozen=True)
class CandidatePage:
    """One candidate as her officer sees her. The identity only after a logged look."""

    candidate: Candidate
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    cv: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    is_protected: bool
    proposals: tuple[ProposalRow, ...]
    disclosures: tuple[Fact, ...]


def candidate_page(candidate: Candidate, *, member: Membership, identity: Identity | None) -> CandidatePage:
    proposals = Proposal.objects.filter(candidate=candidate).with_list_data().order_by("-pk")
    disclosures = Disclosure.objects.visible_to(member).filter(candidate=candidate)
    disclosures = disclosures.select_related("recipient", "member__user", "on_behalf_of__user")
    looking = (
        (Status.RUNNING, _("Looks for work"))
        if candidate.is_looking
        else (Status.STOPPED, _("Does not look now"))
    )
    return CandidatePage(
        candidate=candidate,
        crumbs=(Link(label=_("Candidates"), url=reverse("matching:candidate_list")),),
        facts=(
            Fact(label=_("Status"), status=looking[0], status_label=looking[1]),
            Fact(label=_("Target group"), value=group_words(candidate)),
            Fact(label=_("Registered"), value=date_words(candidate.registered_on)),
        ),
        cv=cv_facts(candidate),
        identity=tuple(_identity_facts(identity)) if identity else (),
        is_protected=candidate.pk in CandidateIdentity.protected_among([candidate], member=member),
        proposals=tuple(ProposalRow(row, proposal_status(row), proposal_label(row)) for row in proposals),
        disclosures=tuple(disclosed(disclosures)),
    )


def group_words(candidate: Candidate) -> str:
    if candidate.in_target_group is None:
        return _("Not confirmed yet")
    day = date_words(candidate.confirmed_on)
    who = acted_by(candidate.confirmed_by, candidate.confirmed_for)
    if candidate.in_target_group:
        return _("Confirmed {day} by {who}").format(day=day, who=who)
    return _("Does not belong, noted {day} by {who}").format(day=day, who=who)


def _identity_facts(identity: Identity) -> Iterable[Fact]:
    if identity.is_protected:
        yield Fact(label=_("Identity"), value=_("Protected. Nothing is stored here."))
    for label, value in (
        (_("Name"), identity.name),
        (_("Phone"), identity.phone),
        (_("E-mail"), identity.email),
        (_("Where you find the person"), identity.officer_reference),
    ):
        if value:
            yield Fact(label=label, value=value)
