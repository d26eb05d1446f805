"""Parts of the start page and of pages for readers without an account. Load `css/public.css` with them."""

from collections.abc import Sequence
from typing import Any

from core.components import Language, PlainFact, Tread, Way
from core.templatetags.library import register


@register.inclusion_tag("components/staircase.html")
def staircase(*, treads: Sequence[Tread], phases: Sequence[str]) -> dict[str, Any]:
    """The six steps as a staircase; the three phases below span three, one and two of them."""
    return {"treads": treads, "phases": phases}


@register.inclusion_tag("components/ways.html")
def ways(*, items: Sequence[Way]) -> dict[str, Any]:
    """The ways in, each with one sentence and two facts."""
    return {"items": items}


@register.inclusion_tag("components/languages.html")
def languages(*, items: Sequence[Language]) -> dict[str, Any]:
    """Choice of language as links, each in its own language; the chosen one carries the accent."""
    return {"items": items}


@register.inclusion_tag("components/plain_facts.html")
def plain_facts(*, items: Sequence[PlainFact]) -> dict[str, Any]:
    """Three facts in large type: the job, when, where."""
    return {"items": items}
