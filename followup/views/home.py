"""The start page and the four homes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisations.access import MemberRequest, public, requires
from organisations.permissions import Permission


@public
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "followup/start.html")


@requires(Permission.HOME)
def home(request: MemberRequest) -> HttpResponse:
    return render(request, "followup/home.html")
