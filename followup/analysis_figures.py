"""What the rooms know by themselves about the questions of an analysis: the figures of the overview and the
result, jobs that suppliers have asked for, and what candidates can do where at least five are meant."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Func
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Figure
from followup.result_page import contract_figures, person_figures
from followup.results import result_for
from followup.selection import Selection
from followup.small_cells import shown, small_cell_limit
from matching.models import Candidate, RequirementProfile
from matching.models.candidate import CandidateQuerySet
from organisations.access import may_open
from organisations.models import Authority, Membership, Part
from organisations.permissions import Permission
from strategy.analysis_subjects import Subject
from strategy.slots import own_figures

MOST_TITLES = 5
MOST_TRADES = 6


def known_about(member: Membership, authority: Authority, subject: Subject) -> Sequence[Figure]:
    """Nothing where there is nothing to tell: a first analysis has no figures of its own."""
    sources = {
        Subject.AIM: _given,
        Subject.SUPPLIERS: _asked_for,
        Subject.JOB_SEEKERS: _can_do,
        Subject.COOPERATION: _joint,
    }
    source = sources.get(subject)
    return tuple(source(member, authority)) if source else ()


def _given(member: Membership, authority: Authority) -> Iterable[Figure]:
    """What earlier requirements gave, as the result page tells it."""
    if not member.may(Permission.FIGURES_SEE):
        return
    sees_rows = member.may(Permission.COMMITMENT_SEE)
    selection = Selection(member, authority=authority if sees_rows else None)
    result = result_for(selection)
    if result.count or result.persons_all:
        yield from person_figures(selection, result)
        yield from contract_figures(selection, result)


def _asked_for(member: Membership, authority: Authority) -> Iterable[Figure]:
    """Jobs that suppliers have described together with the matching side."""
    seen = RequirementProfile.objects.visible_to(member).filter(commitment__authority=authority)
    titles = list(seen.order_by("-pk").values_list("title", flat=True))
    if titles:
        url = reverse("matching:profile_list")
        yield Figure(
            value=str(len(titles)),
            label=ngettext(
                "job that suppliers have described", "jobs that suppliers have described", len(titles)
            ),
            url=url if may_open(member, url) else "",
            scope=_("Latest: {titles}").format(titles=", ".join(dict.fromkeys(titles[:MOST_TITLES]))),
            definition=_("Requirement profiles under the authority's contracts, closed ones included."),
        )


def _can_do(member: Membership, _authority: Authority) -> Iterable[Figure]:
    """Candidates who look for work, and their trades. The same for every authority that the member reads
    figures of: the difference between two of them would tell a small group."""
    if not member.organisation.has(Part.MATCHING) or not member.may(Permission.FIGURES_SEE):
        return
    reach = member.authority_ids_with(Permission.FIGURES_SEE)
    looking = Candidate.objects.looking().filter(authority__in=reach)
    total, limit = looking.count(), small_cell_limit()
    if not total:
        return
    told = total >= limit
    yield Figure(
        value=str(total) if told else _("fewer than {limit}").format(limit=limit),
        label=_("candidates who look for work"),
        scope=_trades(looking, total, limit) if told else "",
        definition=_(
            "Candidates in the register, as counts only. A trade is not shown where fewer than {limit} have "
            "it, or fewer than {limit} do not. One person can have several."
        ).format(limit=limit),
    )


def _trades(looking: CandidateQuerySet, total: int, limit: int) -> str:
    """The trades that most have, with how many."""
    trade = Func(F("occupations"), function="unnest")
    counted = looking.order_by().annotate(trade=trade).values("trade").annotate(n=Count("pk", distinct=True))
    rows = counted.order_by("-n", "trade").values_list("trade", "n")
    large = [(name, n) for name, n in rows if shown((n, total - n), limit=limit)[0] is not None]
    if not large:
        return _("No trade is told: fewer than {limit} have it, or do not").format(limit=limit)
    return ", ".join(_("{trade} {n}").format(trade=name, n=n) for name, n in large[:MOST_TRADES])


def _joint(member: Membership, authority: Authority) -> Iterable[Figure]:
    """Contracts that are shared with another authority already."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    joint = Selection(member, authority=authority).joint
    if joint:
        yield Figure(
            value=str(joint),
            label=ngettext(
                "contract that another authority runs and you take part in",
                "contracts that other authorities run and you take part in",
                joint,
            ),
            definition=_("Joint procurements whose contract counts at the other authority."),
        )


def fill_slots() -> None:
    """Called once the apps are ready."""
    own_figures.fill(known_about, key="followup")
