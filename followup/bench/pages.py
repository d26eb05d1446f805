"""The main pages, each as a member of the largest and of the median organisation opens it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from followup.bench.sizes import MEASURED
from matching.models import RequirementProfile
from organisations.models import Authority, Membership, Organisation
from procurements.models import Commitment, Procurement
from procurements.states import CaseState, CommitmentState
from suppliers.models import Report
from suppliers.states import ReportState

FLOOR = "floor"


@dataclass(frozen=True)
class Page:
    """An address to ask for, and who asks. `organisation` is largest or median."""

    name: str
    path: str
    organisation: str
    member: Membership


def pages() -> list[Page]:
    """Every page to be measured, the floor of each organisation among them."""
    return [page for size, number in MEASURED.items() for page in _pages_of(size, number)]


def _pages_of(size: str, number: int) -> Iterator[Page]:
    procurer, leader = _member(f"Procurer {number:03}-00"), _member(f"Leader {number:03}")
    matcher, supplier = _member(f"Matcher {number:03}"), _member(f"Reporter {number:03}-00")
    home, contracts = reverse("home"), reverse("suppliers:commitment_list")
    contract, report = _contract(procurer.organisation), _report(procurer.organisation)
    own_report = _report(procurer.organisation, supplier=supplier.organisation)
    profile = _profile(procurer.organisation)
    asked = profile.proposals.select_related("candidate")[0]
    told = [
        (FLOOR, reverse("bench_floor"), procurer),
        ("home, procurer", home, procurer),
        ("home, decision-maker", home, leader),
        ("home, matching officer", home, matcher),
        ("home, supplier", home, supplier),
        ("contract list", contracts, procurer),
        ("contract list, behind plan", f"{contracts}?progress=behind", procurer),
        ("contract list, supplier", contracts, supplier),
        ("contract", contract.get_absolute_url(), procurer),
        ("report, buyer", report.get_absolute_url(), procurer),
        ("report, supplier", own_report.get_absolute_url(), supplier),
        ("report under review", reverse("followup:review", args=[report.pk]), procurer),
        ("result", reverse("followup:result"), leader),
        ("dashboard", reverse("followup:dashboard"), leader),
        ("placement list", reverse("followup:placement_list"), leader),
        ("procurement list", reverse("procurements:case_list"), procurer),
        (
            "case, in preparation",
            _case(procurer.organisation, CaseState.ANALYSE).get_absolute_url(),
            procurer,
        ),
        ("case, running", _case(procurer.organisation, CaseState.MANAGE).get_absolute_url(), procurer),
        ("decision list", reverse("strategy:decision_list"), leader),
        ("profile list", reverse("matching:profile_list"), matcher),
        ("profile", profile.get_absolute_url(), matcher),
        ("candidate list", reverse("matching:candidate_list"), matcher),
        ("candidate", asked.candidate.get_absolute_url(), matcher),
        ("proposal", asked.get_absolute_url(), matcher),
        ("messages", reverse("message_list"), procurer),
        ("search", f"{reverse('search')}?q=area+3", procurer),
    ]
    for name, path, member in told:
        yield Page(name, path, size, member)


def _member(name: str) -> Membership:
    return Membership.objects.select_related("user", "organisation").get(user__name=name)


def _own(organisation: Organisation) -> list[int]:
    return list(Authority.objects.filter(organisation=organisation).values_list("pk", flat=True))


def _contract(organisation: Organisation) -> Commitment:
    """A running one with the most placements."""
    running = Commitment.objects.filter(
        authority__in=_own(organisation), state=CommitmentState.RUNNING
    ).order_by("pk")
    return max(running.prefetch_related("placements"), key=lambda row: len(row.placements.all()))


def _report(organisation: Organisation, *, supplier: Organisation | None = None) -> Report:
    """One that waits for review, or for a supplier its first report."""
    found = Report.objects.filter(commitment__authority__in=_own(organisation)).order_by("pk")
    if supplier is not None:
        return found.filter(commitment__contract__supplier=supplier)[0]
    return found.filter(state=ReportState.SUBMITTED)[0]


def _profile(organisation: Organisation) -> RequirementProfile:
    return RequirementProfile.objects.filter(authority__in=_own(organisation)).order_by("pk")[0]


def _case(organisation: Organisation, state: str) -> Procurement:
    return Procurement.objects.filter(authority__in=_own(organisation), state=state).order_by("pk")[0]
