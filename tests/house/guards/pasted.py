"""What people paste and what machines try: every form, and every address with a question, must stand it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import resolve

from tests.house.asking import undone
from tests.house.guards.registry import guard
from tests.house.pages import Page, PlainForm, forms_of

# Field by field what was copied elsewhere. Signs that nobody sees are written by their number.
PASTES = {
    "from elsewhere": "”Skötsel”\u2009–\xa0park\u200bvård\ufeff\v\uf0b7 punkt…\u2028rad\xad\u202e "
    "Ahmed أحمد 李 👩‍🔧 ٣٢",
    "with control signs": "a\x00b\x07c\x1b\x85",
    "very long": "Ett ord till som inte tar slut. " * 3_000,
    "a figure beyond all figures": "9" * 400,
    "no figure": "1e400",
}
QUESTIONS = [
    "page",
    "q",
    "next",
    "show",
    "scope",
    "state",
    "step",
    "to",
    "kod",
    "email",
    "term",
    "avtal",
    "tur",
    "visa",
]
ASKED = {name: paste[:2000] for name, paste in PASTES.items()}
TEXTS = ["text", "search", "email", "tel", "url", "number", "password", "hidden", "textarea"]


@dataclass(frozen=True)
class Pasted:
    """One sending, and the status of the answer; 500 where the product broke, with the fault's own words."""

    page: Page
    url: str
    what: str
    status: int
    fault: str = ""


@guard
def pasted_text_is_received(pasted: Pasted) -> Iterator[str]:
    """Kept or refused in words; never a fault, and never the bare page that says that we are to blame."""
    if pasted.status >= 500:
        yield f"{pasted.page.label}: {pasted.url} with text {pasted.what} breaks: {pasted.fault}"


def paste_all(page: Page, done: set[object]) -> Iterator[Pasted]:
    """Every form that has not been tried from another page, and the address itself with questions."""
    for form in forms_of(page):
        mark = (resolve(form.url.partition("?")[0]).view_name, form.method, *form.mark[2:])
        if mark in done:
            continue
        done.add(mark)
        texts = texts_of(page, form)
        for what, paste in PASTES.items():
            yield _try(page, _with(form, texts, paste), what)
    if page.address.name not in done:
        done.add(page.address.name)
        asking = PlainForm(page.url.partition("?")[0], "get", [], [])
        for what, paste in ASKED.items():
            yield _try(page, replace(asking, filled=[(name, paste) for name in QUESTIONS]), what)


def texts_of(page: Page, form: PlainForm) -> set[str]:
    """Names of the fields that somebody writes in; hidden ones, too, as machines do."""
    return {
        control.get("name")
        for found in page.tree.forms
        for control in found.inputs
        if (control.get("type") or control.tag) in TEXTS and control.get("name") != "csrfmiddlewaretoken"
    } & {name for name, _value in form.filled}


def _with(form: PlainForm, texts: set[str], paste: str) -> PlainForm:
    return replace(form, filled=[(name, paste if name in texts else value) for name, value in form.filled])


def _try(page: Page, form: PlainForm, what: str) -> Pasted:
    data: dict[str, list[str]] = {}
    for name, value in form.filled + form.submit:
        data.setdefault(name, []).append(value)
    with undone():
        try:
            answer: Any = (page.asker.post if form.method == "post" else page.asker.client.get)(
                form.url, data
            )
            if answer.status_code == 302 and (onward := answer.headers["Location"]).startswith("/"):
                answer = page.asker.client.get(onward)
        except Exception as fault:
            return Pasted(page, form.url, what, 500, f"{type(fault).__name__}: {fault}"[:300])
    return Pasted(page, form.url, what, answer.status_code)
