"""The pages of the first steps, moving between steps, and what is not needed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.actions.cases import advance
from procurements.actions.entry import answer_entry_check, give_consent
from procurements.actions.waiving import waive
from procurements.case_rows import rows_of
from procurements.entry_page import no_officer, solvers_for
from procurements.forms.facts import OfficerForm
from procurements.forms.requirement import ReasonForm
from procurements.forms.sheets import AssessmentForm, EntryCheckForm, MarketForm, PlanForm, SheetForm
from procurements.forms.steps import ConsentForm, WaiverForm
from procurements.models import Waiver
from procurements.policies import why_not_consent, why_not_follow, why_not_work
from procurements.sheet_page import sheet_page
from procurements.states import STEPS
from procurements.views.doors import SEES, FormPage, act_or_show, check, door, found, sent
from procurements.waiving import standing_waivers, waivable

EDIT, FOLLOW = Permission.CASE_EDIT, Permission.CONTRACT_EDIT


def _write(form: Any, *, by: Membership) -> None:
    form.Meta.model.write(form.case, **form.cleaned_data, by=by)


def _read(request: MemberRequest, form: SheetForm, *, title: Any, refusal: str) -> HttpResponse:
    """What is written; nothing may be sent."""
    if request.method == "POST":
        check(refusal)
    page = sheet_page(form, title=title, why=refusal)
    return render(request, "procurements/sheet.html", {"page": page, "case": form.case})


def sheet(form_class: Any, title: Any, lead: Any = "", *, template: str = "procurements/form.html") -> Any:
    """The view of a page of answers: shown, then written whole. Who sees the case but may not change it now
    reads what is written."""

    @door(*SEES)
    def view(request: MemberRequest, pk: int) -> HttpResponse:
        case = found(request, pk)
        if refusal := why_not_work(case, request.member):
            return _read(request, form_class(case=case), title=title, refusal=refusal)
        form = form_class(sent(request), case=case)
        page = FormPage(case=case, title=title, lead=lead, submit=_("Save"), sections=form.sections)
        act = partial(_write, form, by=request.member)
        return act_or_show(request, form, page, act, template=template)

    return view


plan = sheet(PlanForm, gettext_lazy("Scope, stakeholders and time plan"))
market = sheet(
    MarketForm,
    gettext_lazy("Map what is possible"),
    gettext_lazy(
        "Ask several suppliers the same three questions, and the matching officer about the target group."
    ),
)
assessment = sheet(
    AssessmentForm,
    gettext_lazy("Judge whether a requirement suits"),
    gettext_lazy("Your answers become the decision basis. What the case already says is filled in."),
)


@door(*SEES)
def entry_check(request: MemberRequest, pk: int) -> HttpResponse:
    """Four questions; a no shows who can solve it, and where there is no decision it asks for consent."""
    case, by, title = found(request, pk), request.member, _("Four entry questions")
    if refusal := why_not_work(case, by):
        return _read(request, EntryCheckForm(case=case), title=title, refusal=refusal)
    form, solvers = EntryCheckForm(sent(request), case=case), solvers_for(case, by)
    page = FormPage(
        case=case,
        title=title,
        lead=_("A no does not stop you: write how you go on, and see who can solve it."),
        submit=_("Save"),
    )

    def act() -> None:
        entry = answer_entry_check(case, **form.cleaned_data, by=by)
        if asked := solvers.asked(entry):
            messages.success(request, asked)

    template = "procurements/entry_check.html"
    return act_or_show(request, form, page, act, template=template, solvers=solvers, policy=form.policy)


@door(EDIT)
def matching_officer(request: MemberRequest, pk: int) -> HttpResponse:
    """Name who finds and prepares candidates, without the rest of the particulars."""
    case, by = found(request, pk), request.member
    check(why_not_work(case, by))
    form = OfficerForm(sent(request), case=case)
    page = FormPage(
        case=case,
        title=_("Name a matching officer"),
        lead=_("The one who finds and prepares candidates. Can be changed at any time."),
        submit=_("Save"),
        notes=() if form.has_choice else (no_officer(by),),
    )
    return act_or_show(request, form, page, lambda: case.edit(**form.cleaned_data, by=by))


@door(Permission.DECIDE)
def entry_consent(request: MemberRequest, pk: int) -> HttpResponse:
    """A decision-maker agrees that one goes on without a decision."""
    case, by = found(request, pk), request.member
    check(why_not_consent(case, by))
    form = ConsentForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Go on without a decision?"),
        lead=_("There is no political decision or one by the management. The reason given: {reason}").format(
            reason=case.entry_check.has_decision_reason
        ),
        submit=_("Agree that the case goes on"),
    )
    return act_or_show(request, form, page, lambda: give_consent(case, note=form.cleaned_data["note"], by=by))


@door(EDIT, FOLLOW)
@require_POST
def step(request: MemberRequest, pk: int) -> HttpResponse:
    """Go on to a later step."""
    case = found(request, pk)
    check(why_not_follow(case, request.member))
    to = request.POST.get("to", "")
    try:
        if to not in STEPS:
            raise RuleBroken(_("Choose a step."))
        advance(case, to, by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(case)


@door(EDIT)
def reopening(request: MemberRequest, pk: int, to: str) -> HttpResponse:
    """Open an earlier step again, with a reason."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    form = ReasonForm(sent(request))
    name = {step.value: step.label for step in STEPS}.get(to, to)
    page = FormPage(
        case=case,
        title=_("Open step “{name}” again").format(name=name),
        lead=_("What has been done stays. The reason is shown among the events."),
        submit=_("Open the step again"),
    )
    return act_or_show(request, form, page, lambda: case.reopen(to, **form.cleaned_data, by=request.member))


@door(EDIT)
def cancellation(request: MemberRequest, pk: int) -> HttpResponse:
    """End the procurement without a contract."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    form = ReasonForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Cancel the procurement"),
        lead=_(
            "The case is closed and no longer reminds anyone. It cannot be opened again; it stays to be read."
        ),
        submit=_("Cancel the procurement"),
        kind="danger",
    )
    return act_or_show(request, form, page, lambda: case.cancel(**form.cleaned_data, by=request.member))


@door(EDIT)
def waivers(request: MemberRequest, pk: int) -> HttpResponse:
    """Mark a task or a step as not needed here, with the reason."""
    case, by = found(request, pk), request.member
    check(why_not_work(case, by))
    rows = rows_of(case)
    form = WaiverForm(sent(request), choices=waivable(rows))
    page = FormPage(case=case, title=_("Not needed here"), submit=_("Mark as not needed"))
    return act_or_show(
        request,
        form,
        page,
        lambda: waive(case, form.cleaned_data["what"], reason=form.cleaned_data["reason"], by=by),
        template="procurements/waivers.html",
        waivers=standing_waivers(rows),
    )


@door(EDIT)
@require_POST
def waiver_undoing(request: MemberRequest, pk: int, waiver: int) -> HttpResponse:
    """It is needed after all."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    row = get_object_or_404(Waiver.objects.filter(procurement=case), pk=waiver)
    try:
        row.undo(by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("procurements:waivers", pk=case.pk)
