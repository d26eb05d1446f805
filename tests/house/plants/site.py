"""A site with faults: pages beside the product's own, each wrong in one way, and the same done right.

Used as ROOT_URLCONF (fixture `faulty_site`). Everything around the views is the product's: middleware, doors,
scopes, frame and refusals.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import include, path

from config import urls
from core import audit
from core.actors import SystemJob
from core.exports import Table, answer
from core.once import once
from followup.messages import send
from organisations.access import public, requires
from organisations.permissions import Permission
from procurements.models import Bid, Commitment, Procurement

handler403, handler404 = urls.handler403, urls.handler404
SEES = Permission.COMMITMENT_SEE
FRAME = '{% extends "base.html" %}{% block title %}Prov{% endblock %}{% block main %}MAIN{% endblock %}'


def fill(text: str, request: Any, **context: Any) -> str:
    return engines["django"].from_string(text).render(context, request)


def page(request: Any, main: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The words within the product's frame."""
    return HttpResponse(fill(FRAME.replace("MAIN", main), request, **context), status=status)


def seen(request: Any, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.member), pk=pk)


# Doors and scopes


@requires(SEES)
def scoped(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>{{ row.title }}</p>", row=seen(request, pk))


def doorless(request: Any) -> HttpResponse:
    return page(request, "<p>Prov</p>")


@requires(SEES)
def unscoped(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>{{ row.title }}</p>", row=get_object_or_404(Commitment, pk=pk))


@requires(Permission.HOME)
def for_everyone(request: Any, pk: int) -> HttpResponse:
    return unscoped.__wrapped__(request, pk)  # type: ignore[attr-defined]


@requires(SEES)
def telling(request: Any, pk: int) -> HttpResponse:
    if not Commitment.objects.visible_to(request.member).filter(pk=pk).exists():
        is_there = Commitment.objects.filter(pk=pk).exists()
        return page(request, "<p>Någon annans</p>" if is_there else "<p>Saknas</p>", status=404)
    return scoped(request, pk)


@requires(SEES)
def writing_unscoped(request: Any, pk: int) -> HttpResponse:
    if request.method == "POST":
        return redirect("planted:scoped", get_object_or_404(Commitment, pk=pk).pk)
    return scoped(request, pk)


@requires(SEES)
def speechless(request: Any, pk: int) -> HttpResponse:
    seen(request, pk)
    raise PermissionDenied


@requires(SEES)
def closed(request: Any, pk: int) -> HttpResponse:
    seen(request, pk)
    raise PermissionDenied("Avtalet är stängt.")


def with_door(view: Callable[..., Any]) -> Callable[..., Any]:
    """A door that stands in the wall and is not looked at."""
    view.door = (SEES,)  # type: ignore[attr-defined]
    return view


@with_door
def hasty(request: Any, pk: int) -> HttpResponse:
    row = Commitment.objects.filter(pk=pk).first()
    if request.member is None or not request.member.may(SEES):
        raise PermissionDenied
    return scoped(request, row.pk if row else 0)


@with_door
def evasive(request: Any, pk: int) -> HttpResponse:
    if request.member is None or not request.member.may(SEES):
        raise Http404
    return scoped(request, pk)


@with_door
def chatty(request: Any, pk: int) -> HttpResponse:
    if request.member is None or not request.member.may(SEES):
        is_small = pk < 1_000_000_000
        raise PermissionDenied("Fråga handläggaren." if is_small else "")
    return scoped(request, pk)


@public
def open_to_all(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>Avtal {{ pk }}</p>", pk=pk)


@public
def open_to_those_with_a_row(request: Any, pk: int) -> HttpResponse:
    return open_to_all(request, get_object_or_404(Commitment, pk=pk).pk)


# Lists

ROWS = "{% for row in rows %}<li>{{ row.title }} {{ row.contract.supplier.name }}</li>{% endfor %}"


def rows_of(request: Any) -> Any:
    return Commitment.objects.visible_to(request.member).order_by("pk")


@requires(SEES)
def list_lean(request: Any) -> HttpResponse:
    return page(request, ROWS, rows=rows_of(request).with_list_data())


@requires(SEES)
def list_row_by_row(request: Any) -> HttpResponse:
    return page(request, ROWS, rows=rows_of(request))


@requires(SEES)
def list_greedy(request: Any) -> HttpResponse:
    counts = [rows_of(request).filter(pk__gt=number).count() for number in range(13)]
    return page(request, ROWS + str(len(counts)), rows=rows_of(request).with_list_data())


@requires(SEES)
def list_of_nothing(request: Any) -> HttpResponse:
    return page(request, ROWS, rows=rows_of(request).none())


TABLE = "<table><tbody>{% for row in rows %}<tr><td>{{ row.title }}</td></tr>{% endfor %}</tbody></table>"


@requires(SEES)
def table(request: Any) -> HttpResponse:
    return page(request, TABLE, rows=rows_of(request))


@requires(SEES)
def time_line(request: Any) -> HttpResponse:
    return page(request, '<ol class="timeline">' + ROWS + "</ol>", rows=rows_of(request).with_list_data())


# Forms

FORM = (
    '<form method="post">{% csrf_token %}<label>Rubrik <input name="title" value="{{ title }}"></label>'
    '<button name="save" value="1">Spara</button></form>'
)


def asking(act: Callable[[Any, Commitment], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page with a form about the commitment. Nothing written in it is refused with 422."""

    @requires(Permission.CONTRACT_EDIT)
    def view(request: Any, pk: int) -> HttpResponse:
        row = seen(request, pk)
        if request.method == "POST" and request.POST.get("title"):
            return act(request, row)
        return page(request, FORM, status=422 if request.method == "POST" else 200, title=row.title)

    return view


def _rename(request: Any, row: Commitment) -> None:
    Commitment.objects.filter(pk=row.pk).update(title=request.POST["title"])


def _audited(request: Any, row: Commitment) -> HttpResponse:
    audit.save_audited(row, by=request.member, title=f"{request.POST['title']}.")
    return redirect("planted:scoped", row.pk)


def _silent(request: Any, row: Commitment) -> HttpResponse:
    _rename(request, row)
    return redirect("planted:scoped", row.pk)


def _by_nobody(request: Any, row: Commitment) -> HttpResponse:
    _rename(request, row)
    audit.record("edited", row, by=SystemJob("rename"))
    return redirect("planted:scoped", row.pk)


def _nowhere(request: Any, row: Commitment) -> HttpResponse:
    audit.record("edited", row, by=request.member)
    return redirect("/planted/-nowhere-/")


def _lax(request: Any, row: Commitment) -> HttpResponse:
    return page(request, FORM, title="Försök igen")


def _trusting(request: Any, row: Commitment) -> HttpResponse:
    int(request.POST["title"])
    return _audited(request, row)


def _sending(request: Any, row: Commitment) -> HttpResponse:
    send(row, text=request.POST["title"], by=request.member)
    return redirect("planted:scoped", row.pk)


form_trusting = asking(_trusting)
form_sending, form_sending_once = asking(_sending), once(asking(_sending))
form_right, form_silent, form_by_nobody = asking(_audited), asking(_silent), asking(_by_nobody)
form_leading_nowhere, form_lax = asking(_nowhere), asking(_lax)


# Swaps

SWAPPED = '<div id="results"><ul>{% for row in rows %}<li>{{ row.title }}</li>{% endfor %}</ul>EXTRA</div>'
BUTTON = '<button hx-get="{{ url }}" hx-target="TARGET" hx-swap="outerHTML">Visa</button>'


def swapping(*, extra: str = "", target: str = "#results", button: str = BUTTON, status: int = 200) -> Any:
    """A page with a button that loads its list anew."""

    @requires(SEES)
    def view(request: Any) -> HttpResponse:
        context = {"rows": rows_of(request), "url": request.path}
        if request.htmx:
            return HttpResponse(fill(SWAPPED.replace("EXTRA", extra), request, **context), status=status)
        return page(request, button.replace("TARGET", target) + SWAPPED.replace("EXTRA", ""), **context)

    return view


swap_right, swap_stale = swapping(), swapping(extra="<p>Bara här</p>")
swap_missing_target, swap_refused = swapping(target="#nowhere"), swapping(status=400)
swap_boosted = swapping(button='<a href="{{ url }}" hx-boost="true">Visa</a>')


# What the harness refuses (test_harness.py)


@requires(SEES)
def writing_on_get(request: Any) -> HttpResponse:
    Commitment.objects.filter(pk=0).update(title="Läst")
    return page(request, "<p>Läst</p>")


@requires(SEES)
def naming_nothing(request: Any) -> HttpResponse:
    return page(request, "<p>{{ nobody_gave_this }}</p>")


def carrying(main: str) -> Callable[..., HttpResponse]:
    @requires(SEES)
    def view(request: Any) -> HttpResponse:
        return page(request, main)

    return view


carrying_nothing = carrying(
    '<script src="/x.js"></script><script type="application/json">{}</script><p>Ren</p>'
)
carrying_script = carrying("<script>go()</script>")
carrying_style_sheet = carrying("<style>p { margin: 0 }</style>")
carrying_style = carrying('<p style="margin: 0">Prov</p>')
carrying_handler = carrying('<button onclick="go()">Prov</button>')
carrying_htmx_handler = carrying('<form hx-on:submit="go()"></form>')
carrying_address = carrying('<a href="javascript:go()">Prov</a>')


# Links

LINK = '<a href="{}">Läs mer</a>'
link_right, link_refused = (
    carrying(LINK.format("/planted/list_lean/")),
    carrying(LINK.format("/paminnelser/")),
)
link_to_nothing = carrying(LINK.format("-nothing-/#here"))


# Bids


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


@requires(Permission.HOME)
def leading_nowhere(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/planted/leading_there/">Vidare</a></p>')


@requires(Permission.HOME)
def leading_there(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/planted/switched_off/">Till det avslagna</a></p>')


@requires(Permission.HOME)
def leading_home(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/hem/">Hem</a></p>')


WITH_ROW = (
    scoped, unscoped, for_everyone, telling, writing_unscoped, speechless, closed, hasty, evasive, chatty,
    open_to_all, open_to_those_with_a_row, bids_exported,
)  # fmt: skip
WITHOUT_ROW = (
    doorless,
    list_lean,
    list_row_by_row,
    list_greedy,
    list_of_nothing,
    table,
    time_line,
    writing_on_get,
    naming_nothing,
    leading_nowhere,
    leading_there,
    leading_home,
)
MADE = {
    name: view
    for name, view in globals().items()
    if name.startswith(("form_", "swap_", "bids_", "carrying_", "link_"))
}
PLAIN = ("swap_", "carrying_", "link_")
planted = [
    *(path(f"{view.__name__}/<int:pk>/", view, name=view.__name__) for view in WITH_ROW),
    *(path(f"{view.__name__}/", view, name=view.__name__) for view in WITHOUT_ROW),
    *(path(f"{name}/" if name.startswith(PLAIN) else f"{name}/<int:pk>/", view, name=name)
      for name, view in MADE.items() if name != "bids_exported"),
]  # fmt: skip
urlpatterns = [path("planted/", include((planted, "planted"))), *urls.urlpatterns]
