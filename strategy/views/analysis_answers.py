"""One question of an analysis: the answer, who answers, and the figures that it rests on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.answers import REFUSED, carried_out, form_page, sent
from core.components import Link
from core.once import once
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy.analysis_page import answer_url, crumbs, neighbours
from strategy.analysis_question import conflict_of, question_page
from strategy.analysis_subjects import QUESTIONS, Subject
from strategy.doors import door
from strategy.forms.analysis import AnswerForm, FigureForm
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure
from strategy.models.analysis_parts import AnswerConflict
from strategy.views.analyses import written

PREPARE = Permission.STRATEGY_PREPARE


@door(PREPARE)
def analysis_answer(request: MemberRequest, pk: int, subject: str) -> HttpResponse:
    """Answers are saved one by one. A conflict loses nothing: both texts are shown, and one is chosen."""
    row = written(request, pk)
    answer = _answer(row, subject)
    form = AnswerForm(sent(request), instance=_answer(row, subject))
    context = {"analysis": row, "answer": answer, "crumbs": crumbs(row), "form": form}
    try:
        saved = carried_out(
            form, lambda: answer.write(**form.typed, revision=form.known_revision, by=request.member)
        )
    except AnswerConflict as conflict:
        both = conflict_of(conflict.row, form, request.member)
        return render(
            request, "strategy/analysis_conflict.html", context | {"conflict": both}, status=REFUSED
        )
    if saved:
        return redirect(_onward(request, row, subject))
    context["page"] = question_page(row, answer, request.member)
    return form_page(request, "strategy/analysis_answer.html", form, context)


def _onward(request: MemberRequest, analysis: Analysis, subject: str) -> str:
    """To the next question where the button says so, else back to the analysis."""
    _before, after = neighbours(subject)
    return answer_url(analysis, after) if after and "next" in request.POST else analysis.get_absolute_url()


@door(PREPARE)
@once
def new_analysis_figure(request: MemberRequest, pk: int, subject: str) -> HttpResponse:
    """A figure of one's own, or a newer one in the place of a last known one (`?efter=`)."""
    row = written(request, pk)
    answer = _answer(row, subject, among=QUESTIONS)
    earlier = _last_known(row, subject, request.GET.get("efter", ""))
    known = {"label": earlier.label, "source": earlier.source} if earlier else {}
    form = FigureForm(sent(request), initial={"as_of": clock.today(), **known})
    content = {"subject": subject, "continues": earlier}
    if carried_out(form, lambda: AnalysisFigure.add(row, **form.cleaned_data, **content, by=request.member)):
        return redirect(f"{answer_url(row, subject)}#figures")
    context = {"analysis": row, "answer": answer, "earlier": earlier, "url": answer_url(row, subject)}
    up = (*crumbs(row), Link(label=str(answer), url=answer_url(row, subject)))
    return form_page(request, "strategy/analysis_figure.html", form, context | {"crumbs": up})


@door(PREPARE)
@require_POST
def analysis_figure_taking(request: MemberRequest, pk: int, figure: int) -> HttpResponse:
    """Take over a last known figure as it stands."""
    row = written(request, pk)
    known = get_object_or_404(AnalysisFigure.objects.last_known_to(row), pk=figure)
    names = ("subject", "label", "figure", "source", "as_of")
    content = {name: getattr(known, name) for name in names}
    try:
        AnalysisFigure.add(row, **content, continues=known, by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{answer_url(row, known.subject)}#figures")


@door(PREPARE)
@require_POST
def analysis_figure_removal(request: MemberRequest, pk: int) -> HttpResponse:
    seen = AnalysisFigure.objects.visible_to(request.member)
    figure = get_object_or_404(seen.select_related("analysis"), pk=pk)
    row = written(request, figure.analysis_id)
    figure.remove(by=request.member)
    messages.success(request, _("The figure is taken away."))
    return redirect(f"{answer_url(row, figure.subject)}#figures")


def _answer(
    analysis: Analysis, subject: str, *, among: tuple[Subject, ...] = tuple(Subject)
) -> AnalysisAnswer:
    if subject not in among:
        raise Http404
    return get_object_or_404(
        analysis.answers.select_related("owner__user", "saved_by__user", "saved_for__user"), subject=subject
    )


def _last_known(analysis: Analysis, subject: str, asked: str) -> AnalysisFigure | None:
    if not (asked.isascii() and asked.isdecimal()):
        return None
    return AnalysisFigure.objects.last_known_to(analysis).filter(pk=int(asked), subject=subject).first()
