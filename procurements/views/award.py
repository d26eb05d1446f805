"""From award to contract: decision, notification, bids, review in court, signing, start meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.once import once
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements.actions.signing import record_award, sign_contract
from procurements.award_page import award_page, bids_page, meeting_page, signing_of_case, standing_award
from procurements.case_page import subnav_of
from procurements.forms.award import (
    AwardForm,
    BidForm,
    BookingForm,
    ContractForm,
    MeetingForm,
    NotificationForm,
    ReviewForm,
    RulingForm,
)
from procurements.forms.requirement import ReasonForm
from procurements.models import Bid, CourtReview, Procurement, StartMeeting
from procurements.policies import why_not_conclude, why_not_follow, why_not_see_bids
from procurements.views.doors import SEES, FormPage, act_or_show, check, door, found, need, sent

EDIT, FOLLOW = Permission.CASE_EDIT, Permission.CONTRACT_EDIT


def meeting_of(case: Procurement) -> StartMeeting:
    """The start meeting of the case; refused before there is a contract."""
    row = StartMeeting.objects.filter(contract__lot__procurement=case).order_by("pk").first()
    return need(row, _("The start meeting belongs to the contract, and there is no contract yet."))


@door(*SEES)
def award(request: MemberRequest, pk: int) -> HttpResponse:
    """Record the award decision, or see the one there is with its standstill."""
    case, by = found(request, pk), request.member
    row = standing_award(case)
    refusal = why_not_conclude(case, by)
    if request.method == "POST" or row is None:
        check(refusal)
    form = AwardForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Award decision"),
        lead=_("Bids can be noted when the decision is recorded, never before."),
        submit=_("Record the decision"),
    )
    return act_or_show(
        request,
        form,
        page,
        lambda: record_award(case, **form.cleaned_data, by=by),
        template="procurements/award.html" if row else "procurements/form.html",
        shown=award_page(case, row, by) if row else None,
    )


@door(EDIT)
def notification(request: MemberRequest, pk: int) -> HttpResponse:
    """Note when the bidders were told; the standstill is counted from it."""
    case, by = found(request, pk), request.member
    check(why_not_conclude(case, by))
    row = need(standing_award(case), _("There is no award yet. Record it first."))
    form = NotificationForm(sent(request), award=row)
    page = FormPage(case=case, title=_("Notification of the award"), submit=_("Note the notification"))
    return act_or_show(request, form, page, lambda: row.notify(**form.cleaned_data, by=by))


@door(EDIT)
def award_withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the award back with a reason."""
    case, by = found(request, pk), request.member
    check(why_not_conclude(case, by))
    row = need(standing_award(case), _("There is no award yet. Record it first."))
    form = ReasonForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Withdraw the award"),
        lead=_(
            "The bidders must be told. You can record a new award afterwards; bids noted stay with the "
            "old one."
        ),
        submit=_("Withdraw the award"),
        kind="danger",
    )
    return act_or_show(request, form, page, lambda: row.withdraw(**form.cleaned_data, by=by))


@door(Permission.BID_SEE)
def bids(request: MemberRequest, pk: int) -> HttpResponse:
    """The bids, noted after the award."""
    case, by = found(request, pk), request.member
    check(why_not_see_bids(case, by))
    row = standing_award(case)
    if request.method == "POST":
        check(why_not_conclude(case, by) if row else _("Bids are noted here only after the award decision."))
    form = BidForm(sent(request))
    page = FormPage(case=case, title=_("Bids"), submit=_("Note the bid"))
    return act_or_show(
        request,
        form,
        page,
        lambda: row and Bid.note(row, **form.cleaned_data, by=by),
        template="procurements/bids.html",
        onward=request.path,
        bids=bids_page(case, by),
        may_note=row is not None and why_not_conclude(case, by) is None,
        subnav=tuple(subnav_of(case, by, current="bids")),
    )


@door(EDIT)
@once
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """Note that somebody has asked a court to review the award."""
    case, by = found(request, pk), request.member
    check(why_not_conclude(case, by))
    row = need(standing_award(case), _("There is no award yet. Record it first."))
    form = ReviewForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Review in court"),
        lead=_("The contract cannot be signed until the court has decided, and some days after."),
        submit=_("Note the review"),
    )
    return act_or_show(request, form, page, lambda: CourtReview.file(row, **form.cleaned_data, by=by))


@door(EDIT)
def ruling(request: MemberRequest, pk: int, review: int) -> HttpResponse:
    """Note what the court decided."""
    case, by = found(request, pk), request.member
    check(why_not_conclude(case, by))
    row = get_object_or_404(CourtReview.objects.filter(award__lot__procurement=case), pk=review)
    form = RulingForm(sent(request))
    page = FormPage(
        case=case,
        title=_("The court's decision"),
        lead=_("The standstill ends some days after it, if the award stands."),
        submit=_("Note the decision"),
    )
    return act_or_show(request, form, page, lambda: row.rule(**form.cleaned_data, by=by))


@door(EDIT)
def contract(request: MemberRequest, pk: int) -> HttpResponse:
    """Record the signed contract; the commitment is opened from the requirement."""
    case, by = found(request, pk), request.member
    check(why_not_conclude(case, by))
    row = need(standing_award(case), _("There is no award yet. Record it first."))
    form = ContractForm(sent(request), case=case)
    signing = signing_of_case(case, row)
    page = FormPage(
        case=case,
        title=_("Sign the contract"),
        lead=_("With {supplier}. The requirement is locked and becomes the supplier's commitment.").format(
            supplier=row.supplier
        ),
        submit=_("Record the contract"),
        sections=form.sections,
        notes=(signing.reason,) if signing.reason else (),
    )
    answer = act_or_show(request, form, page, lambda: sign_contract(row, form.signed, by=by))
    if answer.status_code == 302:
        messages.success(
            request, _("The contract is recorded. Step 5, Implement, begins with the start meeting.")
        )
    return answer


@door(EDIT, FOLLOW)
def start_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """The agenda, and what was agreed once it is held."""
    case, by = found(request, pk), request.member
    meeting = meeting_of(case)
    refusal = why_not_follow(case, by)
    if request.method == "POST":
        check(refusal)
    form = MeetingForm(sent(request))
    page = FormPage(case=case, title=_("Start meeting"), submit=_("Note that the meeting was held"))
    return act_or_show(
        request,
        form,
        page,
        lambda: meeting.hold(**form.cleaned_data, by=by),
        template="procurements/start_meeting.html",
        shown=meeting_page(meeting),
        may_work=refusal is None,
    )


@door(EDIT, FOLLOW)
def meeting_booking(request: MemberRequest, pk: int) -> HttpResponse:
    """Note the day that was booked."""
    case, by = found(request, pk), request.member
    check(why_not_follow(case, by))
    meeting = meeting_of(case)
    form = BookingForm(sent(request), initial={"booked_for": meeting.booked_for})
    page = FormPage(case=case, title=_("Book the start meeting"), submit=_("Save the day"))
    return act_or_show(request, form, page, lambda: meeting.book(**form.cleaned_data, by=by))
