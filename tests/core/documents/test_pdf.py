"""The file itself, read back: archivable, tagged, with our fonts, and the same every time."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from core.documents import kinds
from core.documents import pdf as engine
from core.documents.faults import DocumentFault
from core.documents.pages import HOLE, compose, template_version
from core.documents.pdf import StaticFolder, to_pdf
from core.documents.specimen import MOMENT, SPECIMEN, frame, preview
from core.models import IssuedDocument
from core.templatetags.document_text import typeset
from tests.core.documents.reading import faults, fonts_of, named, walk

TITLE = "Sysselsättningskrav i drift och skötsel av gator och parker"
HEAD = '<html lang="sv"><link rel="stylesheet" href="asset:documents/base.css"><title>T</title><body>'


@pytest.fixture(scope="module")
def content() -> bytes:
    return preview(SPECIMEN, is_approved=True).content


@pytest.fixture
def file(content) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture
def elements(file) -> list[pikepdf.Dictionary]:
    return list(walk(file.Root.StructTreeRoot))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", [SPECIMEN, *kinds], ids=lambda kind: kind.key)
def test_every_kind_is_archivable_and_can_be_read_aloud(kind, language):
    made = preview(kind, language=language, is_approved=True)

    assert faults(made.content, title=TITLE, language=language) == []


def test_date_and_output_intent_are_there(file):
    with file.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"] == "2026-10-26T09:12:00Z"
    assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"


def spoilt(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as file, io.BytesIO() as out:
        change(file)
        file.save(out)
        return out.getvalue()


def without_level(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as metadata:
        metadata["pdfaid:conformance"] = "B"


def with_foreign_font(file: pikepdf.Pdf) -> None:
    """The bold signs under the regular font's name: embedded, but not one of our files any more."""
    [first, second, *_more] = [f.DescendantFonts[0].FontDescriptor for f in fonts_of(file)]
    program = TTFont(io.BytesIO(first.FontFile2.read_bytes()))
    other = TTFont(io.BytesIO(second.FontFile2.read_bytes()))
    name = next(n for n in program.getGlyphOrder() if program["glyf"][n].numberOfContours > 0)
    strange = next(n for n in other.getGlyphOrder() if other["glyf"][n].numberOfContours > 0)
    program["glyf"][name] = other["glyf"][strange]
    out = io.BytesIO()
    program.save(out)
    first.FontFile2 = file.make_stream(out.getvalue())


def without_font(file: pikepdf.Pdf) -> None:
    del next(fonts_of(file)).DescendantFonts[0].FontDescriptor.FontFile2


def without_scope(file: pikepdf.Pdf) -> None:
    del named(list(walk(file.Root.StructTreeRoot)), "/TH")[0].A.Scope


def with_a_skipped_level(file: pikepdf.Pdf) -> None:
    named(list(walk(file.Root.StructTreeRoot)), "/H2")[0].S = pikepdf.Name("/H3")


def without_tags(file: pikepdf.Pdf) -> None:
    del file.Root.MarkInfo


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (without_level, "not PDF/A part 2 level A"),
        (with_foreign_font, "not from our own files"),
        (without_font, "is not embedded"),
        (without_scope, "does not say what it heads"),
        (with_a_skipped_level, "a level is skipped"),
        (without_tags, "it is not tagged"),
        (without_language, "the language is None"),
    ],
)
def test_a_spoilt_file_is_found_out(content, change, found):
    assert found in " ".join(faults(spoilt(content, change), title=TITLE))


def test_the_structure_tree_holds_headings_lists_and_notes(elements):
    assert len(named(elements, "/H1")) == 1
    assert len(named(elements, "/H2")) == 8
    assert len(named(elements, "/Note")) == 2
    assert {str(kid.S) for part in named(elements, "/L") for kid in part.K} == {"/LI"}


def test_every_table_header_says_what_it_heads(elements):
    heads = named(elements, "/TH")

    assert [str(head.A.Scope) for head in heads].count("/Column") == 7
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
    assert all("/Headers" in cell.A for cell in named(elements, "/TD"))


