"""House rule 9.5: every htmx swap, applied to the parsed page, equals a fresh page."""

import copy
import difflib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml import etree, html

from tests.house.asking import undone
from tests.house.guards.registry import guard
from tests.house.pages import Page, Pairs, filled, path_of

METHODS = ("hx-get", "hx-post")
UNKNOWN = ("hx-put", "hx-patch", "hx-delete", "hx-select", "hx-select-oob", "hx-boost")
SPACE = re.compile(r"\s+")
# Fields that say where the reader is, or what differs from one request to the next.
PASSING = ("csrfmiddlewaretoken", "next", "page_token")


@guard
def swaps_equal_fresh_pages(page: Page, done: Counter[object]) -> Iterator[str]:
    """Every element that asks by htmx, as it stands and after somebody has filled in its form."""
    for attribute in UNKNOWN:
        for _element in page.tree.xpath(f"//*[@{attribute}]"):
            yield f"{page.label}: {attribute} is not known to tests/house/guards/swaps.py; teach it"
    count = len(asking_elements(page.tree))
    for number in range(count):
        for how in ("as it stands", "filled in"):
            tree = page.tree
            element = asking_elements(tree)[number]
            mark = (page.asker.name, page.url, how, _method(element), element.get("id"), _url(element, page))
            if not done[mark]:
                done[mark] += 1
                with undone():
                    yield from _swap(page, tree, element, how=how)


def asking_elements(tree: Any) -> list[Any]:
    return tree.xpath(" | ".join(f"//*[@{name}]" for name in METHODS))


def _method(element: Any) -> str:
    return "post" if element.get("hx-post") is not None else "get"


def _url(element: Any, page: Page) -> str:
    return path_of(element.get(f"hx-{_method(element)}") or page.url, page.url)


def _swap(page: Page, tree: Any, element: Any, *, how: str) -> Iterator[str]:
    target = find_target(element)
    if target is None:
        yield f"{page.label}: {element.get('hx-target')} is not on the page"
        return
    method, url, pairs = _method(element), _url(element, page), _values(element, how=how)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page.url}"}
    if method == "get":
        url = with_query(url, pairs)
        answer = page.asker.get(url, headers=headers)
    else:
        answer = page.asker.post(url, _lists(pairs), headers=headers)
    if answer.status_code not in (200, 204, 422):
        yield f"{page.label}: htmx asks {url} {how} and is answered {answer.status_code}"
    elif answer.status_code == 200 and "HX-Redirect" not in answer.headers:
        apply(tree, target, answer.content.decode(), style=(element.get("hx-swap") or "innerHTML").split()[0])
        yield from _compare(page, tree, element, answer, url=url, method=method, how=how)


def _compare(
    page: Page, tree: Any, element: Any, answer: Any, *, url: str, method: str, how: str
) -> Iterator[str]:
    """With the page at the address that the browser then shows."""
    pushed = answer.headers.get("HX-Push-Url") or (url if element.get("hx-push-url") == "true" else "")
    if how == "filled in" and not pushed and method == "get":
        return  # what was typed stands in the browser only; a fresh page cannot know it
    fresh = page.asker.get(pushed or page.url)
    if fresh.status_code != 200:
        shown = pushed or page.url
        yield f"{page.label}: after {url} the browser shows {shown}, which answers {fresh.status_code}"
        return
    swapped, loaded = normal(tree), normal(html.fromstring(fresh.content.decode()))
    if swapped != loaded:
        diff = difflib.unified_diff(swapped, loaded, "swapped", "fresh", n=0, lineterm="")
        yield f"{page.label}: after htmx asked {url} {how}, the page differs from a fresh one:\n" + "\n".join(
            list(diff)[2:12]
        )


def _lists(pairs: Pairs) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


def _values(element: Any, *, how: str) -> Pairs:
    """What htmx sends along: the form itself, the enclosing one of a post, the field,
    and what it includes."""
    form = element if element.tag == "form" else next(element.iterancestors("form"), None)
    if element.tag == "form" or (_method(element) == "post" and form is not None):
        if how == "filled in":
            fill(form)
        return [pair for pair in form.form_values() if pair[0] != "csrfmiddlewaretoken"]
    names = {element.get("name")} | set(re.findall(r"\[name=([\w-]+)\]", element.get("hx-include") or ""))
    given = form.form_values() if form is not None else []
    return [(name, value) for name, value in given if name in names]


