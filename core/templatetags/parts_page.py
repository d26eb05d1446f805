"""Parts that every page is put together from: header, headings, notices, navigation."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.components import Link, Text, Turn
from core.templatetags.library import register
from core.templatetags.parts_marks import draw

NOTICE_ICONS = {"good": "tick", "warning": "triangle", "info": "info", "late": "triangle-filled"}
MESSAGE_KINDS = {"success": "good", "warning": "warning", "error": "late", "info": "info", "debug": "info"}


@register.simple_block_tag(takes_context=True)
def page_header(
    context: Context,
    content: SafeString,
    *,
    title: Text,
    crumbs: Sequence[Link] = (),
    above: Text = "",
    below: Text = "",
    turn: Turn | None = None,
    turn_note: Text = "",
) -> SafeString:
    """The top of the band: breadcrumb, title, one line above or below, whose turn,
    and the actions inside the tag.

    Primary action first, then secondary, plain link last. Holds the only h1 of the page.
    """
    parts = {"title": title, "crumbs": crumbs, "above": above, "below": below}
    turns = {"turn": turn, "turn_note": turn_note, "actions": SafeString(content.strip())}
    page = get_template("components/page_header.html").template  # type: ignore[attr-defined]
    return SafeString(page.render(context.new(parts | turns)))


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*, crumbs: Sequence[Link]) -> dict[str, Any]:
    """The way back up. The page itself is not repeated in it."""
    return {"crumbs": crumbs}


@register.inclusion_tag("components/heading.html")
def heading(
    *,
    text: Text,
    note: Text = "",
    url: str = "",
    link: Text = "",
    level: int = 2,
    id: str = "",
    quiet: bool = False,
) -> dict[str, Any]:
    """A section heading with its line below; to the right a quiet note or one link. `level` 2 or 3."""
    parts = {"text": text, "note": note, "url": url, "link": link}
    return {**parts, "tag": f"h{level}", "id": id, "quiet": quiet}


@register.simple_block_tag
def notice(content: SafeString, *, kind: str = "info", title: Text = "", live: bool = False) -> SafeString:
    """A message in a coloured panel. kind: good, warning, info, late.
    `live` reads it aloud when it turns up."""
    role = SafeString(' role="alert"' if kind == "late" else ' role="status"') if live else ""
    strong = format_html("<strong>{}</strong> ", title) if title else ""
    return format_html(
        '<div class="notice notice--{}"{}>{}<div class="notice__text">{}{}</div></div>',
        kind,
        role,
        draw(NOTICE_ICONS[kind]),
        strong,
        SafeString(content.strip()),
    )


@register.inclusion_tag("components/being_made.html", takes_context=True)
def being_made(context: Context, *, text: Text, live: bool = True) -> dict[str, Any]:
    """Says that something is being made. Shows the page anew when it is there; without script by the link.
    One that is not `live` never looks: a sample."""
    return {"text": text, "again": context["request"].get_full_path(), "live": live}


@register.filter
def notice_kind(level_tag: str) -> str:
    """Django's message level as a kind of notice."""
    return MESSAGE_KINDS.get(level_tag, "info")


@register.simple_block_tag
def empty_state(content: SafeString, *, title: Text, picture: bool = False) -> SafeString:
    """Nothing here: says so, and inside the tag what comes next and when.
    `picture` shows the mark beside it."""
    steps = SafeString('<span class="empty__mark" aria-hidden="true"></span>') if picture else ""
    return format_html(
        '<div class="empty">{}<div><p class="empty__title">{}</p>{}</div></div>',
        steps,
        title,
        SafeString(content),
    )


@register.simple_block_tag
def panel(content: SafeString, *, title: Text = "", id: str = "") -> SafeString:
    """A quiet tinted panel for a form or calculation beside the main matter."""
    head = format_html("<h2>{}</h2>", title) if title else ""
    mark = format_html(' id="{}"', id) if id else ""
    return format_html('<section class="panel"{}>{}{}</section>', mark, head, SafeString(content))


@register.simple_block_tag
def disclosure(content: SafeString, *, summary: Text, id: str = "", is_open: bool = False) -> SafeString:
    """Text or form behind a link that folds out; works without script."""
    return format_html(
        '<details class="disclosure"{}{}><summary>{}<span>{}</span></summary><div>{}</div></details>',
        format_html(' id="{}"', id) if id else "",
        SafeString(" open") if is_open else "",
        draw("chevron"),
        summary,
        SafeString(content),
    )


@register.inclusion_tag("components/sub_navigation.html")
def sub_navigation(*, items: Sequence[Link], label: Text) -> dict[str, Any]:
    """The parts of one case, last in the band. `label` names the navigation for screen readers."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/tabs.html")
def tabs(*, items: Sequence[Link], label: Text) -> dict[str, Any]:
    """A choice between views of the same list: All / My turn / Others' turn, each with its count."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: Context, *, page: Page[Any], label: Text = "", target: str = "", place: str = ""
) -> dict[str, Any]:
    """Pages of a list. Keeps the filters of the address. With `target` (a CSS id) htmx swaps only
    the list; `place` is the id of a list further down a page, where its pages begin."""
    request: HttpRequest = context["request"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"label": number, "url": page_url(request, number, place), "is_current": number == page.number}
        for number in numbers
    ]
    around = {
        "previous": page_url(request, page.previous_page_number(), place) if page.has_previous() else "",
        "next": page_url(request, page.next_page_number(), place) if page.has_next() else "",
    }
    return {"page": page, "links": links, "label": label, "target": target, **around}


def page_url(request: HttpRequest, number: int | str, place: str = "") -> str:
    """The present address with another page number; empty for the gap between numbers."""
    if not isinstance(number, int):
        return ""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}{f'#{place}' if place else ''}"
