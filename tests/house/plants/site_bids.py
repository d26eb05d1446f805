"""Pages that tell of bids (site.py)."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from core.exports import Table, answer
from organisations.access import requires
from organisations.permissions import Permission
from procurements.models import Bid, Procurement
from tests.house.plants.site_frame import page


def telling_of_bids(say: Callable[[Any], str]) -> Callable[..., HttpResponse]:
    """A page of the case that says something of its bids, whatever the day."""

    @requires(Permission.CASE_SEE)
    def view(request: Any, pk: int) -> HttpResponse:
        case = get_object_or_404(Procurement.objects.visible_to(request.member), pk=pk)
        bids = Bid.objects.visible_to(request.member) if say is _rightly else Bid.objects.all()
        return page(request, "<p>{{ said }}</p>", said=say(bids.filter(award__lot__procurement=case)))

    return view


def _rightly(bids: Any) -> str:
    return ", ".join(bid.bidder for bid in bids)


bids_right = telling_of_bids(_rightly)
bids_listed = telling_of_bids(lambda bids: ", ".join(bid.bidder for bid in bids))
bids_counted = telling_of_bids(lambda bids: str(bids.count()))


@requires(Permission.CASE_SEE)
def bids_exported(request: Any, pk: int) -> HttpResponse:
    rows = [[bid.bidder, bid.price_sek] for bid in Bid.objects.filter(award__lot__procurement=pk)]
    return answer(Table(["Bidder", "Price"], rows), kind="xlsx", name="bids")


@requires(Permission.CASE_SEE)
def bids_searched(request: Any, pk: int) -> HttpResponse:
    """A search that finds the case by who has bid; what was asked for stands in the field."""
    found = Procurement.objects.visible_to(request.member).filter(
        pk=pk, lots__awards__bids__bidder__icontains=request.GET.get("q", "")
    )
    words = '<form><input name="q" value="{{ q }}"></form>{% for row in found %}<p>{{ row }}</p>{% endfor %}'
    return page(request, words, found=found, q=request.GET.get("q", ""))


@requires(Permission.CASE_SEE)
def bids_logged(request: Any, pk: int) -> HttpResponse:
    """Refuses what is sent, and writes it in the log."""
    if request.method == "POST":
        logging.getLogger("planted").warning("refused: %s", request.POST.get("bidder"))
    return page(request, "<p>Prov</p>", status=422 if request.method == "POST" else 200)
