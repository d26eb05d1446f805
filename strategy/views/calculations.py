"""Calculating on a requirement, and calculations that stand as they were."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.exports import answer as export_answer
from core.once import once
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy.calculation_document import order_calculation
from strategy.calculation_export import table_of
from strategy.calculation_page import page_of
from strategy.doors import door
from strategy.forms.calculation import CalculationForm
from strategy.forms.freezing import FreezingForm
from strategy.freezing import find_subject, freeze_calculation
from strategy.frozen import calculator_links, crumbs, documents_of, frozen_rows
from strategy.models import FrozenCalculation
from strategy.models.calculation import CALCULATING_PARTS, CALCULATION_READERS
from strategy.slots import CalculationSubject

PER_PAGE = 50
KINDS = ("csv", "xlsx")


@door(Permission.CALCULATE, parts=CALCULATING_PARTS)
def calculator(request: MemberRequest) -> HttpResponse:
    """The form, and the result below it once it is filled in. Stores nothing."""
    form = asked_form(request)
    result = None
    if form.is_bound and form.is_valid():
        asked = form.asked
        result = page_of(asked.calculations(), asked.parameters)
    context = {
        "form": form,
        "result": result,
        "crumbs": crumbs(subject_of(request)),
        "links": calculator_links(request.GET),
    }
    return render(request, "strategy/calculator.html", context)


@door(Permission.CALCULATE, parts=CALCULATING_PARTS)
def calculator_export(request: MemberRequest, kind: str) -> HttpResponse:
    form = asked_form(request)
    if kind not in KINDS or not form.is_bound or not form.is_valid():
        raise Http404
    return export_answer(table_of(form.asked.calculations()), kind=kind, name="kalkyl")


@door(Permission.CALCULATE, parts=CALCULATING_PARTS)
@once
def freezing(request: MemberRequest) -> HttpResponse:
    """Ties what the address asks for to a decision or a procurement; from then on it stands.

    An address that asks for nothing, as after a new log-in, leads back to the calculator.
    """
    asked_by = asked_form(request)
    if not asked_by.is_bound or not asked_by.is_valid():
        return redirect("strategy:calculator")
    form = FreezingForm(sent(request), member=request.member, initial={"subject": request.GET.get("subject")})
    made: list[FrozenCalculation] = []
    act = lambda: made.append(freeze_calculation(asked_by.asked, **form.chosen, by=request.member))  # noqa: E731
    if carried_out(form, act):
        messages.success(request, _("The calculation is saved. It stays as it is from now on."))
        return redirect(made[0])
    links = calculator_links(request.GET)
    context = {"crumbs": crumbs(subject_of(request)), "links": links}
    return form_page(request, "strategy/freezing.html", form, context)


@door(*CALCULATION_READERS, parts=CALCULATING_PARTS)
def calculation_list(request: MemberRequest) -> HttpResponse:
    found = FrozenCalculation.objects.visible_to(request.member)
    page = Paginator(found.for_lists(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": frozen_rows(page.object_list),
        "may_calculate": request.member.may(Permission.CALCULATE),
    }
    return render(request, "strategy/calculation_list.html", context)


@door(*CALCULATION_READERS, parts=CALCULATING_PARTS)
def calculation(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    context = {
        "frozen": row,
        "result": page_of(row.calculations, row.parameter_set),
        "documents": documents_of(row),
        "crumbs": crumbs(),
        "may_calculate": request.member.may(Permission.CALCULATE),
    }
    return render(request, "strategy/calculation.html", context)


@door(*CALCULATION_READERS, parts=CALCULATING_PARTS)
def calculation_export(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    row = found(request, pk)
    if kind not in KINDS:
        raise Http404
    return export_answer(table_of(row.calculations), kind=kind, name=f"kalkyl-{row.pk}")


@door(Permission.CALCULATE, parts=CALCULATING_PARTS)
@require_POST
def calculation_document(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    order_calculation(row, by=request.member)
    messages.success(request, _("The document is being made. It takes a few seconds."))
    return redirect(row)


def asked_form(request: MemberRequest) -> CalculationForm:
    """The form with what the address says; unbound, filled from its subject, while nothing is asked yet."""
    if request.GET.get("calculate"):
        return CalculationForm(request.GET)
    subject = subject_of(request)
    known: dict[str, Any] = {**subject.initial, "subject": subject.key} if subject else {}
    return CalculationForm(initial=known)


def subject_of(request: MemberRequest) -> CalculationSubject | None:
    """What the address says that one calculates for, if the member may calculate for it."""
    key = request.GET.get("subject", "")
    return find_subject(request.member, key) if key else None


def found(request: MemberRequest, pk: int) -> FrozenCalculation:
    """The calculation if the member may know of it, with what the page shows of it."""
    rows = FrozenCalculation.objects.visible_to(request.member).select_related(
        "authority__organisation", "member__user", "on_behalf_of__user"
    )
    return get_object_or_404(rows, pk=pk)
