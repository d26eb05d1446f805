"""Which part of the figures is asked for: a calendar year and an authority, the same on every page that a
figure leads to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.together import Count, Least, Rows, ask
from followup.small_cells import small_cell_limit
from matching.models import Placement
from organisations.access import may_open
from organisations.models import Authority, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission
from procurements.models import Commitment, Procurement
from procurements.states import CaseState
from suppliers.terms_now import running_in

SHARED_PAGES = ("followup:result", "followup:dashboard")


@dataclass(frozen=True)
class Selection:
    """One year or all of them; one authority or all that the member may see.

    A person belongs to the year in which she started, a contract to every year in which it ran, a procurement
    to the year in which it began.
    """

    member: Membership
    year: int | None = None
    authority: Authority | None = None
    known_joint: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.year is None and self.authority is None

    @property
    def pairs(self) -> dict[str, Any]:
        """The selection as it stands in an address."""
        chosen = {"year": self.year, "authority": self.authority and self.authority.pk}
        return {name: value for name, value in chosen.items() if value}

    def url(self, name: str, **more: Any) -> str:
        """The address of a page of these rows, `more` of its filter on top; empty where it does not open to
        the member."""
        address, pairs = reverse(name), self.pairs | more
        if (self.is_shared and name not in SHARED_PAGES) or not may_open(self.member, address):
            return ""
        return address + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def is_shared(self) -> bool:
        """Figures without the rows behind them: those of an authority elsewhere that opened just its
        figures, and all figures for whoever sees no contracts. No group under the limit is shown in them."""
        return not self.member.may(Permission.COMMITMENT_SEE) or self.is_opened

    @property
    def is_opened(self) -> bool:
        """Is the authority one that opened just its figures?"""
        return self.authority is not None and self.authority.pk not in self._seen_ids

    @property
    def _seen_ids(self) -> frozenset[int]:
        return self.member.sighted_authority_ids_with(Permission.COMMITMENT_SEE)

    @property
    def _counted_ids(self) -> frozenset[int]:
        """Whose figures they are, where they are shared."""
        return (
            frozenset({self.authority.pk})
            if self.authority
            else self.member.authority_ids_with(Permission.FIGURES_SEE)
        )

    @property
    def _counting_ids(self) -> frozenset[int]:
        """The authorities whose persons outside every commitment count."""
        if self.is_shared:
            return self._counted_ids
        own = self.member.authority_ids_with(Permission.COMMITMENT_SEE)
        return own & {self.authority.pk} if self.authority else own

    @property
    def own_part(self) -> dict[str, str]:
        """What limits the list of contracts to those that count here; nothing where all do."""
        return {"part": "own"} if self.joint else {}

    def contracts_url(self, **more: Any) -> str:
        """The address of the contracts behind a figure."""
        return self.url("suppliers:commitment_list", state="all", **self.own_part, **more)

    @cached_property
    def joint(self) -> int:
        """How many contracts another authority runs and the member's takes part in. They count there: a
        person works for all who take part, and is nobody's share. Asked once where the filter has not."""
        if self.known_joint is not None:
            return self.known_joint
        return Commitment.objects.joint_for(self.member).count()

    @property
    def _by_authority(self) -> Q:
        return Q(authority=self.authority) if self.authority else Q()

    def commitments(self) -> QuerySet[Commitment]:
        """The authority's commitments, whenever they ran; without those that another one runs, which count
        there."""
        if self.is_shared:
            return Commitment.objects.standing().filter(authority__in=self._counted_ids)
        return Commitment.objects.followed_by(self.member).filter(self._by_authority)

    def contracts(self) -> QuerySet[Commitment]:
        """Those that ran in the year."""
        found = self.commitments()
        return running_in(found, self.year) if self.year else found

    def placements(self) -> QuerySet[Placement]:
        """Those that started in the year, at the latest today: under the authority's commitments, and those
        that it counts without one. They are persons in all, and never fulfil anything."""
        started = Placement.objects.started(on=clock.today())
        started = started.counted(under=self.commitments(), outside=self._counting_ids)
        return started.filter(starts_on__range=year_span(self.year)) if self.year else started

    def procurements(self) -> QuerySet[Procurement]:
        """Those that began in the year."""
        found = Procurement.objects.visible_to(self.member).filter(self._by_authority)
        if self.is_shared:
            standing = Procurement.objects.exclude(state=CaseState.UNDONE)
            found = standing.filter(authority__in=self._counted_ids)
        return found.begun_in(self.year) if self.year else found

    @property
    def words(self) -> str:
        """What the figures are about: "2025, Servicenämnden". Empty for everything."""
        return ", ".join(str(value) for value in (self.year, self.authority) if value)

    @property
    def scope_note(self) -> str:
        """What the figures are limited to, also on paper where no filter is seen."""
        only = _("Only {authority}.").format(authority=self.authority) if self.authority else ""
        notes = (only, self.year_note, self.joint_note, self.shared_note)
        return " ".join(note for note in notes if note)

    @property
    def shared_note(self) -> str:
        """Why no rows stand behind the figures, and why some are not told."""
        if not self.is_shared:
            return ""
        return _(
            "Figures only. A group of fewer than {limit} persons is not shown, nor what would give it away."
        ).format(limit=small_cell_limit())

    @property
    def joint_note(self) -> str:
        """Why a contract of the list is not in the figures."""
        if self.is_shared or not self.joint:
            return ""
        return ngettext(
            "{n} contract that another authority runs and you take part in counts there, not here.",
            "{n} contracts that other authorities run and you take part in count there, not here.",
            self.joint,
        ).format(n=self.joint)

    @property
    def year_note(self) -> str:
        """What a year means for each kind of figure."""
        if self.year is None:
            return ""
        return _(
            "Persons are those who started in {year}. Contracts are those that ran in {year}, counted from "
            "their first day until today."
        ).format(year=self.year)


