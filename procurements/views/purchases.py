"""The register of purchases: the list and its export, one purchase, typing in, and the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import REFUSED, carried_out, form_page
from core.exports import answer
from core.once import once
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements import purchase_policies as policies
from procurements.actions import planning
from procurements.cpv import cpv_choice
from procurements.forms.facts import FactsForm
from procurements.forms.purchase_filter import CoverageFilter, PurchaseFilter
from procurements.forms.purchases import (
    WRITES,
    ExplanationForm,
    LinkForm,
    PurchaseForm,
    PurchaseReasonForm,
)
from procurements.models import Explanation, PlannedPurchase
from procurements.register.figures import coverage_page, coverage_table
from procurements.register.following import stale
from procurements.register.judging import rules_today
from procurements.register.listing import export_table, lines_of, tabs_of
from procurements.register.page import crumbs_of, purchase_page
from procurements.register.starting import case_initial
from procurements.views.cases import looks_for_cpv
from procurements.views.doors import SEES, check, door, sent

PER_PAGE = 50


@dataclass(frozen=True)
class StepPage:
    """A page with one form: heading, the verb on its button, lead; `empty` where nothing can be chosen."""

    title: str
    submit: str
    lead: str = ""
    kind: str = "primary"
    empty: str = ""


EDIT = Permission.CASE_EDIT


def found(request: MemberRequest, pk: int) -> PlannedPurchase:
    """The purchase if the member may know of it."""
    rows = PlannedPurchase.objects.visible_to(request.member).with_coverage().for_lists()
    return get_object_or_404(rows, pk=pk)


@door(*SEES)
def purchase_list(request: MemberRequest) -> HttpResponse:
    """Everything that is planned or runs, and how it is answered."""
    chosen = PurchaseFilter(request.GET, member=request.member)
    organisation = request.member.organisation
    rules = rules_today(organisation).fetch()
    page = Paginator(chosen.rows(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "tabs": tabs_of(chosen),
        "rows": lines_of(page.object_list, rules),
        "has_rules": bool(rules.decisions),
        "is_renewing": stale(organisation, rules).exists(),
        "may_plan": bool(request.member.authority_ids_with(*WRITES)),
        "query": request.GET.urlencode(),
        "crumbs": crumbs_of()[:1],
    }
    name = "procurements/purchase_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@door(*SEES)
def purchase_export(request: MemberRequest) -> HttpResponse:
    """The filtered list as CSV or XLSX."""
    chosen = PurchaseFilter(request.GET, member=request.member)
    standing = Prefetch(
        "explanations", queryset=Explanation.objects.standing(), to_attr="standing_explanations"
    )
    rules = rules_today(request.member.organisation).fetch()
    table = export_table(chosen.rows().prefetch_related(standing), rules)
    return answer(table, kind=request.GET.get("format", "csv"), name="inkopsplan")


@door(*SEES)
def purchase_coverage(request: MemberRequest) -> HttpResponse:
    """Of what is recommended, how much is answered: by year, unit and category."""
    chosen = CoverageFilter(request.GET, member=request.member)
    page = coverage_page(chosen)
    context = {
        "filter": chosen,
        "page": page,
        "whole": (page.whole,),
        "query": request.GET.urlencode(),
        "crumbs": crumbs_of(),
    }
    name = "procurements/purchase_coverage.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@door(*SEES)
def purchase_coverage_export(request: MemberRequest) -> HttpResponse:
    """The figures as CSV or XLSX."""
    page = coverage_page(CoverageFilter(request.GET, member=request.member))
    return answer(coverage_table(page), kind=request.GET.get("format", "csv"), name="folj-eller-forklara")


@door(*WRITES)
@once
def new_purchase(request: MemberRequest) -> HttpResponse:
    """Type a purchase in."""
    form, made = PurchaseForm(sent(request), member=request.member), list[PlannedPurchase]()
    if not looks_for_cpv(request) and carried_out(
        form, lambda: made.append(planning.plan_purchase(form.cleaned_data, by=request.member))
    ):
        messages.success(request, _("The purchase stands in the plan. See below what the rules say of it."))
        return redirect(made[0])
    return _facts_page(request, form)


@door(*SEES)
def purchase(request: MemberRequest, pk: int) -> HttpResponse:
    """What is planned, what the rules say, and the answer."""
    row = found(request, pk)
    context = {"row": row, "page": purchase_page(row, request.member)}
    return render(request, "procurements/purchase.html", context)


@door(*WRITES)
def purchase_facts(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is planned."""
    row = found(request, pk)
    check(policies.why_not_change(row, request.member))
    form = PurchaseForm(sent(request), member=request.member, row=row)
    if not looks_for_cpv(request) and carried_out(
        form, lambda: planning.change_purchase(row, form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("The purchase is saved."))
        return redirect(row)
    return _facts_page(request, form, row=row)


def _facts_page(
    request: MemberRequest, form: PurchaseForm, *, row: PlannedPurchase | None = None
) -> HttpResponse:
    values = request.POST if form.is_bound else request.GET
    chosen = values.get("cpv") or (row.cpv_id if row and not form.is_bound else "") or ""
    title = values.get("title") or (row.title if row else "")
    context = {
        "form": form,
        "row": row,
        "cpv": cpv_choice(query=values.get("cpv_q", ""), title=title, chosen=chosen),
        "crumbs": crumbs_of(row),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "procurements/purchase_facts.html", context, status=status)


@door(EDIT)
@once
def purchase_start(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes: start the procurement, with everything that is known filled in."""
    row = found(request, pk)
    check(policies.why_not_start(row, request.member))
    form, made = FactsForm(sent(request), member=request.member), list[Any]()
    form.initial = {**form.initial, **case_initial(row)}
    if not looks_for_cpv(request) and carried_out(
        form, lambda: made.append(planning.start_purchase(row, form.cleaned_data, by=request.member))
    ):
        messages.success(request, _("The case is started. The first tasks are below."))
        return redirect(made[0])
    values = request.POST if form.is_bound else request.GET
    chosen = values.get("cpv") or ("" if form.is_bound else row.cpv_id) or ""
    asked = {"query": values.get("cpv_q", ""), "title": values.get("title") or row.title}
    context = {"cpv": cpv_choice(**asked, chosen=chosen), "crumbs": crumbs_of(row)}
    return form_page(request, "procurements/facts.html", form, context)


@door(*WRITES)
@once
def purchase_reason(request: MemberRequest, pk: int) -> HttpResponse:
    """No, and why."""
    row, by = found(request, pk), request.member
    check(policies.why_not_explain(row, by))
    stands = row.explanation
    form = ExplanationForm(sent(request), stands=stands)
    lead = _("It is shown beside the purchase, and is to be looked through in a year.")
    page = StepPage(_("No requirement: say why"), _("Save the reason"), lead=lead)
    if stands is not None:
        page = StepPage(_("Does the reason still hold?"), _("It holds: save it anew"), lead=lead)
    return _step(request, row, form, page, lambda: planning.explain(row, **form.cleaned_data, by=by))


@door(*WRITES)
@require_POST
def purchase_reason_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the reason back."""
    row = found(request, pk)
    check(policies.why_not_explain(row, request.member))
    stands = get_object_or_404(Explanation.objects.standing(), purchase=row)
    return _done(request, row, lambda: stands.take_back(by=request.member), _("The reason is taken back."))


@door(*WRITES)
def purchase_link(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which procurement the purchase has become."""
    row, by = found(request, pk), request.member
    check(policies.why_not_change(row, by))
    form = LinkForm(sent(request), row=row, member=by)
    page = StepPage(
        _("It is a procurement already"),
        _("Link them"),
        lead=_("The purchase then follows the procurement's particulars."),
        empty="" if form.has_choice else _("There is no procurement under way here to choose."),
    )
    act = lambda: planning.link_purchase(row, form.cleaned_data["procurement"], by=by)  # noqa: E731
    return _step(request, row, form, page, act)


@door(*WRITES)
def purchase_unlinking(request: MemberRequest, pk: int) -> HttpResponse:
    """It was the wrong procurement."""
    row, by = found(request, pk), request.member
    check(policies.why_not_unlink(row, by))
    form = PurchaseReasonForm(sent(request))
    page = StepPage(_("It was the wrong procurement"), _("Take the link away"), kind="danger")
    act = lambda: planning.unlink_purchase(row, reason=form.cleaned_data["reason"], by=by)  # noqa: E731
    return _step(request, row, form, page, act)


@door(*WRITES)
def purchase_dropping(request: MemberRequest, pk: int) -> HttpResponse:
    """It will not be bought."""
    row, by = found(request, pk), request.member
    check(policies.why_not_change(row, by))
    form = PurchaseReasonForm(sent(request))
    page = StepPage(_("It will not be bought"), _("Take it out of the plan"), kind="danger")
    return _step(request, row, form, page, lambda: row.drop(reason=form.cleaned_data["reason"], by=by))


@door(*WRITES)
@require_POST
def purchase_return(request: MemberRequest, pk: int) -> HttpResponse:
    """It is to be bought after all."""
    row = found(request, pk)
    check(policies.why_not_take_up(row, request.member))
    return _done(request, row, lambda: planning.take_up(row, by=request.member), _("It is planned again."))


def _step(
    request: MemberRequest,
    row: PlannedPurchase,
    form: BaseForm,
    page: StepPage,
    act: Callable[[], object],
) -> HttpResponse:
    """Carry out what the form asks and go back to the purchase, or show the page with the form."""
    if carried_out(form, act):
        return redirect(row)
    context = {"row": row, "page": page, "crumbs": crumbs_of(row)}
    return form_page(request, "procurements/purchase_step.html", form, context)


def _done(request: MemberRequest, row: PlannedPurchase, act: Callable[[], object], told: str) -> HttpResponse:
    try:
        act()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect(row)
