"""The supplier's side of matching: profiles to agree to, candidates to answer about, requests it has made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Contact, Fact, Link, Status, Turn
from core.templatetags.formats import date_short, date_words
from matching.choices import CvField
from matching.models import CandidateRequest, Disclosure, Proposal, RequirementProfile
from matching.policies import why_not_agree_for_supplier, why_not_choose
from matching.states import ProfileState, ProposalState
from matching.wording import (
    agreed_line,
    officer_contact,
    period,
    profile_facts,
    proposal_label,
    proposal_status,
    request_status,
    standing_of,
)
from organisations.models import Membership

SHOWN_ROWS = 100


@dataclass(frozen=True)
class Row:
    """One profile, candidate or request in a list of the supplier's."""

    name: str
    about: str
    url: str
    status: Status
    label: str
    is_yours: bool
    day: str = ""


@dataclass(frozen=True)
class ProposalList:
    proposals: tuple[Row, ...]
    profiles: tuple[Row, ...]
    requests: tuple[Row, ...]


def proposal_list_page(member: Membership) -> ProposalList:
    """Three lists, three queries; what waits for the supplier first."""
    own = {"commitment__contract__supplier": member.organisation_id}
    profiles = RequirementProfile.objects.visible_to(member).filter(**own)
    proposals = Proposal.objects.visible_to(member).filter(
        profile__commitment__contract__supplier=member.organisation_id
    )
    requests = CandidateRequest.objects.visible_to(member).filter(**own)
    return ProposalList(
        proposals=tuple(
            _first(_proposal_row(row) for row in proposals.with_list_data().order_by("-pk")[:SHOWN_ROWS])
        ),
        profiles=tuple(
            _first(_profile_row(row) for row in profiles.with_list_data().order_by("-pk")[:SHOWN_ROWS])
        ),
        requests=tuple(_request_row(row) for row in requests.with_list_data().order_by("-pk")[:SHOWN_ROWS]),
    )


def _first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: not row.is_yours)


def _proposal_row(row: Proposal) -> Row:
    return Row(
        name=str(row.candidate),
        about=row.profile.title,
        url=reverse("suppliers:proposal", args=[row.pk]),
        status=status_of(row),
        label=proposal_label(row, for_supplier=True),
        is_yours=row.state == ProposalState.DISCLOSED,
        day=date_short(row.placement.starts_on if row.placement else row.profile.starts_on),
    )


def status_of(row: Proposal) -> Status:
    """What waits for the officer's answer elsewhere waits for the supplier here."""
    if row.state == ProposalState.DISCLOSED:
        return Status.ACTION_NEEDED
    return Status.RUNNING if row.state == ProposalState.CHOSEN else proposal_status(row)


def _profile_row(row: RequirementProfile) -> Row:
    status, label = standing_of(row)
    waits = row.waits_for_supplier
    return Row(
        name=row.title,
        about=row.commitment.title,
        url=reverse("suppliers:profile", args=[row.pk]),
        status=Status.ACTION_NEEDED if waits else status,
        label=_("Waits for you") if waits else label,
        is_yours=waits,
        day=date_short(row.starts_on),
    )


def _request_row(row: CandidateRequest) -> Row:
    status, label = request_status(row)
    return Row(
        name=row.commitment.title,
        about=ngettext("{number} person, {unit}", "{number} persons, {unit}", row.wanted).format(
            number=row.wanted, unit=row.authority
        ),
        url="",
        status=status,
        label=label,
        is_yours=False,
        day=date_short(row.asked_on),
    )


@dataclass(frozen=True)
class SupplierProfile:
    """One profile as the supplier reads it."""

    profile: RequirementProfile
    crumbs: tuple[Link, ...]
    below: str
    facts: tuple[Fact, ...]
    content: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    wanted: str
    may_agree: bool


