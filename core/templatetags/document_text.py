"""Text as a document sets it: bold where the writer marked it, no line end between a number and its unit."""

import datetime as dt
import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.models.documents import Signature

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_KEEP_TOGETHER = (
    re.compile(r"(?<=\d) (?=\d{3}(?!\d))"),
    re.compile(r"(?<=\d) (?=(?:%|kr|kap\.|§|st|tim)(?!\w))"),
    re.compile(r"(?<=§) (?=\d)"),
    re.compile(r"(?<=kl\.) (?=\d)"),
    re.compile(rf"(?<=\d) (?=(?:{_MONTHS})\b)"),
    *(re.compile(rf"(?<={month}) (?=\d{{4}}\b)") for month in _MONTHS.split("|")),
)


@register.filter
def typeset(text: str) -> SafeString:
    """Escaped text with **bold** and with no-break spaces where Swedish typography wants them."""
    kept = str(conditional_escape(text))
    for pattern in _KEEP_TOGETHER:
        kept = pattern.sub(NBSP, kept)
    return mark_safe(_STRONG.sub(r"<strong>\1</strong>", kept))  # noqa: S308  escaped above


@register.filter
def w3c_moment(moment: dt.datetime) -> str:
    """2026-10-26T08:00:00Z, as the metadata of a PDF wants it."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def method_words(method: str) -> str:
    """The second factor in words."""
    return str(Signature.Method(method).label)
