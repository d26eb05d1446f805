"""Search over everything the member may see."""

from django.http import HttpResponse
from django.shortcuts import render

from core.pasted import plain
from core.slots import search as sources
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission

SHORTEST = 2


@requires(Permission.HOME)
def search(request: MemberRequest) -> HttpResponse:
    """Hits from every room, at most a handful of each kind."""
    text = plain(request.GET.get("q", "")).strip()
    asked = len(text) >= SHORTEST
    hits = [hit for source in sources for hit in source(request.member, text)] if asked else []
    return render(request, "followup/search.html", {"text": text, "hits": hits, "asked": asked})
