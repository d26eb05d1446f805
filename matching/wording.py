"""Words that several pages of matching share."""

from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import clock
from core.components import Contact, Fact, Status
from core.templatetags.formats import date_short, date_words, number, share
from matching.choices import RequestAnswer
from matching.models import CandidateRequest, Placement, Proposal, RequirementProfile
from matching.states import ProfileState, ProposalState
from organisations.models import Membership

P, S = ProfileState, ProposalState
PROPOSAL_STATUS = {
    S.ASKED: Status.WAITING,
    S.WILLING: Status.ACTION_NEEDED,
    S.UNWILLING: Status.NOT_NEEDED,
    S.DISCLOSED: Status.WAITING,
    S.CHOSEN: Status.ACTION_NEEDED,
    S.DECLINED: Status.STOPPED,
    S.STARTED: Status.DONE,
    S.WITHDRAWN: Status.STOPPED,
}


def period(profile: RequirementProfile) -> str:
    """1 april 2027–30 september 2027, 100 %."""
    days = date_words(profile.starts_on)
    last = date_words(profile.ends_on)
    days = f"{days}–{last}" if profile.ends_on else _("from {day}").format(day=days)
    return f"{days}, {share(Fraction(profile.scope))}"


def profile_facts(profile: RequirementProfile) -> list[Fact]:
    """The profile as rows; what is empty is left out."""
    rows = [
        (_("Places"), number(profile.places)),
        (_("Time"), period(profile)),
        (_("Working hours"), profile.hours),
        (_("Place"), profile.place),
        (pgettext("profile", "Tasks"), profile.tasks),
        (_("Demands"), "\n".join(profile.must)),
        (_("Merits"), "\n".join(profile.merit)),
        (_("Can be learned there"), "\n".join(profile.trainable)),
        (_("Supervisor"), profile.supervisor),
    ]
    return [Fact(label=label, value=value) for label, value in rows if value]


def standing_of(profile: RequirementProfile) -> tuple[Status, str]:
    """Where the profile is, as shape and word."""
    if profile.state == P.AGREED:
        return Status.DONE, str(P.AGREED.label)
    if profile.state == P.CLOSED:
        return Status.STOPPED, str(P.CLOSED.label)
    if profile.waits_for_supplier:
        return Status.WAITING, _("At the supplier")
    return Status.RUNNING, str(P.DRAFT.label)


def agreed_line(profile: RequirementProfile) -> str:
    """Kravprofil 2, överenskommen med Grönyta AB 16 november 2026."""
    supplier = profile.commitment.contract.supplier
    if profile.state == P.DRAFT or profile.supplier_agreed_at is None:
        return _("Requirement profile {number}, version {version}, {supplier}").format(
            number=profile.number, version=profile.version, supplier=supplier
        )
    return _("Requirement profile {number}, agreed with {supplier} {day}").format(
        number=profile.number,
        supplier=supplier,
        day=date_words(timezone.localdate(profile.supplier_agreed_at)),
    )


def agreed_by(profile: RequirementProfile) -> str:
    """Who agreed for the supplier without an account: by a link, or by telephone with an officer."""
    if profile.state == P.DRAFT or not profile.agreed_with:
        return ""
    if profile.supplier_agreed_link_id:
        return _("{name} agreed by the link in a mail").format(name=profile.agreed_with)
    return _("{name} agreed by telephone").format(name=profile.agreed_with)


def begins_words(placement: Placement | None) -> str:
    """Börjar 15 jan 2027, of a start that is noted and still to come; empty of every other."""
    if placement is None or placement.is_withdrawn or placement.ended_on:
        return ""
    if placement.starts_on <= clock.today():
        return ""
    return _("Begins {day}").format(day=date_short(placement.starts_on))


def proposal_status(proposal: Proposal) -> Status:
    """The shape of the state; nobody has started before her first day."""
    return Status.WAITING if begins_words(proposal.placement) else PROPOSAL_STATUS[S(proposal.state)]


def proposal_label(proposal: Proposal, *, for_supplier: bool = False) -> str:
    """The state in words; the supplier is told of its own side only."""
    if begins := begins_words(proposal.placement):
        return begins
    if for_supplier and proposal.state == S.DISCLOSED:
        return _("Waits for your answer")
    if for_supplier and proposal.state == S.CHOSEN:
        return _("You want to go on")
    if for_supplier and proposal.state == S.DECLINED:
        return _("You did not go on")
    if proposal.state == S.DECLINED:
        return _("Not chosen")
    return str(S(proposal.state).label)


def request_status(request: CandidateRequest) -> tuple[Status, str]:
    if not request.is_answered:
        return Status.WAITING, _("Not answered")
    if request.answer == RequestAnswer.NONE_AVAILABLE:
        return Status.STOPPED, str(RequestAnswer.NONE_AVAILABLE.label)
    words = ngettext("{number} candidate", "{number} candidates", request.number).format(
        number=request.number
    )
    return Status.DONE, words


def officer_contact(profile: RequirementProfile) -> tuple[Contact, ...]:
    """Whom to call about the profile."""
    person: Membership | None = profile.officer
    role = f"{_('Matching officer')}, {profile.authority}"
    if person is not None:
        return (Contact(name=person.user.name, role=role, phone=person.user.phone, email=person.user.email),)
    unit = profile.authority
    return (
        Contact(
            name=unit.contact_name or unit.name, role=role, phone=unit.contact_phone, email=unit.contact_email
        ),
    )
