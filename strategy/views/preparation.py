"""The preparations under a decision: seven points, each with tasks that somebody sees to by a day."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.once import once
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy.case import crumbs as case_crumbs
from strategy.doors import READERS, check, door
from strategy.forms.preparation import PreparationForm
from strategy.models import PreparationTask
from strategy.models.preparation import Topic
from strategy.preparation_page import HELP, crumbs, preparation_page, why_not_plan, why_not_step
from strategy.views.decisions import found

PREPARE = Permission.STRATEGY_PREPARE


def task_of(request: MemberRequest, pk: int) -> PreparationTask:
    """The task if the member may know of its decision."""
    rows = PreparationTask.objects.visible_to(request.member).select_related("decision__authority", "owner")
    return get_object_or_404(rows, pk=pk)


@door(*READERS)
def preparation(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    parts = preparation_page(row, request.member)
    context = {"decision": row, "parts": parts, "crumbs": case_crumbs(row)}
    return render(request, "strategy/preparation.html", context)


@door(PREPARE)
@once
def new_preparation_task(request: MemberRequest, pk: int, topic: str) -> HttpResponse:
    row = found(request, pk)
    check(why_not_plan(row, request.member))
    if topic not in Topic.values:
        raise Http404
    form = PreparationForm(sent(request), decision=row)
    if carried_out(
        form, lambda: PreparationTask.add(row, topic=topic, **form.cleaned_data, by=request.member)
    ):
        return redirect("strategy:preparation", pk=pk)
    context = {"decision": row, "name": Topic(topic).label, "help": HELP[Topic(topic)], "crumbs": crumbs(row)}
    return form_page(request, "strategy/preparation_task.html", form, context)


@door(PREPARE)
def preparation_task(request: MemberRequest, pk: int) -> HttpResponse:
    task, known = task_of(request, pk), task_of(request, pk)
    row = task.decision
    check(why_not_plan(row, request.member))
    form = PreparationForm(sent(request), instance=known, decision=row)
    if carried_out(form, lambda: task.change(**form.cleaned_data, by=request.member)):
        return redirect(task)
    topic = Topic(task.topic)
    context = {"decision": row, "name": topic.label, "help": HELP[topic], "crumbs": crumbs(row)}
    return form_page(request, "strategy/preparation_task.html", form, context)


@door(*READERS)
@require_POST
def preparation_step(request: MemberRequest, pk: int) -> HttpResponse:
    """Done, not needed, or to be done after all, as the button says."""
    task = task_of(request, pk)
    check(why_not_step(task, request.member))
    steps = {"done": task.finish, "not_needed": task.leave_out, "open": task.reopen}
    try:
        if step := steps.get(request.POST.get("to", "")):
            step(by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(task)
