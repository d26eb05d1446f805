"""Reading a file back: what an archive, a screen reader and the law on accessibility ask of it.

assert faults(content, title="Beslutsunderlag …") == []
"""

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
from django.conf import settings
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

OUR_FONTS = Path(settings.BASE_DIR) / "static" / "fonts" / "document"
HEADINGS = ("/H1", "/H2", "/H3", "/H4")
Outline = tuple[str, ...]


def faults(content: bytes, *, title: str, language: str = "sv") -> list[str]:
    """In words, everything that is missing. Nothing of it depends on how the document looks."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return [*said_of_itself(file, title, language), *fonts(file), *structure(file)]


def said_of_itself(file: pikepdf.Pdf, title: str, language: str) -> Iterator[str]:
    """Archive level, language and title."""
    with file.open_metadata() as metadata:
        level = (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"))
        titles = (metadata.get("dc:title"), str(file.docinfo.get("/Title", "")))
    if level != ("2", "A"):
        yield f"the metadata say {level}, not PDF/A part 2 level A"
    if titles != (title, title):
        yield f"the title is {titles}, not {title!r}"
    if not file.Root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not tagged"
    if file.Root.get("/Lang") != language:
        yield f"the language is {file.Root.get('/Lang')}, not {language}"
    if not file.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "readers show the file's name instead of its title"


def fonts(file: pikepdf.Pdf) -> Iterator[str]:
    """Every font is embedded, and every sign in it drawn as in one of our files."""
    found = list(fonts_of(file))
    if not found:
        yield "no page has a font"
    for font in found:
        descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        if "/FontFile2" not in descriptor:
            yield f"{font.get('/BaseFont')} is not embedded"
        elif not is_ours(descriptor.FontFile2.read_bytes()):
            yield f"{font.BaseFont} is not from our own files"


def fonts_of(file: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every font in the file, wherever it is used."""
    for item in file.objects:
        is_font = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        if is_font and not str(item.get("/Subtype")).startswith(
            "/CIDFont"
        ):  # these hang on one of the others
            yield item


def is_ours(program: bytes) -> bool:
    drawn = outlines(TTFont(io.BytesIO(program)))
    return bool(drawn) and any(drawn <= ours for ours in our_outlines())


@cache
def our_outlines() -> list[frozenset[Outline]]:
    return [outlines(TTFont(path)) for path in sorted(OUR_FONTS.glob("*.ttf"))]


def outlines(font: TTFont) -> frozenset[Outline]:
    """How each sign is drawn; a part of another sign that stands alone in a subset counts as one."""
    signs = font.getGlyphSet()
    return frozenset(drawn for name in font.getGlyphOrder() if (drawn := outline(signs, name)))


def outline(signs: object, name: str) -> Outline:
    pen = DecomposingRecordingPen(signs)
    signs[name].draw(pen)
    return tuple(map(str, pen.value))


def structure(file: pikepdf.Pdf) -> Iterator[str]:
    """One title, headings without a skipped level, tables whose headers say what they head."""
    elements = list(walk(file.Root.get("/StructTreeRoot", pikepdf.Dictionary())))
    levels = [HEADINGS.index(str(element.S)) + 1 for element in elements if element.S in HEADINGS]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield f"headings are of levels {levels}, not one first title"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level is skipped among the headings {levels}"
    if len(levels) < 2:
        yield "there is no heading but the title"
    for head in named(elements, "/TH"):
        if head.get("/A", {}).get("/Scope") not in ("/Column", "/Row"):
            yield "a table header does not say what it heads"
    if any("/Headers" not in cell.get("/A", {}) for cell in named(elements, "/TD")):
        yield "a table cell does not name its headers"
    if any(not named(list(walk(table)), "/TH") for table in named(elements, "/Table")):
        yield "a table has no header at all"


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def named(elements: list[pikepdf.Dictionary], tag: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements if tag == element.S]