def fill(form: Any) -> None:
    """Write in the form what `filled` suggests, as the reader's hand would."""
    wanted = dict(filled(form))
    for control in form.inputs:
        name, kind = control.get("name"), control.get("type", control.tag)
        if name not in wanted or kind in ("hidden", "submit", "file") or name in PASSING:
            continue
        if kind in ("radio", "checkbox"):
            control.attrib.pop("checked", None)
            if control.get("value", "on") == wanted[name]:
                control.set("checked", "")
        else:
            control.value = wanted[name]


def with_query(url: str, pairs: Pairs) -> str:
    """As htmx builds it: the form's values take the place of those in the address."""
    parts = urlsplit(url)
    names = {name for name, _value in pairs}
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in names]
    query = urlencode([*kept, *pairs])
    return f"{parts.path}?{query}" if query else parts.path


def find_target(element: Any) -> Any:
    wished = element.get("hx-target") or next(
        (a.get("hx-target:inherited") for a in element.iterancestors() if a.get("hx-target:inherited")),
        "this",
    )
    if wished == "this":
        return element
    if wished.startswith("closest "):
        return next(iter(element.xpath(f"ancestor-or-self::{wished.removeprefix('closest ')}[1]")), None)
    if wished.startswith("#"):
        return next(iter(element.xpath("//*[@id=$id]", id=wished[1:])), None)
    raise NotImplementedError(f"hx-target={wished!r}: teach tests/house/guards/swaps.py")


def apply(tree: Any, target: Any, text: str, *, style: str) -> None:
    """Do to the tree what htmx does to the page, parts that name their own place first."""
    parts = html.fragments_fromstring(text) if text.strip() else []
    elements = [part for part in parts if not isinstance(part, str)]
    for part in list(elements):
        if part.get("hx-swap-oob"):
            elements.remove(part)
            del part.attrib["hx-swap-oob"]
            replace(tree.xpath("//*[@id=$id]", id=part.get("id"))[0], [part])
        elif part.tag == "hx-partial":
            elements.remove(part)
            place = tree.xpath("//*[@id=$id]", id=part.get("hx-target", "")[1:])[0]
            apply(tree, place, inner(part), style=part.get("hx-swap") or "innerHTML")
    if style in {"outerHTML", "outerMorph"}:  # the second keeps what is typed, the markup is the same
        replace(target, elements)
    elif style == "innerHTML":
        fill_with(target, text)
    elif style != "none":
        raise NotImplementedError(f"hx-swap={style!r}: teach tests/house/guards/swaps.py")


def replace(target: Any, elements: list[Any]) -> None:
    parent, tail = target.getparent(), target.tail
    place = parent.index(target)
    parent.remove(target)
    for number, element in enumerate(elements):
        parent.insert(place + number, element)
    if elements:
        elements[-1].tail = tail


def fill_with(target: Any, text: str) -> None:
    for child in list(target):
        target.remove(child)
    wrapped = html.fragment_fromstring(text, create_parent="div")
    target.text = wrapped.text
    target.extend(list(wrapped))


def inner(element: Any) -> str:
    return (element.text or "") + "".join(html.tostring(child, encoding="unicode") for child in element)


def normal(tree: Any) -> list[str]:
    """One line for each piece of the page, without what may differ between two loads of it."""
    tree = copy.deepcopy(tree)
    lines: list[str] = []
    for node in tree.iter():
        if isinstance(node, etree._Comment):
            continue
        if node.get("name") in PASSING or node.tag == "meta":
            node.attrib.pop("value", None)
        attributes = {name: _calm(name, value) for name, value in sorted(node.attrib.items())}
        lines.append(f"<{node.tag} {attributes}>")
        lines += [text for part in (node.text,) if (text := _squeezed(part))]
        lines += [f"{text} (after {node.tag})" for part in (node.tail,) if (text := _squeezed(part))]
    return lines


def _squeezed(text: str | None) -> str:
    return SPACE.sub(" ", text or "").strip()


def _calm(name: str, value: str) -> str:
    """Addresses without parameters that say nothing; headers without the token; being ticked as one word."""
    if name in ("selected", "checked"):
        return name
    if name.startswith("hx-headers"):
        return ""
    if name in ("href", "hx-get", "action") and "?" in value:
        parts = urlsplit(value)
        said = urlencode(sorted(parse_qsl(parts.query)))
        return f"{parts.path}?{said}" if said else parts.path
    return SPACE.sub(" ", value).strip()
