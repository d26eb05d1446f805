"""How a view answers: the page, and 422 with the same page when a form on it was refused."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from core.pasted import plain_values
from core.rules import RuleBroken

REFUSED = 422


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is nothing at all, without the signs that come unseen with pasted text;
    `None` on the way in. For a form's first argument."""
    return plain_values(request.POST) if request.method == "POST" else None


def form_page(
    request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page with its form: 200 while it is new, 422 when what was sent cannot be used."""
    status = REFUSED if form.is_bound else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)


def carried_out(form: BaseForm, act: Callable[[], object]) -> bool:
    """Was the form valid and the act allowed? A refused rule becomes an error of the form.

    The act must undo itself when it refuses (verbs run in a transaction of their own).
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
