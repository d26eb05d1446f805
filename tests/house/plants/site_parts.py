"""Swaps, links, and what the harness refuses in a page (site.py)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from organisations.access import requires
from organisations.permissions import Permission
from procurements.models import Commitment
from tests.house.plants.site_frame import SEES, fill, page
from tests.house.plants.site_lists import rows_of

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


LINK = '<a href="{}">Läs mer</a>'
link_right, link_refused = (
    carrying(LINK.format("/planted/list_lean/")),
    carrying(LINK.format("/paminnelser/")),
)
link_to_nothing = carrying(LINK.format("-nothing-/#here"))


@requires(Permission.HOME)
def leading_nowhere(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/planted/leading_there/">Vidare</a></p>')


@requires(Permission.HOME)
def leading_there(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/planted/switched_off/">Till det avslagna</a></p>')


@requires(Permission.HOME)
def leading_home(request: Any) -> HttpResponse:
    return HttpResponse('<p><a href="/hem/">Hem</a></p>')
