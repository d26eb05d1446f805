"""Lists and tables (site.py)."""

from itertools import cycle
from typing import Any

from django.http import HttpResponse

from organisations.access import requires
from procurements.models import Commitment
from tests.house.plants.site_frame import SEES, page

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


TURNS = cycle(("pk", "-pk"))


@requires(SEES)
def list_restless(request: Any) -> HttpResponse:
    return page(request, ROWS, rows=rows_of(request).with_list_data().order_by(next(TURNS)))


TABLE = "<table><tbody>{% for row in rows %}<tr><td>{{ row.title }}</td></tr>{% endfor %}</tbody></table>"


@requires(SEES)
def table(request: Any) -> HttpResponse:
    return page(request, TABLE, rows=rows_of(request))


@requires(SEES)
def time_line(request: Any) -> HttpResponse:
    return page(request, '<ol class="timeline">' + ROWS + "</ol>", rows=rows_of(request).with_list_data())
