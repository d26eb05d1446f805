"""Planned purchases from a file: upload, columns, trial, reading in by a worker, undoing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page
from core.exports import answer
from core.once import anew, once
from organisations.access import MemberRequest
from organisations.importing.pages import column_examples
from procurements.actions.purchase_lists import (
    lacking,
    lacking_words,
    order_entry,
    order_undoing,
    read_columns_as,
    take_in,
    why_not_undo,
)
from procurements.forms.purchase_lists import PurchaseColumnsForm, PurchaseUploadForm, ReadInForm
from procurements.forms.purchases import WRITES, writable_authorities
from procurements.models import PurchaseList
from procurements.register.list_page import (
    LINES_FOR_EXAMPLES,
    empty_table,
    list_crumbs,
    list_rows,
    marked_table,
    outcome_page,
    removal_url,
    told_of,
    trial_page,
)
from procurements.states import ListState
from procurements.views.doors import door, sent


def found(request: MemberRequest, pk: int) -> PurchaseList:
    rows = PurchaseList.objects.visible_to(request.member)
    return get_object_or_404(rows.select_related("organisation", "made_by__user"), pk=pk)


def drafted(request: MemberRequest, pk: int) -> PurchaseList:
    """The list, while it can still be changed."""
    row = found(request, pk)
    if not row.is_draft:
        raise PermissionDenied(_("The list has been read in already. Upload it again if you need to."))
    return row


@door(*WRITES)
@once
def purchase_uploads(request: MemberRequest) -> HttpResponse:
    """The upload, and earlier lists."""
    member, made = request.member, list[PurchaseList]()
    authorities = writable_authorities(member)
    form = PurchaseUploadForm(sent(request), request.FILES or None, authorities=authorities)
    if carried_out(form, lambda: made.append(take_in(**form.wanted, by=member))):
        row = made[0]
        return redirect("procurements:purchase_columns", row.pk) if row.is_draft else redirect(row)
    context = {"rows": list_rows(member), "crumbs": list_crumbs()}
    return form_page(request, "procurements/purchase_uploads.html", form, context)


@door(*WRITES)
def purchase_template(request: MemberRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return answer(empty_table(), kind="xlsx", name=_("purchases-to-fill-in"))


@door(*WRITES)
def purchase_upload(request: MemberRequest, pk: int) -> HttpResponse:
    """Where the list is: the trial with its form, the work that goes on, or what came of it."""
    row = found(request, pk)
    if row.is_draft:
        return _trial(request, row)
    name = "procurements/purchase_upload.html"
    context = {"row": row, "page": outcome_page(row), "crumbs": list_crumbs(row)}
    return render(request, f"{name}#outcome" if request.htmx else name, context)


def _trial(request: MemberRequest, row: PurchaseList) -> HttpResponse:
    """Everything as it would be read in; read in when it is posted."""
    if request.htmx:  # the page that waited for a worker
        return HttpResponse(status=204, headers={"HX-Redirect": row.get_absolute_url()})
    if lacking(row):
        return redirect("procurements:purchase_columns", row.pk)
    form = ReadInForm(sent(request), wrong=row.wrong_lines, repeated=len(row.repeated))
    if carried_out(form, lambda: order_entry(row, **form.options, by=request.member)):
        return redirect(row)
    page = trial_page(row, page_number=request.GET.get("page"))
    context = {"row": row, "page": page, "removal_url": removal_url(row), "crumbs": list_crumbs(row)}
    return form_page(request, "procurements/purchase_trial.html", form, context)


@door(*WRITES)
def purchase_columns(request: MemberRequest, pk: int) -> HttpResponse:
    """What each column of the list is."""
    row, member = drafted(request, pk), request.member
    form = PurchaseColumnsForm(sent(request), row=row, authorities=writable_authorities(member))

    def read() -> None:
        authority = form.cleaned_data.get("authority")
        read_columns_as(row, form.meanings, authority=authority, by=member)

    if carried_out(form, read):
        return redirect(row)
    examples = column_examples(row, lines=LINES_FOR_EXAMPLES)
    context = {
        "row": row,
        "pairs": list(zip(examples, [bound for _name, bound in form.columns], strict=True)),
        "lacking": lacking_words(row),
        "removal_url": removal_url(row),
        "crumbs": list_crumbs(row),
    }
    return form_page(request, "organisations/importing/columns.html", form, context)


@door(*WRITES)
def purchase_marked(request: MemberRequest, pk: int) -> HttpResponse:
    """The wrong rows as they were uploaded, each with what to do."""
    return answer(marked_table(drafted(request, pk)), kind="xlsx", name=_("purchases-to-correct"))


@door(*WRITES)
@anew
def purchase_undoing(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once, then have every purchase of the list taken out."""
    row = found(request, pk)
    if row.state != ListState.ENTERED:
        raise PermissionDenied(_("Only a list that is read in can be undone."))
    if refusal := why_not_undo(row):
        raise PermissionDenied(refusal)
    if request.method == "POST":
        order_undoing(row, by=request.member)
        return redirect(row)
    context = {"row": row, "told": told_of(row), "crumbs": list_crumbs(row)}
    return render(request, "procurements/purchase_undoing.html", context)


@door(*WRITES)
@require_POST
@anew
def purchase_upload_removal(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw the uploaded list away."""
    drafted(request, pk).discard(by=request.member)
    messages.success(request, _("The list is thrown away. Nothing was read in."))
    return redirect("procurements:purchase_uploads")
