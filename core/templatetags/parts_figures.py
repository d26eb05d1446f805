"""Parts that show numbers: counters, key figures, progress."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.charts import LineChart
from core.components import Bar, Count, Figure, Text
from core.templatetags.library import register

Share = int | float | Decimal | Fraction


@register.inclusion_tag("components/counts.html")
def counts(*, items: Sequence[Count]) -> dict[str, Any]:
    """Up to four counters that are links to their rows."""
    return {"items": items}


@register.inclusion_tag("components/key_figures.html")
def key_figures(*, items: Sequence[Figure]) -> dict[str, Any]:
    """Three to five key figures with definition. A figure that is part
    of the one before gets a dashed line."""
    return {"items": items}


@register.inclusion_tag("components/progress.html")
def progress(
    *,
    done: Share,
    elapsed: Share | None = None,
    done_text: Text,
    elapsed_text: Text = "",
    large: bool = False,
) -> dict[str, Any]:
    """A bar: filled = done, upright line = how much of the time has gone (or the goal). Shares from 0 to 1.

    Both are also told as text below; more than whole fills the bar.
    """
    parts = {"done_text": done_text, "elapsed_text": elapsed_text, "large": large}
    return {**parts, "done": percent(done), "elapsed": None if elapsed is None else percent(elapsed)}


def percent(share: Share) -> str:
    """A share as an SVG length between 0 % and 100 %, with a point whatever the language."""
    return f"{min(max(float(share), 0.0), 1.0) * 100:.1f}%"


@register.inclusion_tag("components/bars.html")
def bars(*, items: Sequence[Bar]) -> dict[str, Any]:
    """A few counts as bars with the number beside: "If a demand is taken away"."""
    return {"items": [{"bar": bar, "width": percent(bar.share)} for bar in items]}


@register.inclusion_tag("components/line_chart.html")
def line_chart(*, chart: LineChart) -> dict[str, Any]:
    """A trend as a picture. Put its numbers in a table below, with the links to rows."""
    return {"chart": chart}
