"""Decision tables: list, begin from an example, change row by row, see what changes, put in force."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.answers import REFUSED, carried_out, form_page, sent
from core.once import once
from core.pasted import plain_values
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy import policies
from strategy.doors import READERS, check, door
from strategy.forms.steps import ReasonForm
from strategy.forms.table import BeginTableForm, FirstDayForm, TableForm
from strategy.forms.table_row import RowForm
from strategy.models import PolicyTable
from strategy.table_page import MOST_CHANGES, crumbs, table_lines, table_page, would_change
from strategy.tabling import begin_table, move_row, remove_row, save_row, with_row

PER_PAGE = 50
PREPARE = Permission.STRATEGY_PREPARE


def found(request: MemberRequest, pk: int) -> PolicyTable:
    """The table if the member may know of its decision."""
    rows = PolicyTable.objects.visible_to(request.member)
    joined = rows.select_related("decision__authority__organisation", "prepared_by__user")
    return get_object_or_404(joined, pk=pk)


def drafted(request: MemberRequest, pk: int) -> PolicyTable:
    """The table, where the member may change it now."""
    row = found(request, pk)
    check(policies.why_not_change_table(row, request.member))
    return row


@door(*READERS)
def table_list(request: MemberRequest) -> HttpResponse:
    tables = PolicyTable.objects.visible_to(request.member).for_lists()
    page = Paginator(tables, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": table_lines(page),
        "crumbs": crumbs()[:1],
        "may_prepare": request.member.may(PREPARE),
    }
    return render(request, "strategy/table_list.html", context)


@door(PREPARE)
@once
def new_table(request: MemberRequest) -> HttpResponse:
    form = BeginTableForm(sent(request), member=request.member, initial=request.GET.dict())
    made: list[PolicyTable] = []
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        check(policies.why_not_tabulate(values["decision"], request.member))
        start = {"title": values["title"], "start": form.start_table}
        if carried_out(
            form, lambda: made.append(begin_table(values["decision"], **start, by=request.member))
        ):
            return redirect(made[0])
    return form_page(request, "strategy/table_new.html", form, {"crumbs": crumbs()})


@door(*READERS)
def table(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    page = table_page(row, request.member)
    return render(request, "strategy/table.html", {"table": row, "page": page, "most": MOST_CHANGES})


@door(PREPARE)
def table_heading(request: MemberRequest, pk: int) -> HttpResponse:
    row = drafted(request, pk)
    form = TableForm(sent(request), instance=found(request, pk), initial={"revision": row.revision})
    if carried_out(form, lambda: row.retitle(**form.cleaned_data, by=request.member)):
        return redirect(row)
    return form_page(request, "strategy/table_heading.html", form, {"table": row, "crumbs": crumbs(row)})


@door(PREPARE)
@once
def new_table_row(request: MemberRequest, pk: int) -> HttpResponse:
    row = drafted(request, pk)
    return _row_page(request, row, len(row.rows) + 1)


@door(PREPARE)
def table_row(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    row = drafted(request, pk)
    if not 1 <= number <= len(row.rows):
        raise Http404
    return _row_page(request, row, number)


def _row_page(request: MemberRequest, table: PolicyTable, number: int) -> HttpResponse:
    """The form. What it would change is asked for by the address, which holds the whole row: nothing is
    saved by looking."""
    rows = table.table.rows
    known = rows[number - 1] if number <= len(rows) else None
    asked = request.GET if request.method == "GET" and "name" in request.GET else None
    form = RowForm(sent(request) or asked, row=known, revision=table.revision)
    preview = None
    if form.is_bound and form.is_valid():
        if asked is not None:
            after = replace(table.table, rows=with_row(table.table, number, form.row))
            preview = would_change(table, request.member, after=after)
        elif "preview" in request.POST:
            return redirect(f"{request.path}?{_as_query(request.POST)}")
        elif carried_out(form, lambda: save_row(table, number, **form.saving, by=request.member)):
            return redirect(table)
    context = {"table": table, "number": number, "is_new": known is None, "changes": preview}
    context |= {"crumbs": crumbs(table), "most": MOST_CHANGES, "form": form}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "strategy/table_row.html", context, status=status)


def _as_query(posted: QueryDict) -> str:
    """What was typed, as an address holds it."""
    kept = plain_values(posted).copy()
    for name in ("csrfmiddlewaretoken", "preview"):
        kept.pop(name, None)
    return kept.urlencode()


@door(PREPARE)
@require_POST
def table_row_place(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Move a row up or down, or take it away, as the button says."""
    row, by = drafted(request, pk), request.member
    posted, to = request.POST.get("revision", ""), request.POST.get("to")
    revision = int(posted) if posted.isascii() and posted.isdecimal() else 0
    try:
        if to == "away":
            remove_row(row, number, revision=revision, by=by)
        else:
            move_row(row, number, to=number + (1 if to == "down" else -1), revision=revision, by=by)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(row)


@door(Permission.DECIDE)
def table_force(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_put_in_force(row, by))
    form = FirstDayForm(sent(request), initial={"first_day": clock.today()})
    if carried_out(form, lambda: row.put_in_force(**form.cleaned_data, by=by)):
        messages.success(request, _("The table is put in force. Its rows stay as they are from now on."))
        return redirect(row)
    context = {"table": row, "crumbs": crumbs(row), "most": MOST_CHANGES}
    context |= {"changes": would_change(row, by, after=row.table)}
    return form_page(request, "strategy/table_force.html", form, context)


@door(PREPARE)
def table_dropping(request: MemberRequest, pk: int) -> HttpResponse:
    row = drafted(request, pk)
    form = ReasonForm(sent(request))
    if carried_out(form, lambda: row.drop(**form.cleaned_data, by=request.member)):
        return redirect("strategy:table_list")
    return form_page(request, "strategy/table_dropping.html", form, {"table": row, "crumbs": crumbs(row)})
