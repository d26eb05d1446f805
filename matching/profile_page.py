"""The page of one profile: who is asked, how it goes, and whom one may ask."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Contact, Event, Fact, Link, Status, Turn
from core.models import StatusChange
from core.templatetags.formats import date_words, moment_words
from matching.fitting import Fit, fit
from matching.models import Candidate, Proposal, RequirementProfile
from matching.policies import why_not_propose, why_not_rewrite, why_not_write
from matching.states import ON_THE_WAY, SHOWN, ProfileState, ProposalState
from matching.wording import (
    agreed_by,
    agreed_line,
    begins_words,
    officer_contact,
    profile_facts,
    proposal_label,
    proposal_status,
    standing_of,
)
from organisations.models import Membership, Part
from organisations.permissions import Permission

S = ProposalState
PER_PAGE = 20
SAID = 4
BY_WAIT, BY_DEMANDS = "vantan", "krav"


@dataclass(frozen=True)
class ProposalLine:
    """One proposal in a list: the reference, where it stands, and the way to it."""

    reference: str
    status: Status
    label: str
    url: str


@dataclass(frozen=True)
class PickRow:
    """One candidate to choose among."""

    fit: Fit
    waited: str

    @property
    def candidate(self) -> Candidate:
        return self.fit.candidate

    @property
    def said(self) -> str:
        """What the person can, in one short line: occupations before competences."""
        told = [*self.candidate.occupations, *self.candidate.competences]
        more = " …" if len(told) > SAID else ""
        return ", ".join(told[:SAID]) + more


@dataclass(frozen=True)
class Picking:
    """Candidates to choose among, in an order that is told."""

    page: Page[Candidate]
    rows: tuple[PickRow, ...]
    orders: tuple[Link, ...]
    demands: int
    query: str


@dataclass(frozen=True)
class ProfilePage:
    """Everything on the page, ready worded."""

    profile: RequirementProfile
    crumbs: tuple[Link, ...]
    below: str
    facts: tuple[Fact, ...]
    turn: Turn | None
    turn_note: str
    content: tuple[Fact, ...]
    lines: tuple[ProposalLine, ...]
    counts: tuple[Fact, ...]
    picking: Picking | None
    contacts: tuple[Contact, ...]
    events: tuple[Event, ...]
    wanted: str
    may_write: bool
    may_rewrite: bool
    may_agree: bool
    may_note_agreement: bool
    filled: int


def profile_page(
    profile: RequirementProfile, *, member: Membership, order: str, query: str, page: str
) -> ProfilePage:
    """The page as this member may see it; people to choose among only for officers with a register."""
    proposals = list(
        Proposal.objects.filter(profile=profile).select_related("candidate", "placement__person")
    )
    may_write = why_not_write(profile, member) is None
    turn, note = turn_of(profile, proposals, member=member)
    status, label = standing_of(profile)
    sees = member.may(Permission.CANDIDATE_SEE) and profile.authority_id in member.own_authority_ids_with(
        Permission.CANDIDATE_SEE
    )
    picks = sees and why_not_propose(profile, member) is None and member.organisation.has(Part.MATCHING)
    commitment = profile.commitment
    return ProfilePage(
        profile=profile,
        crumbs=_crumbs(profile, member=member),
        below=agreed_line(profile),
        facts=(
            Fact(label=_("Status"), status=status, status_label=label),
            *((Fact(label=_("Whose turn"), turn=turn),) if turn and not turn.is_yours else ()),
            Fact(label=_("Contract"), value=commitment.title, url=commitment.get_absolute_url()),
            *((Fact(label=_("Agreed"), value=agreed),) if (agreed := agreed_by(profile)) else ()),
            Fact(label=_("Started"), value=started_of(profile, proposals)),
        ),
        turn=turn if turn and turn.is_yours else None,
        turn_note=note,
        content=tuple(profile_facts(profile)),
        lines=tuple(_lines(proposals, sees_all=sees)),
        counts=() if sees else tuple(_counts(proposals)),
        picking=picking(profile, proposals, member=member, order=order, query=query, page=page)
        if picks
        else None,
        contacts=officer_contact(profile),
        events=tuple(_events(profile)),
        wanted=profile.last_change_wanted,
        may_write=may_write and profile.is_open,
        may_rewrite=why_not_rewrite(profile, member) is None,
        may_agree=may_write and profile.state == ProfileState.DRAFT and profile.matcher_agreed_at is None,
        may_note_agreement=may_write and profile.waits_for_supplier,
        filled=sum(proposal.state == S.STARTED for proposal in proposals),
    )


def _crumbs(profile: RequirementProfile, *, member: Membership) -> tuple[Link, ...]:
    if member.may(Permission.PROFILE_EDIT):
        return (Link(label=_("Requirement profiles"), url=reverse("matching:profile_list")),)
    commitment = profile.commitment
    return (Link(label=commitment.title, url=commitment.get_absolute_url()),)


def started_of(profile: RequirementProfile, proposals: Iterable[Proposal]) -> str:
    """1 av 2 platser, 1 börjar senare. Expects the proposals' placements."""
    told = [bool(begins_words(proposal.placement)) for proposal in proposals if proposal.placement]
    filled, later = told.count(False), told.count(True)
    words = ngettext("{filled} of {places} place", "{filled} of {places} places", profile.places)
    words = words.format(filled=filled, places=profile.places)
    if not later:
        return words
    return words + ngettext(", {n} begins later", ", {n} begin later", later).format(n=later)


