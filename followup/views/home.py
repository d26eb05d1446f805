"""The four homes."""

from django.http import HttpResponse
from django.shortcuts import render

from followup.homes import home_page
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission


@requires(Permission.HOME)
def home(request: MemberRequest) -> HttpResponse:
    """What waits for the member, first of all."""
    page = home_page(request.member, whose=request.GET.get("tur", ""))
    name = f"followup/home_{request.member.home.value}.html"
    return render(request, name, {"page": page})
