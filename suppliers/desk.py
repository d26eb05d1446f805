"""The desk at which a report is written: the same for a member and for the holder of a link."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.actors import Actor
from organisations.models import Membership
from suppliers.models import Report, ReportLink
from suppliers.policies import why_not_edit, why_not_report
from suppliers.states import ReportState


@dataclass(frozen=True)
class Desk:
    """A report, who sits at it, and the addresses of its pages."""

    report: Report
    by: Actor
    is_supplier: bool
    refusal: str | None
    prefix: str
    key: int | str
    link: ReportLink | None = None

    @property
    def may_write(self) -> bool:
        return self.is_supplier and self.refusal is None

    @property
    def may_take_back(self) -> bool:
        """May somebody reported wrongly be taken back at this desk? As long as the report is not approved."""
        return self.is_supplier and (self.may_write or self.report.state == ReportState.SUBMITTED)

    def url(self, name: str = "report", **more: Any) -> str:
        return reverse(f"suppliers:{self.prefix}{name}", kwargs={"key": self.key, **more})

    @property
    def home_url(self) -> str:
        return self.url()

    @property
    def person_url(self) -> str:
        return self.url("report_person")

    @property
    def sending_url(self) -> str:
        return self.url("report_sending")


REPORTS = Report.objects.select_related(
    "commitment__contract__supplier",
    "commitment__authority__organisation",
    "commitment__contract_manager__user",
    "commitment__contract__lot__procurement",
)


def desk_of_member(member: Membership, pk: int) -> Desk:
    """The desk for a report the member may see; 404 for every other one."""
    report = get_object_or_404(REPORTS.visible_to(member), pk=pk)
    is_supplier = report.commitment.contract.supplier_id == member.organisation_id
    return Desk(report, member, is_supplier, why_not_edit(report, member), "", pk)


def desk_of_link(token: str) -> Desk:
    """The desk for the holder of a usable link; `DeadLink` when it is spent, expired or withdrawn."""
    link = get_object_or_404(ReportLink.objects.select_related("contact"), pk=_link_pk(token))
    if link.is_withdrawn or not link.is_usable:
        raise DeadLink(link)
    report = REPORTS.get(pk=link.report_id)
    refusal = None if report.waits_for_supplier else why_not_report(report)
    return Desk(report, link.visitor, True, refusal, "link_", token, link)


class DeadLink(Exception):
    """The link was good once. Its holder may ask for a new one to the same address, if she still reports."""

    def __init__(self, link: ReportLink) -> None:
        super().__init__(link.pk)
        self.link = link


def _link_pk(token: str) -> int:
    found = ReportLink.objects.with_token(token).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return found
