"""The candidate register of one authority. Nobody but its own officers comes here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.answers import REFUSED, carried_out, sent
from core.once import once
from matching.forms.candidate import (
    AuthorityChoice,
    CandidateFilter,
    ContentForm,
    IdentityForm,
    TargetGroupForm,
)
from matching.identity import open_identity, opened_identity
from matching.models import Candidate, CandidateIdentity
from matching.proposal_page import candidate_page
from matching.views.frame import Frame, candidate_of, crumb, form_answer
from organisations.access import MemberRequest
from organisations.models import Part
from organisations.permissions import Permission
from strategy.doors import door

PER_PAGE = 50
register_door = door(Permission.CANDIDATE_SEE, parts=(Part.MATCHING,))
editing_door = door(Permission.CANDIDATE_EDIT, parts=(Part.MATCHING,))


@register_door
def candidate_list(request: MemberRequest) -> HttpResponse:
    """By reference; names are never listed."""
    found = CandidateFilter(request.GET, member=request.member)
    page = Paginator(found.rows(), PER_PAGE).get_page(request.GET.get("page"))
    protected = CandidateIdentity.protected_among(list(page), member=request.member)
    rows = [(row, row.pk in protected) for row in page]
    name = "matching/candidate_list.html"
    context = {"filter": found, "page": page, "rows": rows}
    return render(request, f"{name}#results" if request.htmx else name, context)


@editing_door
@once
def candidate_new(request: MemberRequest) -> HttpResponse:
    """A candidate in half a minute: three competences and when she can begin are enough."""
    place = AuthorityChoice(sent(request), member=request.member)
    content, identity = ContentForm(sent(request)), IdentityForm(sent(request))
    forms = (place, content, identity)
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419  errors of each
        made: list[Candidate] = []
        if carried_out(content, lambda: made.append(_register(request, place, content, identity))):
            messages.success(request, _("{reference} is registered.").format(reference=made[0]))
            return redirect(made[0])
    context = {"place": place, "content": content, "identity": identity}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "matching/candidate_new.html", context, status=status)


@transaction.atomic
def _register(
    request: MemberRequest, place: AuthorityChoice, content: ContentForm, identity: IdentityForm
) -> Candidate:
    authority = place.cleaned_data["authority"]
    row = Candidate.register(
        authority=authority, by=request.member, identity=identity.identity, **content.content
    )
    if place.cleaned_data["belongs"]:
        row.confirm_target_group(belongs=True, by=request.member)
    return row


@register_door
@never_cache
def candidate(request: MemberRequest, pk: int) -> HttpResponse:
    """One candidate. With a fresh mark of one's own also the identity, for two minutes."""
    row = candidate_of(request, pk)
    mark = request.GET.get("visa", "")
    identity = opened_identity(row, mark=mark, by=request.member) if mark else None
    page = candidate_page(row, member=request.member, identity=identity)
    return render(request, "matching/candidate.html", {"page": page})


@register_door
@require_POST
def identity(request: MemberRequest, pk: int) -> HttpResponse:
    """Log the look, then show who it is."""
    row = candidate_of(request, pk)
    mark = open_identity(row, by=request.member)
    return redirect(f"{row.get_absolute_url()}?visa={mark}#identity")


@editing_door
def candidate_content(request: MemberRequest, pk: int) -> HttpResponse:
    row = candidate_of(request, pk)
    form = ContentForm(sent(request), candidate=row)
    if carried_out(form, lambda: row.edit(by=request.member, **form.content)):
        return redirect(row)
    frame = Frame(
        title=_("Change what the CV says"),
        lead=_("What has been passed on to a supplier already does not change."),
        submit=_("Save"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@editing_door
@never_cache
def candidate_identity(request: MemberRequest, pk: int) -> HttpResponse:
    """Write name and contact anew. The old ones are not shown here."""
    row = candidate_of(request, pk)
    form = IdentityForm(sent(request))
    if carried_out(form, lambda: row.change_identity(by=request.member, **form.identity)):
        messages.success(request, _("Name and contact are replaced."))
        return redirect(row)
    frame = Frame(
        title=_("Replace name and contact"),
        lead=_("What you write replaces all that was there; what you leave empty is taken away."),
        submit=_("Replace"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@editing_door
def target_group(request: MemberRequest, pk: int) -> HttpResponse:
    row = candidate_of(request, pk)
    form = TargetGroupForm(sent(request))

    def confirm() -> None:
        row.confirm_target_group(belongs=form.cleaned_data["belongs"] == "yes", by=request.member)

    if carried_out(form, confirm):
        return redirect(row)
    frame = Frame(
        title=_("Confirm the target group"),
        submit=_("Save"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@editing_door
@require_POST
def candidate_rest(request: MemberRequest, pk: int) -> HttpResponse:
    """Out of the selection, or back into it."""
    row = candidate_of(request, pk)
    row.edit(by=request.member, is_looking=not row.is_looking)
    return redirect(reverse("matching:candidate", args=[row.pk]))