def year_span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _authorities_for(member: Membership) -> QuerySet[Authority]:
    """Those whose contracts she sees, and those that opened their figures to her. Who sees no contracts has
    no choice among her own: the difference between two totals would tell a small group."""
    sees_rows = member.may(Permission.COMMITMENT_SEE)
    sighted = member.sighted_authority_ids_with(Permission.COMMITMENT_SEE)
    shared = member.authority_ids_with(Permission.FIGURES_SEE) if sees_rows else frozenset()
    opened = member.opened_to(Opens.FIGURES, Permission.FIGURES_SEE)
    found = Authority.objects.filter(pk__in=sighted | shared | opened)
    return found.select_related("organisation")


@dataclass(frozen=True)
class Choices:
    """What can be chosen among. Years: those until this one in which a contract ran, somebody started or a
    procurement began, latest first."""

    years: tuple[int, ...]
    authorities: tuple[Authority, ...]
    has_foreign: bool = False
    joint: int = 0


def choices_for(member: Membership) -> Choices:
    """Everything that the filter offers the member; one query."""
    whole = Selection(member)
    authorities = Rows(_authorities_for(member).order_by("sort_key", "pk"))
    cases = Procurement.objects.visible_to(member).with_beginning()
    firsts = (
        Least(whole.commitments(), "contract__starts_on"),
        Least(whole.placements(), "starts_on"),
        Least(cases, "begun_on"),
    )
    joint = Count(Commitment.objects.joint_for(member))
    ask(authorities, *firsts, joint)
    this_year = clock.today().year
    first = min((day.answer.year for day in firsts if day.answer), default=this_year + 1)
    foreign = any(row.organisation_id != member.organisation_id for row in authorities.answer)
    years = tuple(range(this_year, first - 1, -1))
    return Choices(years, tuple(authorities.answer), has_foreign=foreign, joint=joint.answer)
