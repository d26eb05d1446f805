"""Twenty minutes for each role: what Insteg is for, with the real pages, and who has gone through it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from followup.introductions.pages import (
    crumbs,
    introduction_page,
    introductions_in_words,
    learners,
    may_oversee,
    members_with_done,
    tasks_of,
)
from followup.introductions.texts import IntroductionText
from followup.models import IntroductionDone
from followup.models.introduction import OVERSEERS
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission

PER_PAGE = 50


def found(request: MemberRequest, slug: str) -> IntroductionText:
    """The introduction; every one of them is open to every member."""
    for text in introductions_in_words():
        if text.slug == slug:
            return text
    raise Http404


@requires(Permission.HOME)
def introduction_list(request: MemberRequest) -> HttpResponse:
    context = {"tasks": tasks_of(request.member), "may_oversee": may_oversee(request.member)}
    return render(request, "followup/introduction_list.html", context)


@requires(Permission.HOME)
def introduction(request: MemberRequest, slug: str) -> HttpResponse:
    text = found(request, slug)
    context = {"introduction": text, "page": introduction_page(text, request.member)}
    return render(request, "followup/introduction.html", context)


@requires(Permission.HOME)
@require_POST
def introduction_done(request: MemberRequest, slug: str) -> HttpResponse:
    """The member says that she has gone through it, or that she has not."""
    text = found(request, slug)
    if request.POST.get("done") == "no":
        IntroductionDone.untick(text.key, by=request.member)
        return redirect("followup:introduction", slug=slug)
    IntroductionDone.tick(text.key, by=request.member)
    return redirect("followup:introduction_list")


@requires(*OVERSEERS)
def learner_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(members_with_done(request.member), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": learners(page), "crumbs": crumbs()}
    return render(request, "followup/learner_list.html", context)
