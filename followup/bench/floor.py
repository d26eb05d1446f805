"""The least that any page can cost: everything around it, and nothing in it."""

from django.http import HttpResponse
from django.shortcuts import render

from core.components import Count
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission

COUNTS = tuple(Count(value=value, label=value, url="/hem/") for value in ("1", "2", "3"))


@requires(Permission.HOME)
def floor(request: MemberRequest) -> HttpResponse:
    """The base layout with header and counters and an empty main column, for the acting member."""
    return render(request, "followup/bench_floor.html", {"counts": COUNTS})
