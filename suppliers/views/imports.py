"""Contracts from a file: upload, columns, preview, entry by a worker, undoing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import REFUSED, carried_out, form_page, sent
from core.exports import XLSX
from core.once import anew, once
from organisations.access import MemberRequest, requires
from organisations.importing.pages import column_examples
from organisations.permissions import Permission
from suppliers.actions.importing import (
    lacking,
    lacking_words,
    order_entry,
    order_undoing,
    put_right,
    read_columns_as,
    take_in,
)
from suppliers.correction_page import correction_page
from suppliers.forms.correction import told_by
from suppliers.forms.imports import ColumnsForm, EntryForm, UploadForm
from suppliers.import_page import (
    crumbs_of,
    import_rows,
    outcome_of,
    preview,
    removal_url,
    which_columns,
)
from suppliers.importing.books import empty_book, marked_book
from suppliers.importing.checking import authorities_of, check_import
from suppliers.importing.columns import LIMITS
from suppliers.models import ContractImport
from suppliers.states import ImportState


def _found(request: MemberRequest, pk: int) -> ContractImport:
    rows = ContractImport.objects.visible_to(request.member)
    return get_object_or_404(rows.select_related("organisation", "made_by__user"), pk=pk)


def _draft(request: MemberRequest, pk: int) -> ContractImport:
    row = _found(request, pk)
    if not row.is_draft:
        raise PermissionDenied(_("The list has been entered already. Upload it again if you need to."))
    return row


@requires(Permission.CONTRACT_EDIT)
@once
def import_list(request: MemberRequest) -> HttpResponse:
    """The empty workbook, the upload, and earlier lists."""
    member, made = request.member, list[ContractImport]()
    form = UploadForm(sent(request), request.FILES or None, authorities=authorities_of(member))
    if carried_out(form, lambda: made.append(take_in(**form.wanted, by=member))):
        row = made[0]
        return redirect("suppliers:import_columns", row.pk) if lacking(row) else redirect(row)
    context = {"rows": import_rows(member), "crumbs": crumbs_of()}
    return form_page(request, "suppliers/import_list.html", form, context)


@requires(Permission.CONTRACT_EDIT)
def import_template(request: MemberRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return _workbook(empty_book(authorities_of(request.member)), name=_("contracts-to-fill-in"))


@requires(Permission.CONTRACT_EDIT)
def contract_import(request: MemberRequest, pk: int) -> HttpResponse:
    """Where the list is: the trial with its form, the work that goes on, or what came of it."""
    row = _found(request, pk)
    if row.is_draft:
        return _trial(request, row)
    name = "suppliers/import_outcome.html"
    context = {"row": row, "page": outcome_of(row), "crumbs": crumbs_of(row)}
    return render(request, f"{name}#outcome" if request.htmx else name, context)


def _trial(request: MemberRequest, row: ContractImport) -> HttpResponse:
    """Everything as it would be entered; entered when it is posted."""
    if request.htmx:  # the page that waits for a worker, and the worker has given the list back
        return HttpResponse(status=204, headers={"HX-Redirect": row.get_absolute_url()})
    if lacking(row):
        return redirect("suppliers:import_columns", row.pk)
    check = check_import(row, request.member)
    form = EntryForm(sent(request), wrong=len(check.wrong), duplicates=len(check.duplicates))
    if carried_out(form, lambda: order_entry(row, **form.options, by=request.member)):
        return redirect(row)
    context = {
        "row": row,
        "page": preview(check, page_number=request.GET.get("page")),
        "columns": which_columns(row, request.member),
        "removal_url": removal_url(row),
        "crumbs": crumbs_of(row),
    }
    return form_page(request, "suppliers/import_trial.html", form, context)


@requires(Permission.CONTRACT_EDIT)
def import_columns(request: MemberRequest, pk: int) -> HttpResponse:
    """What each column of the list is."""
    row, member = _draft(request, pk), request.member
    form = ColumnsForm(sent(request), row=row, authorities=authorities_of(member))

    def read() -> None:
        authority = form.cleaned_data.get("authority")
        read_columns_as(row, form.meanings, authority=authority, by=member)

    if carried_out(form, read):
        return redirect(row)
    examples = column_examples(row, lines=LIMITS.rows)
    context = {
        "row": row,
        "pairs": list(zip(examples, [bound for _name, bound in form.columns], strict=True)),
        "lacking": lacking_words(row),
        "removal_url": removal_url(row),
        "crumbs": crumbs_of(row),
    }
    return form_page(request, "organisations/importing/columns.html", form, context)


@requires(Permission.CONTRACT_EDIT)
def import_correction(request: MemberRequest, pk: int) -> HttpResponse:
    """The wrong rows as fields, until none is wrong; what is typed is kept each time."""
    row, posted = _draft(request, pk), sent(request)
    if lacking(row):
        return redirect("suppliers:import_columns", row.pk)
    if posted is not None:
        put_right(row, told_by(posted), by=request.member)
        row.refresh_from_db()
    page = correction_page(row, request.member)
    if not page.rows:
        if posted is not None:
            messages.success(request, _("All rows are right now. Check them below before they are entered."))
        return redirect(row)
    context = {"row": row, "page": page, "crumbs": crumbs_of(row)}
    status = 200 if posted is None else REFUSED
    return render(request, "suppliers/import_correction.html", context, status=status)


@requires(Permission.CONTRACT_EDIT)
def import_marked(request: MemberRequest, pk: int) -> HttpResponse:
    """The list as it was uploaded, with what is wrong marked."""
    row = _draft(request, pk)
    content = marked_book(row, check_import(row, request.member))
    return _workbook(content, name=_("contracts-to-correct"))


@requires(Permission.CONTRACT_EDIT)
@anew
def import_undoing(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once, then have every contract of the list taken back."""
    row = _found(request, pk)
    if row.state != ImportState.CREATED:
        raise PermissionDenied(_("Only a list that is entered can be undone."))
    page = outcome_of(row)
    if page.refusal:
        raise PermissionDenied(page.refusal)
    if request.method == "POST":
        order_undoing(row, by=request.member)
        return redirect(row)
    context = {"row": row, "told": page.told, "crumbs": crumbs_of(row)}
    return render(request, "suppliers/import_undoing.html", context)


@requires(Permission.CONTRACT_EDIT)
@require_POST
@anew
def import_removal(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw the uploaded list away."""
    row = _draft(request, pk)
    row.discard(by=request.member)
    messages.success(request, _("The list is thrown away. Nothing was entered."))
    return redirect("suppliers:import_list")


def _workbook(content: bytes, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
