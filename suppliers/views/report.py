"""The report's pages, written once for whoever sits at the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import sent
from core.once import anew, once
from core.rules import RuleBroken
from matching.forms.shared import BONUS
from matching.models import Placement
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from suppliers.actions import reporting
from suppliers.actions.taking_back import take_back_person
from suppliers.choices import RowChange
from suppliers.desk import Desk, desk_of_member
from suppliers.forms.report import PERCENT, AttestationForm, ChangeForm, MistakeForm, PersonForm
from suppliers.policies import is_unreviewed, why_not_take_back
from suppliers.queries import person_name, report_view
from suppliers.report_page import page_of

Page = Callable[..., HttpResponse]


def for_members(page: Page, *permissions: Permission) -> Any:
    """The page for a member who may see the report."""

    @requires(*permissions)
    @wraps(page)
    def view(request: MemberRequest, key: int, **more: Any) -> HttpResponse:
        return page(request, desk_of_member(request.member, key), **more)

    return view


def writing(page: Page) -> Page:
    """Refuse with the reason when this desk may not write now."""

    @wraps(page)
    def guarded(request: HttpRequest, desk: Desk, **more: Any) -> HttpResponse:
        if not desk.may_write:
            raise PermissionDenied(desk.refusal or "")
        return page(request, desk, **more)

    return guarded


def show(request: HttpRequest, name: str, desk: Desk, **more: Any) -> HttpResponse:
    """Render a page of the report; 422 when a form came back with errors."""
    form = more.get("form")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(
        request, f"suppliers/{name}.html", {"desk": desk, "report": desk.report, **more}, status=status
    )


def report_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The period: how they stand, who is in it, and what to do."""
    view = page_of(desk)
    return show(request, "report", desk, view=view, review_url=view.review_url)


@writing
@once
def person_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add somebody new."""
    form = PersonForm(sent(request), terms=desk.report.commitment)
    if request.method == "POST" and form.is_valid():
        try:
            reporting.add_person(desk.report, **form.terms)
        except RuleBroken as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, _("Added to the report. Send the report when everything is in place."))
            return redirect(desk.home_url)
    return show(request, "report_person", desk, form=form)


@writing
def change_page(request: HttpRequest, desk: Desk, placement: int) -> HttpResponse:
    """Tell what happened to somebody from the last report."""
    row = get_object_or_404(
        Placement.objects.standing().filter(commitment=desk.report.commitment), pk=placement
    )
    form = ChangeForm(sent(request), terms=desk.report.commitment)
    if request.method == "POST" and form.is_valid():
        try:
            _tell(desk, row, form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Changed in the report. Send the report when everything is in place.")
            )
            return redirect(desk.home_url)
    label = person_name(row.person, shows_labels=desk.is_supplier)
    return show(request, "report_change", desk, form=form, placement=row, label=label)


@anew
def taking_back_page(request: HttpRequest, desk: Desk, placement: int) -> HttpResponse:
    """Somebody was reported wrongly: taken out at once, or when this report is sent."""
    people = Placement.objects.filter(commitment=desk.report.commitment).select_related("person__data_key")
    row = get_object_or_404(people, pk=placement)
    if not desk.is_supplier:
        raise PermissionDenied(desk.refusal or "")
    if refusal := why_not_take_back(desk.report, row):
        raise PermissionDenied(refusal)
    form, at_once = MistakeForm(sent(request)), is_unreviewed(row)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_person(desk.report, row, by=desk.by, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, taken_back_text(at_once=at_once))
            return redirect(desk.home_url)
    label = person_name(row.person, shows_labels=True)
    return show(request, "report_mistake", desk, form=form, label=label, at_once=at_once)


def taken_back_text(*, at_once: bool) -> str:
    if at_once:
        return _("Taken back. The person counts nowhere. The reason stays in the history.")
    return _("Changed in the report. Send the report when everything is in place.")


@require_POST
@writing
@anew
def row_page(request: HttpRequest, desk: Desk, row: int) -> HttpResponse:
    """Take a change back from the draft."""
    found = get_object_or_404(desk.report.rows.filter(applied_at__isnull=True), pk=row)
    reporting.drop_row(desk.report, found)
    messages.success(request, _("Taken back."))
    return redirect(desk.home_url)


@writing
def sending_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """See once more what is sent, put one's name to it, and send."""
    view = report_view(desk.report, for_supplier=True)
    form = AttestationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            reporting.submit(desk.report, by=desk.by, link=desk.link, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is sent. You get a receipt by e-mail."))
            return redirect(desk.home_url)
    return show(request, "report_sending", desk, form=form, view=view)


def _tell(desk: Desk, placement: Placement, data: dict[str, Any]) -> None:
    if data["change"] == RowChange.ENDED:
        reporting.tell_end(desk.report, placement, ended_on=data["ended_on"], because=data["ended_because"])
    elif data["change"] == RowChange.BONUS:
        reporting.tell_bonus(desk.report, placement, is_bonus=data["is_bonus"] == BONUS)
    else:
        scope = data["percent"] / PERCENT
        reporting.tell_scope(desk.report, placement, scope=scope, scope_from=data["scope_from"])


SUPPLIER = Permission.SUPPLIER_WORK
report = for_members(report_page, SUPPLIER, Permission.COMMITMENT_SEE)
person = for_members(person_page, SUPPLIER)
change = for_members(change_page, SUPPLIER)
row = for_members(row_page, SUPPLIER)
taking_back = for_members(taking_back_page, SUPPLIER)
sending = for_members(sending_page, SUPPLIER)
