"""The requirement: written beside its text, sent in, approved, copied out, published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import REFUSED
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements.actions.drafting import (
    approve,
    begin_requirement,
    keep_version,
    publish,
    save_draft,
    submit,
)
from procurements.case_page import subnav_of
from procurements.clauses import standing_text
from procurements.departing import departure_of
from procurements.docx import as_docx
from procurements.draft_page import conflict_of, departed, draft_page, version_rows, without_sanction
from procurements.forms.requirement import (
    TAKE_OVER,
    PublicationForm,
    ReasonForm,
    RequirementForm,
    SubmissionForm,
    VersionForm,
)
from procurements.models import Procurement, Requirement
from procurements.models.requirement import Conflict
from procurements.policies import why_not_approve, why_not_take_back, why_not_work, why_not_write
from procurements.views.doors import SEES, FormPage, act_or_show, check, crumbs_of, door, found, need, sent

EDIT, APPROVE = Permission.CASE_EDIT, Permission.REQUIREMENT_APPROVE
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def requirement_of(case: Procurement) -> Requirement:
    """The requirement of the case, with those who write and approve it; refused while there is none."""
    rows = Requirement.objects.filter(lot__procurement=case).select_related(
        "lot__procurement__authority",
        "saved_by__user",
        "saved_for__user",
        "prepared_by__user",
        "approver__user",
        "publication",
    )
    return need(rows.order_by("lot__number").first(), _("No requirement is written yet."))


@door(*SEES)
def requirement(request: MemberRequest, pk: int) -> HttpResponse:
    """Parameters and text side by side for those who write; the text alone for others."""
    case, by = found(request, pk), request.member
    row = Requirement.objects.filter(lot__procurement=case).first()
    if row is None:
        return render(request, "procurements/requirement_none.html", _frame(case, request))
    row = requirement_of(case)
    refusal = why_not_write(row, by)
    if request.method == "POST":
        check(refusal)
        return _save(request, case, row)
    form = None if refusal else RequirementForm(requirement=row)
    return _draft(request, case, row, form)


def _save(request: MemberRequest, case: Procurement, row: Requirement) -> HttpResponse:
    """Save the draft. A conflict loses nothing: both texts are shown,
    and one's own can be saved after all."""
    form = RequirementForm(sent(request), requirement=row)
    if not form.is_valid():
        return _draft(request, case, row, form, failed=True)
    content = form.content_suggested if TAKE_OVER in request.POST else form.content
    try:
        row = save_draft(row, content, **form.marks, by=request.member)
    except Conflict as conflict:
        both = conflict_of(conflict.row, form, request.member)
        context = {**_frame(case, request), "form": form, "conflict": both}
        name = "procurements/requirement_conflict.html"
        return render(request, f"{name}#conflict" if request.htmx else name, context, status=REFUSED)
    if request.htmx:
        return _draft(request, case, requirement_of(case), RequirementForm(requirement=row))
    messages.success(request, _("The draft is saved."))
    return redirect(row)


def _draft(
    request: MemberRequest,
    case: Procurement,
    row: Requirement,
    form: RequirementForm | None,
    *,
    failed: bool = False,
) -> HttpResponse:
    context = {
        **_frame(case, request),
        "form": form,
        "page": draft_page(row, request.member, failed=failed),
        "requirement": row,
    }
    name = "procurements/requirement.html"
    return render(
        request, f"{name}#living" if request.htmx else name, context, status=REFUSED if failed else 200
    )


def _frame(case: Procurement, request: MemberRequest) -> dict[str, object]:
    return {
        "case": case,
        "crumbs": crumbs_of(case),
        "subnav": tuple(subnav_of(case, request.member, current="requirement")),
        "may_work": why_not_work(case, request.member) is None,
    }


