"""Members of the organisation, as its administrator sees and changes them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from organisations.access import MemberRequest, requires
from organisations.forms.members import MemberForm
from organisations.forms.plain import ConfirmForm
from organisations.models import Membership
from organisations.permissions import Permission
from organisations.policies import why_not_change
from organisations.queries import members_of, open_invitations
from organisations.views.trail import MEMBERS, trail

PAGE = 50


@requires(Permission.ORGANISATION_ADMINISTER)
def member_list(request: MemberRequest) -> HttpResponse:
    organisation = request.member.organisation
    page = Paginator(members_of(organisation), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "invitations": open_invitations(organisation),
        "organisation": organisation,
        "has_authorities": organisation.authorities.count() > 1,
    }
    return render(request, "organisations/member_list.html", context)


@requires(Permission.ORGANISATION_ADMINISTER)
def member(request: MemberRequest, pk: int) -> HttpResponse:
    """One member: what she is here, and the form to change it."""
    target = changeable(request.member, pk)
    form = MemberForm(sent(request), membership=target)
    if carried_out(form, lambda: target.assign(**form.standing(), by=request.member)):
        messages.success(request, _("{name}'s roles are saved.").format(name=target.user))
        return redirect("member_list")
    return form_page(
        request, "organisations/member.html", form, {"membership": target, "crumbs": trail(MEMBERS)}
    )


@requires(Permission.ORGANISATION_ADMINISTER)
def membership_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once, say what is lost, and end the membership."""
    target = changeable(request.member, pk)
    form = ConfirmForm(sent(request))
    if carried_out(form, lambda: target.end(by=request.member)):
        messages.success(request, _("{name} is not a member any more.").format(name=target.user))
        return redirect("profile" if target.user_id == request.user.pk else "member_list")
    return form_page(
        request, "organisations/membership_end.html", form, {"membership": target, "crumbs": trail(MEMBERS)}
    )


def changeable(by: Membership, pk: int) -> Membership:
    """The colleague's row; 404 outside the organisation, 403 with the reason where it is over."""
    target = get_object_or_404(
        Membership.objects.visible_to(by).select_related("user", "organisation"), pk=pk
    )
    if reason := why_not_change(by, target):
        raise PermissionDenied(reason)
    return target
