"""The frame of the planted pages (site.py)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines

from organisations.permissions import Permission
from procurements.models import Commitment

SEES = Permission.COMMITMENT_SEE
FRAME = '{% extends "base.html" %}{% block title %}Prov{% endblock %}{% block main %}MAIN{% endblock %}'


def fill(text: str, request: Any, **context: Any) -> str:
    return engines["django"].from_string(text).render(context, request)


def page(request: Any, main: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The words within the product's frame."""
    return HttpResponse(fill(FRAME.replace("MAIN", main), request, **context), status=status)


def seen(request: Any, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.member), pk=pk)
