"""Words that the glossary forbids, in whatever people read."""

import io
import re
from collections.abc import Iterator

from babel.messages.pofile import read_po

from organisations.glossary import ForbiddenWord, glossary
from tests.house.guards.registry import guard
from tests.house.sources import Texts


@guard
def forbidden_words(texts: Texts, translations: Texts) -> Iterator[str]:
    """In templates of pages, mails and documents, in the demo world, and in the Swedish translations."""
    for name, text in texts.items():
        for word in _found(text):
            yield f"{name}: never say {word.word!r}; say {word.instead}"
    for name, text in translations.items():
        for message in read_po(io.BytesIO(text.encode())):
            strings = message.string if isinstance(message.string, list | tuple) else [message.string or ""]
            for word in (word for string in strings for word in _found(str(string))):
                yield f"{name}: {message.id!r} says {word.word!r} in Swedish; say {word.instead}"


@guard
def forbidden_words_shown(label: str, page: str) -> Iterator[str]:
    """On a page as a reader is shown it; catches what code and data put together."""
    visible = re.sub(r"<[^>]+>", " ", page)
    for word in _found(visible):
        yield f"{label}: never say {word.word!r}; say {word.instead}"


def _found(text: str) -> list[ForbiddenWord]:
    return [word for word in glossary().forbidden if word.always and word.is_in(text)]
