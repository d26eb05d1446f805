"""What somebody had typed in a form that cannot be received: shown back, so that no text is lost."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

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
    kept = [value for name, value in sent if value and value != "on" and not _is_secret(name)]
    room, values = MOST_CHARACTERS, []
    for value in kept[:MOST]:
        if len(value) <= room:
            values.append(value)
            room -= len(value)
    return Typed(
        texts=tuple(value for value in values if _is_long(value)),
        short=tuple(value for value in values if not _is_long(value)),
    )


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