def test_the_last_page_shows_the_approval(content):
    text = PdfReader(io.BytesIO(content)).pages[-1].extract_text()

    for shown in ["Berit Beslutsfattare", "Förvaltningschef", "4.2", "26 oktober 2026 kl. 14.04", "2c26b46b"]:
        assert shown in text


def test_each_page_has_its_number_and_the_check_address(content):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]

    assert [f"{number} (3)" in text for number, text in enumerate(pages, start=1)] == [True] * 3
    assert all("/k/7Q4M-2HXD" in text for text in pages)


def test_the_same_context_gives_the_same_bytes_in_another_process(content):
    code = (
        "import django, sys; django.setup();"
        "from core.documents.specimen import SPECIMEN, preview;"
        "sys.stdout.buffer.write(preview(SPECIMEN, is_approved=True).content)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, check=True
    )

    assert other.stdout == content


def test_the_language_of_the_document_decides_not_the_readers():
    assert (
        "Decision basis"
        in PdfReader(io.BytesIO(preview(SPECIMEN, language="en").content)).pages[0].extract_text()
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x.css",
        "https://example.org/x.css",
        "file:///etc/passwd",
        "asset:../config/settings/base.py",
        "asset:documents/../../pyproject.toml",
        "asset:css/base.css",
        "asset:documents",
        "data:text/css,p{}",
    ],
)
def test_nothing_outside_our_folder_is_read(url):
    with pytest.raises(PermissionError):
        StaticFolder().fetch(url)


def test_a_document_that_asks_for_the_network_is_a_fault():
    with pytest.raises(DocumentFault, match=r"example\.org"):
        to_pdf(f'{HEAD}<img alt="x" src="https://example.org/x.png">', identifier="x")


def test_a_missing_sign_is_a_fault():
    with pytest.raises(DocumentFault):
        to_pdf(f"{HEAD}<p>中</p>", identifier="x")


def test_a_picture_without_a_text_is_a_fault():
    with pytest.raises(DocumentFault, match="alt"):
        to_pdf(f'{HEAD}<img src="asset:documents/mark.svg">', identifier="x")


def test_an_unknown_style_is_a_fault():
    with pytest.raises(DocumentFault):
        to_pdf(f"{HEAD}<style>p {{ colour: red }}</style><p>x</p>", identifier="x")


def test_the_template_version_follows_the_style(monkeypatch, tmp_path):
    before = template_version(SPECIMEN)
    monkeypatch.setattr("core.documents.pages.VERSION", "71")

    assert len(before) == 64
    assert template_version(SPECIMEN) != before


def test_a_hole_in_the_template_is_marked_with_a_sign_that_no_document_has():
    assert HOLE[0] == "\ufffd"
    assert engine.FONT_FAMILY == "Document Sans"


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("minst **24,0 h** <b>", "minst <strong>24,0 h</strong> &lt;b&gt;"),
        ("60 % av 15 000 000 kr", "60\xa0% av 15\xa0000\xa0000\xa0kr"),
        ("den 3 mars 2026, § 41 kl. 9", "den 3\xa0mars\xa02026, §\xa041 kl.\xa09"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ],
)
def test_text_is_set_as_swedish_typography_wants(text, set_as):
    assert typeset(text) == set_as


def test_a_long_document_lists_its_contents_with_the_right_pages():
    example = SPECIMEN.specimen()
    context = replace(example, sections=example.sections[:1] * 8)
    document = IssuedDocument(title="T", language="sv", check_code="ABCD-EFGH", ordered_at=MOMENT)

    made = compose(SPECIMEN, context, frame(), document=document)

    reader = PdfReader(io.BytesIO(made.content))
    pages = [page.extract_text() for page in reader.pages]
    listed = pages[1].split("Innehåll")[1].splitlines()[1:9]
    heading = example.sections[0].heading
    found = [number for number, text in enumerate(pages, 1) for _ in range(text.count(heading))]
    assert [int(line.split()[-1]) for line in listed] == found[8:]