def turn_of(
    profile: RequirementProfile, proposals: list[Proposal], *, member: Membership
) -> tuple[Turn | None, str]:
    """Whose turn it is, and what to do if it is the reader's."""
    if not profile.is_open:
        return None, ""
    states = Counter(proposal.state for proposal in proposals)
    mine = why_not_write(profile, member) is None
    unit, supplier = (
        Turn(is_yours=mine, who=profile.authority.name),
        profile.commitment.contract.supplier.name,
    )
    if profile.state == ProfileState.DRAFT:
        if profile.waits_for_supplier:
            return Turn(who=supplier), ""
        return unit, _("Write the profile and send it to {supplier}.").format(supplier=supplier)
    if states[S.STARTED] >= profile.places:
        return None, ""
    if note := _next_of(states):
        return unit, note
    living = sum(states[state] for state in ON_THE_WAY) + states[S.STARTED]
    if living < profile.places:
        missing = profile.places - living
        words = ngettext(
            "Ask at least {number} more person by {day}",
            "Ask at least {number} more persons by {day}",
            missing,
        )
        return unit, words.format(number=missing, day=date_words(profile.candidates_due_on()))
    if states[S.DISCLOSED]:
        return Turn(who=supplier), ""
    return unit, _("Note what those asked have answered.")


def _next_of(states: Counter[str]) -> str:
    """What only the officer can take further, the nearest to a start first."""
    if states[S.CHOSEN]:
        return _("Note the start of those the supplier has chosen.")
    if states[S.WILLING]:
        return _("Make the secrecy test for those who want the job.")
    return ""


def _lines(proposals: list[Proposal], *, sees_all: bool) -> Iterable[ProposalLine]:
    for proposal in proposals:
        if not sees_all and proposal.state not in SHOWN:
            continue
        started = proposal.placement.person.reference if proposal.placement else ""
        name = f"{proposal.candidate.reference} → {started}" if started and sees_all else started
        yield ProposalLine(
            reference=name or proposal.candidate.reference,
            status=proposal_status(proposal),
            label=proposal_label(proposal),
            url=proposal.get_absolute_url() if sees_all else "",
        )


def _counts(proposals: list[Proposal]) -> Iterable[Fact]:
    """How many stand where; no person in it."""
    states = Counter(proposal.state for proposal in proposals)
    later = sum(bool(begins_words(proposal.placement)) for proposal in proposals)
    told = [
        (_("Persons asked"), len(proposals)),
        (_("Proposed to the supplier"), sum(states[state] for state in SHOWN)),
        (_("Chosen by the supplier"), states[S.CHOSEN] + states[S.STARTED]),
        (_("Have started"), states[S.STARTED] - later),
        *([(_("Begin later"), later)] if later else []),
    ]
    return [Fact(label=label, value=str(count)) for label, count in told]


def picking(
    profile: RequirementProfile,
    proposals: list[Proposal],
    *,
    member: Membership,
    order: str,
    query: str,
    page: str,
) -> Picking:
    """People of the unit who look for work and are not asked yet. Nobody is ticked or ranked unasked."""
    asked = [p.candidate_id for p in proposals if p.state != S.WITHDRAWN]
    found = Candidate.objects.visible_to(member).filter(authority=profile.authority).looking()
    people = found.exclude(pk__in=asked).holding(query).order_by("registered_on", "pk")
    chosen = order if order in {BY_WAIT, BY_DEMANDS} else BY_WAIT
    ordered = (
        sorted(people, key=lambda person: -fit(profile, person).count) if chosen == BY_DEMANDS else people
    )
    shown: Page[Candidate] = Paginator(ordered, PER_PAGE).get_page(page or 1)
    names = {BY_WAIT: _("Longest wait first"), BY_DEMANDS: _("Most demands found in the CV first")}
    orders = tuple(
        Link(label=name, url=f"?ordning={key}#candidates", is_current=key == chosen)
        for key, name in names.items()
    )
    rows = tuple(PickRow(fit(profile, person), _waited(person)) for person in shown)
    return Picking(shown, rows, orders, demands=len(profile.must), query=query)


def _waited(person: Candidate) -> str:
    return _("Since {day}").format(day=date_words(person.registered_on))


def _events(profile: RequirementProfile) -> Iterable[Event]:
    """The latest steps of the profile itself; steps of people stand on their own pages."""
    rows = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(RequirementProfile), object_id=profile.pk
    ).select_related("member__user", "on_behalf_of__user", "member__organisation")
    for row in rows.order_by("-at", "-pk")[:8]:
        yield Event(when=moment_words(row.at), text=_event_text(row), actor=row.actor_name)


def _event_text(row: StatusChange) -> str:
    if not row.from_state:
        return _("The profile was begun.")
    if row.to_state == ProfileState.CLOSED:
        return _("The profile was closed: {reason}").format(reason=row.reason)
    if row.to_state == ProfileState.AGREED:
        return _("Both sides agreed.")
    return (
        _("A change was asked for: {reason}").format(reason=row.reason)
        if row.reason
        else _("One side agreed.")
    )
