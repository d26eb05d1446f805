"""The start page and the four homes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from followup.homes import home_page
from followup.start import start_page
from organisations.access import MemberRequest, public, requires
from organisations.permissions import Permission


@public
def start(request: HttpRequest) -> HttpResponse:
    """What Insteg is, for strangers."""
    return render(request, "followup/start.html", {"page": start_page()})


@requires(Permission.HOME)
def home(request: MemberRequest) -> HttpResponse:
    """What waits for the member, first of all."""
    page = home_page(request.member, whose=request.GET.get("tur", ""))
    name = f"followup/home_{request.member.home.value}.html"
    return render(request, name, {"page": page})