def profile_page(profile: RequirementProfile, *, member: Membership) -> SupplierProfile:
    status, label = standing_of(profile)
    waits = profile.waits_for_supplier
    turn = Turn(is_yours=True, is_group=True) if waits else Turn(who=profile.authority.name)
    return SupplierProfile(
        profile=profile,
        crumbs=(list_link(),),
        below=agreed_line(profile),
        facts=(
            Fact(
                label=_("Status"),
                status=Status.ACTION_NEEDED if waits else status,
                status_label="" if waits else label,
            ),
            Fact(label=_("Whose turn"), turn=turn if profile.is_open else Turn(who=_("Nobody"))),
            Fact(
                label=_("Contract"), value=profile.commitment.title, url=profile.commitment.get_absolute_url()
            ),
        ),
        content=tuple(profile_facts(profile)),
        contacts=officer_contact(profile),
        wanted=profile.last_change_wanted,
        may_agree=why_not_agree_for_supplier(profile, member) is None,
    )


@dataclass(frozen=True)
class LinkedProfile:
    """One profile as somebody with a link reads it. `told` says why there is nothing to answer."""

    profile: RequirementProfile
    above: str
    below: str
    content: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    told: str


def link_page(profile: RequirementProfile) -> LinkedProfile:
    told = ""
    if profile.state == ProfileState.AGREED:
        told = _("The profile is agreed upon. People are asked whether they want the job.")
    elif not profile.is_open:
        told = _("The profile is closed.")
    elif not profile.waits_for_supplier:
        told = _("The matching officer is changing the profile. You get a mail when it is ready.")
    commitment = profile.commitment
    return LinkedProfile(
        profile=profile,
        above=f"{commitment.title} · {commitment.authority.organisation}",
        below=agreed_line(profile),
        content=tuple(profile_facts(profile)),
        contacts=officer_contact(profile),
        told=told,
    )


@dataclass(frozen=True)
class SupplierProposal:
    """One candidate as the supplier may know of her: a reference, and what was passed on."""

    proposal: Proposal
    crumbs: tuple[Link, ...]
    below: str
    facts: tuple[Fact, ...]
    content: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    lead: str
    may_answer: bool


def proposal_page(proposal: Proposal, *, member: Membership) -> SupplierProposal:
    profile = proposal.profile
    return SupplierProposal(
        proposal=proposal,
        crumbs=(list_link(),),
        below=f"{profile.title}, {profile.commitment.title}",
        facts=(
            Fact(
                label=_("Status"),
                status=status_of(proposal),
                status_label=proposal_label(proposal, for_supplier=True),
            ),
            Fact(label=_("Time"), value=period(profile)),
            Fact(label=_("Belongs to the target group"), value=group_words(proposal)),
        ),
        content=tuple(passed_on(proposal, member=member)),
        contacts=officer_contact(profile),
        lead=_lead(proposal),
        may_answer=why_not_choose(proposal, member) is None and proposal.state == ProposalState.DISCLOSED,
    )


def group_words(proposal: Proposal) -> str:
    """Confirmed or not; never why."""
    if proposal.candidate.in_target_group:
        return _("Yes, confirmed")
    return _("Not confirmed yet")


def passed_on(proposal: Proposal, *, member: Membership) -> Iterable[Fact]:
    """What the disclosure holds, while the proposal concerns the supplier;
    read from there and nowhere else."""
    found = (
        Disclosure.objects.visible_to(member)
        .filter(proposal=proposal)
        .select_related("candidate__data_key")
        .order_by("-pk")
        .first()
    )
    if found is None:
        return
    for name, text in found.content.items():
        yield Fact(label=CvField(name).label, value=text)


def _lead(proposal: Proposal) -> str:
    unit = proposal.profile.authority
    match proposal.state:
        case ProposalState.DISCLOSED:
            return _(
                "The person wants the job. Answer whether you want to go on; {unit} gets a mail."
            ).format(unit=unit)
        case ProposalState.CHOSEN:
            return _(
                "{unit} calls you to book a meeting. "
                "You get to know who it is there, with the person's consent."
            ).format(unit=unit)
        case ProposalState.STARTED if proposal.placement:
            day = date_words(proposal.placement.starts_on)
            return _("First day {day}. In your reports the person is called {reference}.").format(
                day=day, reference=proposal.placement.person
            )
    return _("You have answered no. What was passed on is no longer shown.")


def list_link() -> Link:
    return Link(label=_("Candidates"), url=reverse("suppliers:proposal_list"))
