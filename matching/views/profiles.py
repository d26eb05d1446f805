"""Profiles: the list, one profile with people to choose among, and its way to an agreement."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.once import once
from core.rules import RuleBroken
from matching import policies
from matching.actions.agreeing import agree_for_supplier, ask_for_change, send_to_supplier
from matching.actions.proposing import ask_people
from matching.forms.profile import ChangeForm, ClosingForm, NewProfileForm, ProfileForm, ToldByForm
from matching.listing import profile_rows, proposals_of, tabs_of
from matching.models import Candidate, RequirementProfile
from matching.models.serving import own_side
from matching.profile_page import profile_page
from matching.views.frame import Frame, crumb, form_answer, profile_of
from organisations.access import MemberRequest, requires
from organisations.models import Part
from organisations.permissions import Permission
from strategy.doors import check, door

SEES, EDITS = Permission.PROFILE_SEE, Permission.PROFILE_EDIT
PER_PAGE = 50


@requires(SEES)
def profile_list(request: MemberRequest) -> HttpResponse:
    """Profiles that the member may see, open ones first asked for."""
    show = request.GET.get("show", "")
    found, tabs = tabs_of(request.member, show=show)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs,
        "page": page,
        "rows": profile_rows(list(page), proposals_of(list(page)), member=request.member),
        "may_write": request.member.may(EDITS),
    }
    return render(request, "matching/profile_list.html", context)


@requires(EDITS)
@once
def profile_new(request: MemberRequest) -> HttpResponse:
    """Write a profile under one of the contracts that the unit serves."""
    member = request.member
    form = NewProfileForm(sent(request), member=member, chosen=request.GET.get("avtal", ""))
    made: list[RequirementProfile] = []

    def draft() -> None:
        commitment = form.cleaned_data["commitment"]
        side = own_side(commitment, member)
        made.append(
            RequirementProfile.draft(commitment=commitment, authority=side, by=member, **form.content)
        )

    if carried_out(form, draft):
        return redirect(made[0])
    context = {"cancel_url": reverse("matching:profile_list")}
    return form_page(request, "matching/profile_content.html", form, context)


@requires(SEES)
@never_cache
def profile(request: MemberRequest, pk: int) -> HttpResponse:
    row = profile_of(request, pk)
    asked = {name: request.GET.get(key, "") for name, key in PICKING.items()}
    return render(
        request, "matching/profile.html", {"page": profile_page(row, member=request.member, **asked)}
    )


PICKING = {"order": "ordning", "query": "q", "page": "page"}


@requires(EDITS)
def profile_content(request: MemberRequest, pk: int) -> HttpResponse:
    row = profile_of(request, pk)
    check(policies.why_not_rewrite(row, request.member))
    form = ProfileForm(sent(request), profile=row)
    rewrite = lambda: row.rewrite(  # noqa: E731
        version=form.cleaned_data["version"] or 0, by=request.member, **form.content
    )
    if carried_out(form, rewrite):
        messages.success(request, _("The profile is saved. Nobody has been told."))
        return redirect(row)
    context = {"profile": row, "cancel_url": row.get_absolute_url()}
    return form_page(request, "matching/profile_content.html", form, context)


@requires(EDITS)
@require_POST
def profile_sending(request: MemberRequest, pk: int) -> HttpResponse:
    """The matching side agrees, and the supplier is asked."""
    row = profile_of(request, pk)
    check(policies.why_not_rewrite(row, request.member))
    told = send_to_supplier(row, by=request.member)
    if told:
        messages.success(request, _("The profile is sent. The supplier gets a mail."))
    else:
        messages.warning(
            request,
            _("The supplier has no address here. Call, and note who agreed to the profile."),
        )
    return redirect(row)


@requires(EDITS)
def profile_agreement(request: MemberRequest, pk: int) -> HttpResponse:
    """The supplier agreed by telephone."""
    row = profile_of(request, pk)
    check(policies.why_not_agree_for_supplier(row, request.member))
    form = ToldByForm(sent(request))
    if carried_out(
        form, lambda: agree_for_supplier(row, by=request.member, told_by=form.cleaned_data["told_by"])
    ):
        return redirect(row)
    frame = Frame(
        title=_("The supplier agrees to the profile"),
        lead=_("You note what the supplier said by telephone. Your name is kept with it."),
        submit=_("Note the agreement"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@requires(EDITS)
def profile_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Open an agreed profile again, or take back one that was sent."""
    row = profile_of(request, pk)
    check(policies.why_not_write(row, request.member) or policies.why_not_ask_for_change(row, request.member))
    form = ChangeForm(sent(request))
    if carried_out(form, lambda: ask_for_change(row, by=request.member, **form.cleaned_data)):
        return redirect("matching:profile_content", pk=row.pk)
    frame = Frame(
        title=_("Change the profile"),
        lead=_("It becomes a draft again, and both sides must agree anew. Proposals under way stay."),
        submit=_("Open the profile"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@requires(EDITS)
def profile_closing(request: MemberRequest, pk: int) -> HttpResponse:
    row = profile_of(request, pk)
    check(policies.why_not_close(row, request.member))
    form = ClosingForm(sent(request))
    if carried_out(form, lambda: row.close(by=request.member, **form.cleaned_data)):
        messages.success(request, _("The profile is closed. Proposals under way go on."))
        return redirect(row)
    frame = Frame(
        title=_("Close the profile"),
        lead=_("Nobody more is asked. Proposals under way go on."),
        submit=_("Close the profile"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@door(Permission.CANDIDATE_EDIT, parts=(Part.MATCHING,))
@require_POST
def selection(request: MemberRequest, pk: int) -> HttpResponse:
    """Note that the ticked persons are asked."""
    row = profile_of(request, pk)
    check(policies.why_not_propose(row, request.member))
    picked = [int(value) for value in request.POST.getlist("pick") if value.isdecimal()][:100]
    found = list(Candidate.objects.visible_to(request.member).looking().filter(pk__in=picked))
    try:
        asked = ask_people(row, found, by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    if asked:
        words = ngettext("{n} person is noted as asked.", "{n} persons are noted as asked.", len(asked))
        messages.success(request, words.format(n=len(asked)))
    else:
        messages.warning(request, _("Tick at least one person."))
    return redirect(row)
