"""The delegation order, and the decisions made under it that are to be reported."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import clock
from core.answers import REFUSED, carried_out, form_page, sent
from core.exports import answer as export_answer
from core.once import anew, once
from organisations.access import MemberRequest, may_open
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.actions import add_delegation_item, end_delegation_item, report_delegated
from strategy.doors import DELEGATING_PARTS, ORDER_KEEPERS, ORDER_READERS, READERS, door
from strategy.forms.delegation import DelegatedFilter, DelegationItemForm, ItemEndForm, ReportForm
from strategy.listing import delegated_rows, delegated_table
from strategy.models import DelegatedDecision, DelegationItem

PER_PAGE = 50


@door(*READERS, parts=DELEGATING_PARTS)
def delegated_list(request: MemberRequest) -> HttpResponse:
    return _delegated(request, ReportForm(member=request.member, initial=_usual_meeting(request)))


@door(*READERS, parts=DELEGATING_PARTS)
def delegated_export(request: MemberRequest, kind: str) -> HttpResponse:
    if kind not in {"csv", "xlsx"}:
        raise Http404
    chosen = DelegatedFilter(request.GET, member=request.member)
    rows = chosen.rows(DelegatedDecision.objects.visible_to(request.member))
    return export_answer(delegated_table(rows), kind=kind, name="delegationsbeslut")


@door(Permission.RECORD_REGISTER, Permission.STRATEGY_PREPARE, parts=DELEGATING_PARTS)
@require_POST
def delegation_report(request: MemberRequest) -> HttpResponse:
    form = ReportForm(sent(request), member=request.member)
    if not carried_out(form, lambda: report_delegated(**form.cleaned_data, by=request.member)):
        return _delegated(request, form)
    count = len(form.cleaned_data["decisions"])
    text = ngettext("{n} decision is marked as reported.", "{n} decisions are marked as reported.", count)
    messages.success(request, text.format(n=count))
    return redirect("strategy:delegated_list")


@door(*ORDER_READERS, parts=DELEGATING_PARTS)
def item_list(request: MemberRequest) -> HttpResponse:
    items = DelegationItem.objects.visible_to(request.member).select_related("authority")
    page = Paginator(items.order_by("authority__sort_key", "sort_key", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    keeps = any(request.member.may(permission) for permission in ORDER_KEEPERS)
    context = {"page": page, "keeps": keeps, "today": clock.today()}
    return render(request, "strategy/item_list.html", context)


@door(*ORDER_KEEPERS, parts=DELEGATING_PARTS)
@once
def new_item(request: MemberRequest) -> HttpResponse:
    form = DelegationItemForm(sent(request), member=request.member)
    if carried_out(form, lambda: add_delegation_item(**form.cleaned_data, by=request.member)):
        return redirect("strategy:item_list")
    return form_page(request, "strategy/item_new.html", form)


@door(*ORDER_KEEPERS, parts=DELEGATING_PARTS)
@anew
def item_end(request: MemberRequest, pk: int) -> HttpResponse:
    items = DelegationItem.objects.visible_to(request.member).select_related("authority")
    item = get_object_or_404(items, pk=pk)
    form = ItemEndForm(sent(request), initial={"last_day": clock.today()})
    if carried_out(form, lambda: end_delegation_item(item, **form.cleaned_data, by=request.member)):
        return redirect("strategy:item_list")
    return form_page(request, "strategy/item_end.html", form, {"item": item})


def _delegated(request: MemberRequest, form: ReportForm) -> HttpResponse:
    chosen = DelegatedFilter(request.GET, member=request.member)
    page = Paginator(
        delegated_rows(chosen.rows(DelegatedDecision.objects.visible_to(request.member))), PER_PAGE
    ).get_page(request.GET.get("page"))
    may_report = request.member.may(Permission.RECORD_REGISTER) or request.member.may(
        Permission.STRATEGY_PREPARE
    )
    context = {
        "filter": chosen,
        "chosen": request.POST.getlist("decisions"),
        "form": form,
        "page": page,
        "may_report": may_report,
        "opening": _opening(page.object_list, request.member),
        "query": request.GET.urlencode(),
    }
    template = "strategy/delegated_list.html" + ("#results" if getattr(request, "htmx", False) else "")
    return render(request, template, context, status=REFUSED if form.is_bound else 200)


def _opening(rows: Iterable[DelegatedDecision], member: Membership) -> set[int]:
    """Those whose matter the member can open: its part is on, and its door lets her in."""
    return {
        row.pk
        for row in rows
        if row.subject is not None
        and member.organisation.has(row.subject.PART)
        and may_open(member, row.subject.get_absolute_url())
    }


def _usual_meeting(request: MemberRequest) -> dict[str, str]:
    """The authority's name when the member works for one only."""
    names = [authority.name for authority in request.member.authorities.all()[:2]]
    return {"body": names[0]} if len(names) == 1 else {}
