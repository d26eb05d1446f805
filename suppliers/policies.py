"""May this member, or this holder of a link, do this to that report? The reason why not, or None."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.models import IssuedDocument
from matching.models import Placement
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment, ContactPerson
from procurements.states import CommitmentState
from suppliers.choices import RowChange
from suppliers.models import Report, ReportRow
from suppliers.states import ReportState


def why_not_report(report: Report) -> str | None:
    """Why the report cannot be sent now; the same for a member and for the holder of a link."""
    if report.state == ReportState.APPROVED:
        return _("The report is approved. Ask the contract manager to return it if something is wrong.")
    if report.state == ReportState.SUBMITTED:
        return _("The report is sent and waits for review.")
    if report.state == ReportState.SKIPPED:
        return _("This period needs no report.")
    if clock.today() <= report.ends_on:
        return _("The period has not ended yet. You can report from the day after its last day.")
    return None


def why_not_edit(report: Report, member: Membership) -> str | None:
    """Only the supplier writes in its report."""
    if (
        not member.may(Permission.SUPPLIER_WORK)
        or report.commitment.contract.supplier_id != member.organisation_id
    ):
        return _("Only the supplier writes in the report.")
    if report.waits_for_supplier:
        return None
    return why_not_report(report)


def why_not_take_back(report: Report, placement: Placement) -> str | None:
    """Why the supplier does not take the person back from here; the same for a member and for a link."""
    if placement.is_withdrawn:
        return _("The placement was entered by mistake and taken back.")
    told = reported_rows(report.commitment).filter(placement=placement)
    if placement.commitment_id != report.commitment_id or not told.exists():
        return _("Only somebody whom you have reported yourselves can be taken back here.")
    if report.waits_for_supplier:
        return None
    if report.state == ReportState.SUBMITTED and told.filter(report=report).exists():
        return None
    return _("The report is approved. Take the person back in the next report, or ask the contract manager.")


def reported_rows(commitment: Commitment) -> QuerySet[ReportRow]:
    """What made somebody part of the contract on the supplier's word."""
    rows = ReportRow.objects.filter(change=RowChange.NEW, applied_at__isnull=False)
    return rows.filter(report__commitment=commitment, placement__isnull=False)


def is_unreviewed(placement: Placement) -> bool:
    """Has nobody approved the report that told of the person yet?"""
    rows = ReportRow.objects.filter(change=RowChange.NEW, placement=placement)
    return rows.filter(report__state__in=(ReportState.SUBMITTED, ReportState.RETURNED)).exists()


def why_not_review(report: Report, member: Membership) -> str | None:
    """Only the contracting authority's own contract managers and procurers review."""
    if report.commitment.authority_id not in member.authority_ids_with(Permission.REPORT_VERIFY):
        return _("Only the contracting authority reviews the report.")
    if report.state not in {ReportState.SUBMITTED, ReportState.APPROVED}:
        return _("There is nothing to review before the supplier has sent the report.")
    return None


def why_not_say_opening(commitment: Commitment, member: Membership) -> str | None:
    """Say, or correct, what was done before the contract was entered here."""
    if commitment.authority_id not in member.authority_ids_with(Permission.CONTRACT_EDIT):
        return _("Only those who manage contracts for {authority} may do this.").format(
            authority=commitment.authority
        )
    if not commitment.contract.lot.procurement.entered_running:
        return _("Everything under this contract is followed here from its first day.")
    if commitment.state != CommitmentState.RUNNING:
        return _("The follow-up is closed. Open it again if something must be changed.")
    return None


def why_not_take_back_contract(commitment: Commitment, member: Membership) -> str | None:
    """Take away a contract that was entered by mistake: nobody has begun, and nothing has been answered or
    issued that would lose its subject."""
    return why_not_say_opening(commitment, member) or why_not_take_back_now(commitment)


def why_not_take_back_now(commitment: Commitment) -> str | None:
    """What stands in the way, whoever asks."""
    if commitment.reports.filter(submitted_at__isnull=False).exists():
        return _("A report has been sent in, so the contract stays. Close the follow-up instead.")
    if commitment.placements.filter(is_withdrawn=False).exists():
        return _("Somebody is in occupation under the contract. Take out those entered by mistake first.")
    if commitment.profiles.exists() or commitment.candidate_requests.exists():
        return _("Candidates are sought for the contract, so it stays. Close the follow-up instead.")
    if IssuedDocument.objects.about(commitment).exists():
        return _("A document has been drawn up about the contract, so it stays. Close the follow-up instead.")
    return None


def why_not_take_out(placement: Placement, member: Membership) -> str | None:
    """Take back a placement that the authority itself entered by mistake."""
    if placement.commitment is None:
        return _("The placement belongs to no contract.")
    if refusal := why_not_say_opening(placement.commitment, member):
        return refusal
    told = placement.facts.select_related("member").order_by("pk").first()
    if told is None or told.member is None or told.member.organisation_id != member.organisation_id:
        return _("The supplier reported this. Return its report if something in it is wrong.")
    return _("The placement was entered by mistake and taken back.") if placement.is_withdrawn else None


def sides_open_to(commitment: Commitment, member: Membership) -> frozenset[str]:
    """Of which side the member names the contact persons: the authority of all, the supplier of its own.

    The supplier knows first who has left and who has come, so it need not ask for that; whom to
    call at the authority it leaves to the authority.
    """
    if commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT):
        return frozenset(ContactPerson.Side.values)
    is_supplier = commitment.contract.supplier_id == member.organisation_id
    if is_supplier and member.may(Permission.SUPPLIER_WORK):
        return frozenset({ContactPerson.Side.SUPPLIER.value})
    return frozenset()


def why_not_name_contacts(commitment: Commitment, member: Membership, *, side: str = "") -> str | None:
    """Only the parties say whom to call; `side` is that of a person already named."""
    sides = sides_open_to(commitment, member)
    if not sides:
        return _("Only the contracting authority and the supplier say whom to call.")
    if side and side not in sides:
        return _("The contracting authority says whom to call on its side.")
    return None
