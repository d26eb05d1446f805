"""What reaches a reader's eye: our own sign, and colours by their names."""

import re
from collections.abc import Iterator

from tests.house.guards.code import lines_of
from tests.house.guards.registry import guard
from tests.house.sources import Texts

BRANDS = re.compile("GOV" + r"\.UK|GDS " + r"Transport|\bcr" + r"own\b|\bcr" + r"est\b", re.IGNORECASE)


@guard
def no_other_brand(served: Texts) -> Iterator[str]:
    """Names and signs of the state whose building blocks we use, in what reaches a reader."""
    for name, number, line in lines_of(served):
        if found := BRANDS.search(line):
            yield f"{name}:{number} says {found[0]!r}"


COLOUR = re.compile(
    r"(?<![\w&-])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b"
    r"|\b(?:rgba?|hsla?|hwb|oklch|oklab|lch|lab|color)\("
    r"|:[^;{}]*(?<![\w-])(?:white|black|red|green|blue|yellow|orange|purple|gr[ae]y|silver|navy|teal|pink)(?![\w-])"
)
TOKEN = re.compile(r"\s*--[\w-]+:\s*#[0-9a-fA-F]{6};")
# Where colours are given their names: for the screen, and for documents, which know no dark scheme.
COLOURS = {"static/css/tokens.css"}
DOCUMENT_COLOURS = "static/documents/base.css"


@guard
def colours_are_tokens(stylesheets: Texts) -> Iterator[str]:
    """A colour literal outside the tokens."""
    for name, number, line in lines_of(stylesheets):
        if name in COLOURS or (name == DOCUMENT_COLOURS and TOKEN.fullmatch(line)):
            continue
        if found := COLOUR.search(line):
            yield f"{name}:{number} paints {found[0]}: use a token"


PAINTED = re.compile(
    r"\s(?:fill|stroke|stop-color|color|bgcolor)=[\"'](?!none|currentColor|\{|inherit|transparent)"
)


@guard
def templates_paint_nothing(templates: Texts) -> Iterator[str]:
    """A colour as an attribute of a page's element, which no scheme can change."""
    for name, number, line in lines_of(templates):
        if found := PAINTED.search(line):
            yield f"templates/{name}:{number} paints by{found[0]}: use a class"