@door(EDIT)
@require_POST
def requirement_start(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin the draft, with what the assessment proposed."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    return redirect(begin_requirement(case, by=request.member))


@door(*SEES)
def versions(request: MemberRequest, pk: int) -> HttpResponse:
    """The versions kept, with their text; those who write may keep the present one under a name."""
    case, by = found(request, pk), request.member
    row = requirement_of(case)
    refusal = why_not_write(row, by)
    if request.method == "POST":
        check(refusal)
    form = VersionForm(sent(request))
    page = FormPage(case=case, title=_("Versions of the requirement"), submit=_("Keep this version"))
    return act_or_show(
        request,
        form,
        page,
        lambda: keep_version(row, name=form.cleaned_data["name"], by=by),
        template="procurements/versions.html",
        onward=request.path,
        versions=version_rows(row),
        may_write=refusal is None,
    )


@door(EDIT)
def submission(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the requirement for approval."""
    case, by = found(request, pk), request.member
    row = requirement_of(case)
    check(why_not_write(row, by))
    departure = departure_of(row)
    needs_reason = departure is not None and departure.is_less
    form = SubmissionForm(sent(request), requirement=row, needs_reason=needs_reason)
    page = FormPage(
        case=case,
        title=_("Send the requirement for approval"),
        lead=_("It cannot be changed while it waits. You can take it back."),
        submit=_("Send for approval"),
        cancel_url=row.get_absolute_url(),
        notes=tuple(filter(None, [departure.text if departure else "", without_sanction(row)])),
    )
    onward = case.get_absolute_url()
    return act_or_show(request, form, page, lambda: submit(row, **form.cleaned_data, by=by), onward=onward)


@door(EDIT, APPROVE)
def approval(request: MemberRequest, pk: int) -> HttpResponse:
    """Read the requirement as it was sent in, and approve it or return it."""
    case, by = found(request, pk), request.member
    row = requirement_of(case)
    refusal = why_not_approve(row, by)
    if request.method == "POST":
        check(refusal)
        approve(row, by=by)
        messages.success(request, _("The requirement is approved. The handler can publish it now."))
        return redirect(case)
    context = {
        **_frame(case, request),
        "requirement": row,
        "text": standing_text(row),
        "departed": departed(row),
        "without_sanction": without_sanction(row),
        "refusal": refusal,
        "is_same_person": by.pk in {row.prepared_by_id, row.saved_by_id},
        "may_return": why_not_take_back(row, by) is None,
    }
    return render(request, "procurements/approval.html", context)


@door(EDIT, APPROVE)
def requirement_return(request: MemberRequest, pk: int) -> HttpResponse:
    """Back to draft with a reason: from the approver, or taken back by the one who wrote it."""
    case, by = found(request, pk), request.member
    row = requirement_of(case)
    check(why_not_take_back(row, by))
    form = ReasonForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Back to draft"),
        lead=_("The requirement can be changed again and must be sent for approval anew."),
        submit=_("Make it a draft again"),
        cancel_url=row.get_absolute_url(),
    )
    return act_or_show(request, form, page, lambda: row.send_back(**form.cleaned_data, by=by))


@door(EDIT)
def publication(request: MemberRequest, pk: int) -> HttpResponse:
    """Note the notice; the requirement is locked from then on."""
    case, by = found(request, pk), request.member
    check(why_not_work(case, by))
    row = requirement_of(case)
    form = PublicationForm(sent(request), case=case, member=request.member)
    page = FormPage(
        case=case,
        title=_("Register the notice"),
        lead=_("Publish in the tendering system first. From this day the requirement is locked."),
        submit=_("Register the notice"),
    )
    return act_or_show(request, form, page, lambda: publish(row, **form.cleaned_data, by=by))


@door(*SEES)
def requirement_text(request: MemberRequest, pk: int) -> HttpResponse:
    """The text to copy into the tendering system, and as a file."""
    case = found(request, pk)
    row = requirement_of(case)
    context = {**_frame(case, request), "requirement": row, "plain": standing_text(row).plain}
    return render(request, "procurements/requirement_text.html", context)


@door(*SEES)
def requirement_docx(request: MemberRequest, pk: int) -> HttpResponse:
    """The text as a document for a word processor."""
    case = found(request, pk)
    row = requirement_of(case)
    answer = HttpResponse(as_docx(row, standing_text(row)), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="sysselsattningskrav-{case.pk}.docx"'
    return answer
