"""What somebody had typed in a form that cannot be received: shown back, so that no text is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.choices import flatten_choices

LONG = 20
MOST = 50
MOST_CHARACTERS = 200_000
SECRET = ("password", "code", "credential", "token")


@dataclass(frozen=True)
class Typed:
    """The texts in the order in which they were written; `short` are words, dates, figures, choices."""

    texts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Is there anything that somebody would miss? A figure alone is most often a row's number."""
        return bool(self.texts) or any(not value.isdigit() for value in self.short)


def typed_texts(request: Any) -> Typed:
    """What was written in the post: never passwords, codes or hidden secrets, and nothing that another site's
    page sent, so that nobody can put words on our pages by a link or a form of her own."""
    if not is_own_form(request):
        return Typed()
    sent = [(name, value.strip()) for name, values in request.POST.lists() for value in values]
    kept = [(name, value) for name, value in sent if value and value != "on" and not _is_secret(name)]
    choices, room = {**choices_of(""), **choices_of(_room(request))}, MOST_CHARACTERS
    texts: list[str] = []
    short: list[str] = []
    for name, value in kept[:MOST]:
        if len(value) <= room:
            label = choices.get((name.rpartition("-")[2], value))
            (texts if label is None and _is_long(value) else short).append(label or value)
            room -= len(value)
    return Typed(texts=tuple(texts), short=tuple(short))


def choices_of(room: str) -> dict[tuple[str, str], str]:
    """What the choices in the forms of a room (all rooms) are called, by field and value: no code is shown
    that the page never showed. Left out where two of the forms call the same choice differently."""
    found: dict[tuple[str, str], set[str]] = {}
    for form in _forms(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if not form.__module__.startswith(room) or isinstance(field, forms.ModelChoiceField):
                continue
            pairs: Iterable[tuple[Any, Any]] = flatten_choices(getattr(field, "choices", ()))
            for value, label in pairs:
                found.setdefault((name, str(value)), set()).add(str(label))
    return {key: labels.pop() for key, labels in found.items() if len(labels) == 1}


def _forms(base: Any) -> Iterator[Any]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _room(request: Any) -> str:
    match = request.resolver_match
    return f"{match.func.__module__.partition('.')[0]}." if match else ""


def is_own_form(request: Any) -> bool:
    """Did a page of ours send it? Browsers say where a post comes from; without a word it is no browser's."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return bool(site == "same-origin")
    if origin := request.headers.get("Origin"):
        return bool(urlsplit(origin).netloc == request.get_host())
    return True


def _is_secret(name: str) -> bool:
    return any(word in name for word in SECRET)


def _is_long(value: str) -> bool:
    return (" " in value and len(value) > LONG) or "\n" in value
