"""The smallest parts: icon, status, whose turn, buttons. Plain strings, because rows hold many of them."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.components import STATUS_ICONS, STATUS_WORDS, Status, Text
from core.templatetags.library import register

KINDS = ("primary", "secondary", "danger", "plain")


@cache
def sprite() -> str:
    """Address of the icon file; the same for the life of the process."""
    return static("img/icons.svg")


@register.simple_tag(name="icon")
def draw(name: str) -> SafeString:
    """An icon from the sprite, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', sprite(), name
    )


@register.simple_tag
def status(*, state: Status | str, label: Text = "") -> SafeString:
    """A state as word, shape and colour. `label` replaces the ordinary word ("Before plan")."""
    state = Status(state)
    return format_html(
        '<span class="tag tag--{}">{}{}</span>',
        state,
        draw(STATUS_ICONS[state]),
        label or STATUS_WORDS[state],
    )


@register.simple_tag
def turn(*, yours: bool = False, group: bool = False, who: Text = "") -> SafeString:
    """Whose turn: the pill "Your turn" when it is the reader's, else a clock and the one we wait for."""
    if yours:
        words = pgettext("several", "Your turn") if group else _("Your turn")
        return format_html('<span class="turn turn--yours">{}{}</span>', draw("arrow"), words)
    hidden = format_html('<span class="visually-hidden">{} </span>', _("Waiting for"))
    return format_html('<span class="turn">{}<span>{}{}</span></span>', draw("clock"), hidden, who)


@register.simple_tag
def who_reads(*, text: Text, id: str = "") -> SafeString:
    """The line under a text box that says who can read it."""
    mark = format_html(' id="{}"', id) if id else ""
    return format_html('<p class="readers"{}>{}<span>{}</span></p>', mark, draw("eye"), text)


@register.simple_tag
def saved(*, at: Text = "", failed: bool = False) -> SafeString:
    """Says "Saved 14.32", or that it is not saved. Stands in a live region, so that it is read aloud."""
    if failed:
        text = format_html("{}{}", draw("triangle"), _("Not saved"))
        return format_html('<span class="saved saved--failed" role="status">{}</span>', text)
    said = format_html("{}{} {}", draw("tick"), _("Saved"), at) if at else ""
    return format_html('<span class="saved" role="status">{}</span>', said)


@register.simple_tag
def button(
    *,
    label: Text,
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    small: bool = False,
    large: bool = False,
    wide: bool = False,
    form: str = "",
    formaction: str = "",
    formnovalidate: bool = False,
) -> SafeString:
    """A submit button; guarded against double clicks. The label is a verb: what happens.

    kind: primary (one per page), secondary, danger, plain. `form` is the id of a form elsewhere on the page;
    `formaction` sends to another address than the form's own.
    """
    attributes = {"name": name, "value": value, "form": form, "formaction": formaction}
    given = {key: text for key, text in attributes.items() if text or (key == "value" and name)}
    rest = format_html_join("", ' {}="{}"', given.items())
    if formnovalidate:
        rest = format_html("{} formnovalidate", rest)
    return format_html(
        '<button type="submit" class="{}" data-module="govuk-button" data-prevent-double-click="true"{}>'
        "{}{}</button>",
        button_classes(kind, small=small, large=large, wide=wide),
        rest,
        draw(icon) if icon else "",
        label,
    )


@register.simple_tag
def link_button(
    *,
    label: Text,
    url: str,
    kind: str = "primary",
    icon: str = "",
    small: bool = False,
    large: bool = False,
    wide: bool = False,
    download: bool = False,
) -> SafeString:
    """A link that looks like a button: the way to the next page, never a change."""
    return format_html(
        '<a class="{}" href="{}"{}>{}{}</a>',
        button_classes(kind, small=small, large=large, wide=wide),
        url,
        SafeString(" download") if download else "",
        draw(icon) if icon else "",
        label,
    )


def button_classes(kind: str, *, small: bool, large: bool, wide: bool) -> str:
    """Class names of a button; an unknown kind is an error, not a primary button."""
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of button: {kind!r}")
    names = {
        "button--small": small,
        "button--large": large,
        "button--wide": wide,
        f"button--{kind}": kind != "primary",
    }
    return " ".join(["button", *(name for name, used in names.items() if used)])
