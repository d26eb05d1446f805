"""Forms and what comes of them (site.py)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from core import audit
from core.actors import SystemJob
from core.once import once
from followup.messages import send
from organisations.access import requires
from organisations.permissions import Permission
from procurements.models import Commitment
from tests.house.plants.site_frame import page, seen

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
